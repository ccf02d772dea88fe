"""Patrols (巡查): the daily work of grid workers.

Two patrols a day, visits with their questions, a report each workday, screenings, and what is measured of it: who
reported nothing, compliance by month, appraisal with indicators and pay grades that are data.
"""
