{
    "name": "docking",
    "label": "Docking",
    "version": "1.1.0",
    "summary": "Matters courts, police and petition offices entrust, answered by letter; third parties that are asked",
    "depends": ["confirmation"],
    "category": "river",
    "application": True,
    "icon": "transfer",
}
