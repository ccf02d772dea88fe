"""Who works on a case asks and rates; an expert answers what was put to them and reads nothing else of the case.

Experts read with the rule `assigned`; the button `unnamed` opens consultations to those who work on the case.
"""

from app.access.grants import table

GRANTS = table("""
    role          level             model                       rights  buttons
    clerk         village-county    counsel.expert_consultation rc--    unnamed rate recall
    dispatcher    township-county   counsel.expert_consultation rc--    unnamed rate recall
    mediator      village-county    counsel.expert_consultation rc--    unnamed rate recall
    handler       village-county    counsel.expert_consultation r---    unnamed
    leader        all               counsel.expert_consultation r---    unnamed
    archivist     township-county   counsel.expert_consultation r---    unnamed
    expert        county-city       counsel.expert_consultation r---    accept decline answer
    expert        county-city       clock.deadline              r---
    expert        all               org.unit                    r---
    admin         county-city       counsel.dispute_field       rcud
    clerk         village-county    counsel.dispute_field       r---
    dispatcher    township-county   counsel.dispute_field       r---
    mediator      village-county    counsel.dispute_field       r---
""")

RULES = {"counsel.expert_consultation": "assigned"}
