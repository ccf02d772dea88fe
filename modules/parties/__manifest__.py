{
    "name": "parties",
    "label": "Parties",
    "version": "1.1.0",
    "summary": "The only place for names, identity numbers and phones of people and organisations",
    "depends": [],
    "category": "banks",
    "application": False,
    "icon": "users",
}
