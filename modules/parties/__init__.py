"""Parties: people and organisations.

Every other module that speaks of a person points here; names, identity numbers and phones stand nowhere else. Numbers
and phones are encrypted at rest, masked on screens, and each reveal leaves a trace. This module also declares the ten
business roles of a governance centre, because every later module grants to them.
"""
