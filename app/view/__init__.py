"""Specs of screens, and the one room where they become Flask-AppBuilder views."""
