"""Dispatch (派单): work on a case sent to a unit, and what the unit did with it.

A case may have several assignments at once. When each step happened stands in the events only; the limits of one, two
and three minutes and of arrival run on the assignment.
"""
