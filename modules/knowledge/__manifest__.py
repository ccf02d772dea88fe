{
    "name": "knowledge",
    "label": "Knowledge",
    "version": "1.1.1",
    "summary": "Law, handling guides, the duty matrix and the pre-litigation catalogue, each by the days it holds",
    "depends": [],
    "category": "banks",
    "application": False,
    "icon": "books",
}
