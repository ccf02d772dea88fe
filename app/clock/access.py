"""Who keeps the calendar and the limits. Deadlines follow the row they belong to."""

from app.access.grants import table

GRANTS = table("""
  role          levels  model                rcud  buttons
  system_admin  all     clock.calendar_year  rcu-  -
  system_admin  all     clock.holiday_day    rcud  -
  system_admin  all     clock.sla_policy     rcu-  -
""")

RULES = {"clock.deadline": "below"}
