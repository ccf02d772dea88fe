{
    "name": "mediators",
    "label": "Mediators",
    "version": "1.1.0",
    "summary": "People's mediation committees and their mediators",
    "depends": ["parties", "knowledge"],
    "category": "banks",
    "application": False,
    "icon": "mediate",
}
