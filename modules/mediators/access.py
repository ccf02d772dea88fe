"""County and township keep committees and mediators; those who work on cases read them, also those above."""

from app.access.grants import table

GRANTS = table("""
    role          level             model                rights
    admin         township-county   mediators.committee  rcud
    admin         township-county   mediators.mediator   rcud
    admin         city-province     mediators.committee  r---
    admin         city-province     mediators.mediator   r---
    clerk         village-county    mediators.committee  r---
    clerk         village-county    mediators.mediator   r---
    dispatcher    township-county   mediators.committee  r---
    dispatcher    township-county   mediators.mediator   r---
    mediator      village-county    mediators.committee  r---
    mediator      village-county    mediators.mediator   r---
    archivist     township-county   mediators.committee  r---
    archivist     township-county   mediators.mediator   r---
    leader        all               mediators.committee  r---
    leader        all               mediators.mediator   r---
    statistician  township-province mediators.committee  r---
    statistician  township-province mediators.mediator   r---
""")

RULES = {"mediators.committee": "shared_down", "mediators.mediator": "shared_down"}
