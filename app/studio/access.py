"""County and city administrators shape the screens of their own division and of those below."""

from __future__ import annotations

from app.access.grants import table

GRANTS = table("""
  role   levels       model                 rights  buttons
  admin  county-city  studio.custom_field   rcu-    -
  admin  county-city  studio.screen_change  rcu-    -
""")
