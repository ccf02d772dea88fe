{
    "name": "legality",
    "label": "Legality",
    "version": "1.0.1",
    "summary": "What the law asks of a mediation agreement: rules as data, their cases, and the check",
    "depends": ["knowledge"],
    "category": "banks",
    "application": False,
    "icon": "scales",
}
