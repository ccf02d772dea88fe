{
    "name": "knowledge",
    "label": "Legal basis",
    "version": "1.0.0",
    "summary": "The articles of law that papers and refusals cite, by the day they were in force",
    "depends": [],
    "category": "banks",
    "application": False,
    "icon": "books",
}
