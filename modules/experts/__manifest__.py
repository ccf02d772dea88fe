{
    "name": "experts",
    "label": "Experts",
    "version": "1.1.0",
    "summary": "The pool of experts the parties and the centres may ask",
    "depends": ["parties", "centres"],
    "category": "banks",
    "application": False,
    "icon": "school",
}
