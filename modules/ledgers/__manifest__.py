{
    "name": "ledgers",
    "label": "Grid ledgers",
    "version": "1.0.0",
    "summary": "Residents, houses, organisations, places and hazards of a grid, as little of each as the work needs",
    "depends": ["parties", "grids"],
    "category": "banks",
    "application": False,
    "icon": "books",
}
