{
    "name": "centres",
    "label": "Centres",
    "version": "1.1.0",
    "summary": "Governance centres, their windows, duty rosters and posted staff",
    "depends": ["parties"],
    "category": "banks",
    "application": False,
    "icon": "building-community",
}
