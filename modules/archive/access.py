"""Mediators file what they mediated; archivists of the place check, seal and lend; two more approve destruction."""

from app.access.grants import table

_FILING = "check gather arrange propose build"
_KEEPING = "archive send_back lend take_back destroy"

GRANTS = table(f"""
    role       level            model                      rights  buttons
    mediator   village-county   archive.volume             r-u-    {_FILING}
    mediator   village-county   archive.piece              r-u-
    mediator   village-county   archive.explanation        rcud
    mediator   village-county   archive.loan               r---
    mediator   village-county   archive.volume_file        r---
    archivist  township-county  archive.volume             r-u-    unnamed {_FILING} {_KEEPING}
    archivist  township-county  archive.piece              r-u-    unnamed
    archivist  township-county  archive.explanation        rcud    unnamed
    archivist  township-county  archive.loan               r---    unnamed
    archivist  township-county  archive.volume_file        r---    unnamed
    leader     village-county   archive.volume             r---
    leader     village-county   archive.piece              r---
    leader     village-county   archive.explanation        r---
    leader     village-county   archive.loan               r---
    leader     village-county   archive.volume_file        r---

    archivist  township-county  archive.destruction        rcu-    propose approve carry_out refuse drop
    leader     township-county  archive.destruction        r---    approve carry_out refuse
    archivist  township-county  archive.destruction_entry  r--d
    leader     township-county  archive.destruction_entry  r---

    admin      county-province  archive.retention_rule     rcu-
    archivist  township-county  archive.retention_rule     r---

    mediator   village-county   mediation.mediation        ----    open_volume
    archivist  township-county  mediation.mediation        ----    open_volume
""")

RULES = {
    "archive.volume": "assigned",
    "archive.piece": "assigned",
    "archive.explanation": "assigned",
    "archive.loan": "assigned",
    "archive.volume_file": "assigned",
    "archive.destruction": "below",
    "archive.destruction_entry": "below",
}
