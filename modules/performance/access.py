"""Mediators follow the agreements they made; the archivist reads what belongs to the file."""

from app.access.grants import table

_STEPS = "receive complete reopen urge remediate enforce sue drop"

GRANTS = table(f"""
    role       level            model                      rights  buttons
    mediator   village-county   performance.obligation     r---    {_STEPS}
    mediator   village-county   performance.receipt        r-u-    withdraw
    mediator   village-county   performance.urging         r---
    mediator   village-county   performance.return_visit   rcu-    visit skip
    archivist  township-county  performance.obligation     r---    unnamed
    archivist  township-county  performance.receipt        r---    unnamed
    archivist  township-county  performance.urging         r---    unnamed
    archivist  township-county  performance.return_visit   r---    unnamed
""")

RULES = {
    "performance.obligation": "assigned",
    "performance.receipt": "assigned",
    "performance.urging": "assigned",
    "performance.return_visit": "assigned",
}
