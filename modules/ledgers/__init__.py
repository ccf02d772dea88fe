"""The ledger of a grid (人、地、事、物、组织): who lives where, which organisations and places, what is dangerous.

People and organisations are rows of `modules/parties`; the ledger only points at them. A grid worker keeps the ledger
of the grids served, administrators that of their places.
"""
