"""Whoever takes matters in writes down entrustments and asks third parties; mediators do so for what they mediate.

Administrators keep the lists. The numbers of the courts are entered in the county and read by whoever counts.
"""

from app.access.grants import table

_ANSWER = "accept decline extend give_back withdraw"

GRANTS = table(f"""
    role          level             model                        rights  buttons
    clerk         township-county   docking.entrustment          rcu-    {_ANSWER}
    dispatcher    township-county   docking.entrustment          rcu-    {_ANSWER}
    mediator      village-county    docking.entrustment          rcu-    {_ANSWER}
    leader        all               docking.entrustment          r---
    statistician  township-province docking.entrustment          r---
    archivist     township-county   docking.entrustment          r---

    clerk         township-county   docking.third_party_request  rcu-    come_back take_back
    dispatcher    township-county   docking.third_party_request  rcu-    come_back take_back
    mediator      village-county    docking.third_party_request  rcu-    come_back take_back
    leader        all               docking.third_party_request  r---
    archivist     township-county   docking.third_party_request  r---

    admin         county-city       docking.third_party_org      rcud
    clerk         township-county   docking.third_party_org      r---
    dispatcher    township-county   docking.third_party_org      r---
    mediator      village-county    docking.third_party_org      r---
    leader        all               docking.third_party_org      r---
    archivist     township-county   docking.third_party_org      r---

    clerk         county            docking.pre_suit_count       rcu-
    dispatcher    county            docking.pre_suit_count       rcu-
    admin         county-province   docking.pre_suit_count       rcud
    leader        county-province   docking.pre_suit_count       r---
    statistician  county-province   docking.pre_suit_count       r---

    admin         county-city       docking.organ_kind           rcud
    admin         county-city       docking.third_party_kind     rcud
    clerk         township-county   docking.organ_kind           r---
    dispatcher    township-county   docking.organ_kind           r---
    mediator      village-county    docking.organ_kind           r---
    clerk         township-county   docking.third_party_kind     r---
    dispatcher    township-county   docking.third_party_kind     r---
    mediator      village-county    docking.third_party_kind     r---
    clerk         township-county   confirmation.court           r---
    dispatcher    township-county   confirmation.court           r---
    leader        all               confirmation.court           r---
    statistician  township-province confirmation.court           r---
""")

RULES = {
    "docking.entrustment": "below",
    "docking.third_party_request": "below",
    "docking.third_party_org": "shared_down",
    "docking.pre_suit_count": "below",
}
