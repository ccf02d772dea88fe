{
    "name": "dispatch",
    "label": "Dispatch",
    "version": "1.2.0",
    "summary": "Work sent to a unit: signed, contacted, ordered, arrived, done or sent back",
    "depends": ["cases", "centres", "teams"],
    "category": "river",
    "application": True,
    "icon": "dispatch",
}
