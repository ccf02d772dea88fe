"""Mediation agreements (调解协议), written or oral.

Clauses are fields, so that sums, names and dates can be checked before anybody signs. Issuing takes the number
and freezes the words; the agreement takes effect on the day the last of all signatures and the seal stands on it. After
that only a new version can say something else.
"""
