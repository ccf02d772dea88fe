{
    "name": "cases",
    "label": "Cases",
    "version": "1.3.0",
    "summary": "Everything that arrives, one number each, from registration to closing",
    "depends": ["parties", "knowledge", "grids"],
    "category": "river",
    "application": True,
    "icon": "case",
}
