"""Mediators prepare applications of the agreements they made; administrators keep courts and questions."""

from app.access.grants import table

_STEPS = (
    "answer join choose_court screen note_signature start_over sign submit court_accept court_refuse ask_supplement "
    "supplement confirm reject withdraw apply_enforcement"
)

GRANTS = table(f"""
    role       level            model                              rights  buttons
    mediator   village-county   confirmation.confirmation          rcu-    {_STEPS}
    mediator   village-county   confirmation.applicant             r-u-
    mediator   village-county   confirmation.screening_answer      r---
    mediator   village-county   confirmation.ruling                r---
    archivist  township-county  confirmation.confirmation          r---    unnamed
    archivist  township-county  confirmation.applicant             r---    unnamed
    archivist  township-county  confirmation.screening_answer      r---    unnamed
    archivist  township-county  confirmation.ruling                r---    unnamed

    admin      county-province  confirmation.court                 rcud
    admin      county-province  confirmation.screening_question    rcu-
    mediator   village-county   confirmation.court                 r---
    admin      township-county  confirmation.court_point           rcud
    mediator   village-county   confirmation.court_point           r---
    clerk      village-county   confirmation.court_point           r---
    mediator   village-county   confirmation.screening_question    r---

    mediator   village-county   agreements.agreement               ----    confirm_in_court
""")

RULES = {
    "confirmation.confirmation": "assigned",
    "confirmation.applicant": "assigned",
    "confirmation.screening_answer": "assigned",
    "confirmation.ruling": "assigned",
    "confirmation.court_point": "shared_down",
}
