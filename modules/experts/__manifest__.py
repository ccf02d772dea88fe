{
    "name": "experts",
    "label": "Experts",
    "version": "1.0.0",
    "summary": "The pool of experts the parties and the centres may ask",
    "depends": ["parties"],
    "category": "banks",
    "application": False,
    "icon": "school",
}
