"""One restricted role keeps the list, from village to county; leaders and counters see figures and open nobody."""

from app.access.grants import table

ROLES = ({"name": "keyperson_officer", "label": "重点人员专管员", "levels": "village township county"},)

GRANTS = table("""
    role               level              model                       rights  buttons
    keyperson_officer  village-county     keypersons.key_person       rcu-    reveal figures
    keyperson_officer  village-county     keypersons.key_visit        rc--    reveal
    keyperson_officer  village-county     keypersons.key_person_kind  r---
    keyperson_officer  village-county     keypersons.concern_level    r---
    keyperson_officer  village-county     parties.person              rc--
    leader             all                keypersons.key_person       ----    figures
    statistician       township-province  keypersons.key_person       ----    figures
    admin              county-city        keypersons.key_person_kind  rcu-
    admin              county-city        keypersons.concern_level    rcu-
""")

RULES = {"keypersons.key_person": "below", "keypersons.key_visit": "below"}
