"""Cases (事项): everything that arrives at a centre, whichever door it came through.

One matter, one number. The case carries who, where and what; each later stage (work sent out, mediation, agreement)
has tables of its own that point at it. Its history is the events only; what was done and said to the citizen are
rows of their own. Lists of codes are data of this module.
"""
