{
    "name": "mediation",
    "label": "Mediation",
    "version": "1.3.0",
    "summary": "People's mediation of a case: consent, sessions and how it ended",
    "depends": ["cases", "mediators", "knowledge"],
    "category": "river",
    "application": True,
    "icon": "mediate",
}
