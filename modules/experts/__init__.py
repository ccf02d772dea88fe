"""Experts: the pool a county or city keeps, whom mediators ask and parties may pick.

An expert points at a person. A row is drafted, reviewed by a second person and then published; only the published
are offered below. Fields of expertise are data.
"""
