"""Judicial confirmation (司法确认) of a mediation agreement.

Both sides apply jointly within the limit that runs from the day the agreement took effect. We screen, name the
court, make the applicants' papers and register what the court decides; its own papers are registered, never made here.
"""
