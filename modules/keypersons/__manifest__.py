{
    "name": "keypersons",
    "label": "Key persons",
    "version": "1.0.0",
    "summary": "People who need care or supervision: guardians, visits, figures; off unless it is asked for",
    "depends": ["parties"],
    "category": "banks",
    "application": True,
    "auto_install": False,
    "icon": "user-check",
}
