{
    "name": "counsel",
    "label": "Expert advice",
    "version": "1.0.0",
    "summary": "Experts chosen for a case by its parties or the centre, what they are asked and what they answer",
    "depends": ["cases", "experts"],
    "category": "river",
    "application": False,
    "icon": "school",
}
