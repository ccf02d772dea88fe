{
    "name": "parties",
    "label": "Parties",
    "version": "1.0.0",
    "summary": "People and organisations: the only place for names, identity numbers and phones",
    "depends": [],
    "category": "bank",
    "application": False,
    "icon": "people",
}
