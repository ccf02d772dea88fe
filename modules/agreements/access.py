"""Mediators write agreements; the file is read by those named on the mediation and by the archivist."""

from app.access.grants import table

_STEPS = "issue sign complete take_effect reach replace withdraw"

GRANTS = table(f"""
    role       level            model                  rights  buttons
    mediator   village-county   agreements.agreement   rcu-    {_STEPS}
    mediator   village-county   agreements.clause      rcud    reveal
    mediator   village-county   agreements.instalment  rcud
    mediator   village-county   agreements.signature   r---
    archivist  township-county  agreements.agreement   r---    unnamed
    archivist  township-county  agreements.clause      r---    unnamed
    archivist  township-county  agreements.instalment  r---    unnamed
    archivist  township-county  agreements.signature   r---    unnamed
""")

RULES = {
    "agreements.agreement": "assigned",
    "agreements.clause": "assigned",
    "agreements.instalment": "assigned",
    "agreements.signature": "assigned",
}
