"""Legality: what the law asks of a mediation agreement, as rules that are data.

A rule is a condition in a small typed language over the facts of an agreement, with its grade, article, message and
fix. It comes in versions, with test cases that must pass before it is published.
"""
