{
    "name": "grids",
    "label": "Grids",
    "version": "1.5.0",
    "summary": "Grids and grid workers",
    "depends": ["parties"],
    "category": "banks",
    "application": False,
    "icon": "grid",
}
