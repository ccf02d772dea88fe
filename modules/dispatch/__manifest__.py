{
    "name": "dispatch",
    "label": "Dispatch",
    "version": "1.1.1",
    "summary": "Work sent to a unit: signed, contacted, ordered, arrived, done or sent back",
    "depends": ["cases"],
    "category": "river",
    "application": True,
    "icon": "dispatch",
}
