"""County and city administrators shape the screens and papers of their own division and of those below."""

from __future__ import annotations

from app.access.grants import table

GRANTS = table("""
  role   levels       model                 rights  buttons
  admin  county-city  studio.custom_field   rcu-    -
  admin  county-city  studio.screen_change  rcu-    -
  admin  county-city  document.template_version  rcu-  -
""")
