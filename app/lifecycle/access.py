"""The modules of the house are the system administrator's."""

from __future__ import annotations

from app.access.grants import table

GRANTS = table("""
  role            levels  model                 rcud  buttons
  system_admin    all     lifecycle.sys_module  r---  change
""")
