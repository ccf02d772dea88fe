{
    "name": "patrols",
    "label": "Patrols and visits",
    "version": "1.0.0",
    "summary": "The daily work of grid workers and what is measured of it",
    "depends": ["grids"],
    "category": "banks",
    "application": False,
    "icon": "walk",
}
