"""Who works on cases where. Villages to counties work on them; cities and provinces read, supervise and count.

Nobody deletes a case. Administrators keep the lists of codes and open no case.
"""

from app.access.grants import table

_DESK = "accept not_accept start resolve feed_back reopen transfer ask_void"
_COMMAND = "accept start resolve feed_back close reopen transfer ask_void approve_void refuse_void"

GRANTS = table(f"""
    role          level            model                        rights  buttons
    clerk         village-county   cases.case                   rcu-    {_DESK} close
    dispatcher    township-county  cases.case                   r-u-    {_COMMAND}
    mediator      village-county   cases.case                   r---    mediate leave_mediation resolve
    handler       village-county   cases.case                   r---    start resolve feed_back
    grid_worker   village-township cases.case                   rc--    -
    leader        all              cases.case                   r---    approve_void refuse_void
    statistician  township-province cases.case                  r---
    archivist     township-county  cases.case                   r---    archive

    clerk         village-county   cases.case_party             rcu-
    dispatcher    township-county  cases.case_party             r---
    mediator      village-county   cases.case_party             rcu-
    handler       village-county   cases.case_party             r---
    leader        village-county   cases.case_party             r---
    archivist     township-county  cases.case_party             r---

    clerk         village-county   cases.case_outcome           r---
    dispatcher    township-county  cases.case_outcome           r---
    mediator      village-county   cases.case_outcome           r---
    handler       village-county   cases.case_outcome           r---
    leader        all              cases.case_outcome           r---
    archivist     township-county  cases.case_outcome           r---

    clerk         village-county   cases.case_feedback          r---
    dispatcher    township-county  cases.case_feedback          r---
    handler       village-county   cases.case_feedback          r---
    leader        all              cases.case_feedback          r---
    archivist     township-county  cases.case_feedback          r---

    dispatcher    township-county  cases.case_share             rc-d
    clerk         village-county   cases.case_share             r---
    leader        village-county   cases.case_share             r---

    clerk         village-county   cases.consultation           rcu-
    dispatcher    township-county  cases.consultation           rcu-
    mediator      village-county   cases.consultation           r---
    handler       village-county   cases.consultation           r---
    leader        all              cases.consultation           r---
    clerk         village-county   cases.consultation_opinion   rcud
    dispatcher    township-county  cases.consultation_opinion   rcud
    mediator      village-county   cases.consultation_opinion   r---
    handler       village-county   cases.consultation_opinion   r---
    leader        all              cases.consultation_opinion   r---
    clerk         village-county   cases.consultation_decision  rcud
    dispatcher    township-county  cases.consultation_decision  rcud
    mediator      village-county   cases.consultation_decision  r---
    handler       village-county   cases.consultation_decision  r---
    leader        all              cases.consultation_decision  r---

    clerk         all              org.unit                     r---
    dispatcher    all              org.unit                     r---
    mediator      all              org.unit                     r---
    handler       all              org.unit                     r---
    grid_worker   all              org.unit                     r---
    leader        all              org.unit                     r---
    archivist     all              org.unit                     r---

    admin         county-province  cases.code_entry             rcu-
    clerk         village-county   cases.code_entry             r---
""")

RULES = {
    "cases.case": "below",
    "cases.case_party": "below",
    "cases.case_outcome": "below",
    "cases.case_feedback": "below",
    "cases.case_share": "below",
    "cases.consultation": "below",
    "cases.consultation_opinion": "below",
    "cases.consultation_decision": "below",
}
