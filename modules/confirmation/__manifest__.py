{
    "name": "confirmation",
    "label": "Judicial confirmation",
    "version": "1.2.0",
    "summary": "Applying jointly to the court to confirm an agreement, in time and with the papers it asks for",
    "depends": ["agreements"],
    "category": "river",
    "application": True,
    "icon": "scales",
}
