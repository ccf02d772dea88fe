"""Divisions and their boundaries: communities added here, places renamed, merged and moved.

codes.py     which code takes the place of which
rewriting.py every row of a place carried to its new code, table by table
changes.py   the verbs, who may do them, and what is refused
job.py       the same for places with many rows
page.py      the tree of divisions and the forms
drawing.py   what those pages show
"""
