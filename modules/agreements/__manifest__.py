{
    "name": "agreements",
    "label": "Agreements",
    "version": "1.3.0",
    "summary": "Mediation agreements: clauses that can be checked, signatures, and the day they take effect",
    "depends": ["legality", "mediation"],
    "category": "river",
    "application": True,
    "icon": "paper",
}
