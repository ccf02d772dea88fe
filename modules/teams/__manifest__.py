{
    "name": "teams",
    "label": "Response teams",
    "version": "1.0.0",
    "summary": "Response teams, their members, and the social forces attached to them",
    "depends": ["parties"],
    "category": "banks",
    "application": False,
    "icon": "group",
}
