"""Who mediates, and who reads the file. The archivist reads unnamed; a committee's chair is named by post.

Whoever may change a record of what was said issues its paper; the record itself is locked when it is written.
"""

from app.access.grants import table

_STEPS = "answer tell_rights accept investigate hold report_police agree terminate pause resume extend"

GRANTS = table(f"""
    role       level            model                     rights  buttons
    mediator   village-county   mediation.mediation       rcu-    {_STEPS}
    mediator   village-county   mediation.named_mediator  rcud
    mediator   village-county   mediation.consent         r---
    mediator   village-county   mediation.session         r-u-
    mediator   village-county   mediation.investigation   r-u-
    mediator   village-county   mediation.evidence        rcu-
    mediator   village-county   mediation.participant     rcud
    mediator   village-county   mediation.police_report   r---
    clerk      village-county   mediation.mediation       rc--    answer tell_rights
    clerk      village-county   mediation.named_mediator  rc--
    clerk      village-county   mediation.consent         r---
    archivist  township-county  mediation.mediation       r---    unnamed
    archivist  township-county  mediation.named_mediator  r---    unnamed
    archivist  township-county  mediation.consent         r---    unnamed
    archivist  township-county  mediation.session         r---    unnamed
    archivist  township-county  mediation.investigation   r---    unnamed
    archivist  township-county  mediation.evidence        r---    unnamed
    archivist  township-county  mediation.participant     r---    unnamed
    archivist  township-county  mediation.police_report   r---    unnamed

    clerk      village-county   cases.case                ----    open_mediation
    mediator   village-county   cases.case                ----    open_mediation
""")

RULES = {
    "mediation.mediation": "assigned",
    "mediation.named_mediator": "assigned",
    "mediation.consent": "assigned",
    "mediation.session": "assigned",
    "mediation.investigation": "assigned",
    "mediation.evidence": "assigned",
    "mediation.participant": "assigned",
    "mediation.police_report": "assigned",
}
