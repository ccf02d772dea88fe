"""Whoever keeps staff on this site keeps committees and mediators; those who work on cases read them, above too."""

from app.access.grants import table

GRANTS = table("""
    role          level             model                rights
    admin         keepers           mediators.committee  rcud
    admin         keepers           mediators.mediator   rcud
    admin         others            mediators.committee  r---
    admin         others            mediators.mediator   r---
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
