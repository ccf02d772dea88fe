{
    "name": "mediators",
    "label": "Mediators",
    "version": "1.0.0",
    "summary": "People's mediation committees and their mediators",
    "depends": ["parties"],
    "category": "banks",
    "application": False,
    "icon": "mediate",
}
