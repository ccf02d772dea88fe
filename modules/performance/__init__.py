"""Performance (履行) of a mediation agreement in force.

Each clause, or each instalment of it, is an obligation with its day. We keep what was received, remind before the day,
urge after it, visit the parties, and name the lawful ways on when a party does not perform.
"""
