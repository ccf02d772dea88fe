{
    "name": "archive",
    "label": "Archive",
    "version": "1.0.3",
    "summary": "The file of each mediation: its papers in order, checked, bound into one sealed PDF, lent, destroyed",
    "depends": ["performance"],
    "category": "river",
    "application": True,
    "icon": "archive",
}
