{
    "name": "grids",
    "label": "Grids",
    "version": "1.0.0",
    "summary": "Grids and grid workers",
    "depends": ["parties"],
    "category": "bank",
    "application": False,
    "icon": "grid",
}
