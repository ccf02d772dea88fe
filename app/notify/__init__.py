"""Telling people what happens on rows they follow: the tables and who follows what."""
