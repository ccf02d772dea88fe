{
    "name": "mediators",
    "label": "Mediators",
    "version": "1.0.0",
    "summary": "People's mediation committees and their mediators",
    "depends": ["parties"],
    "category": "bank",
    "application": False,
    "icon": "mediate",
}
