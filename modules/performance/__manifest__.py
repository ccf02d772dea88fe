{
    "name": "performance",
    "label": "Performance",
    "version": "1.0.0",
    "summary": "What an agreement in force asks of whom by which day: receipts, reminders, return visits, ways on",
    "depends": ["confirmation"],
    "category": "river",
    "application": True,
    "icon": "perform",
}
