"""Whoever keeps staff on this site keeps committees and mediators; those who work on cases read them, above too.

What mediators are paid is read by those who keep, lead and count, at the place itself and above it.
"""

from app.access.grants import table

GRANTS = table("""
    role          level             model                    rights  buttons
    admin         keepers           mediators.committee      rcud
    admin         keepers           mediators.mediator       rcud    leave return_
    admin         keepers           mediators.qualification  rcud
    admin         keepers           mediators.training       rcud
    admin         keepers           mediators.posting        rcud
    admin         keepers           mediators.subsidy        rcud
    admin         others            mediators.committee      r---
    admin         others            mediators.mediator       r---
    admin         others            mediators.qualification  r---
    admin         others            mediators.training       r---
    admin         others            mediators.posting        r---
    admin         others            mediators.subsidy        r---
    clerk         village-county    mediators.committee      r---
    clerk         village-county    mediators.mediator       r---
    dispatcher    township-county   mediators.committee      r---
    dispatcher    township-county   mediators.mediator       r---
    dispatcher    township-county   mediators.qualification  r---
    dispatcher    township-county   mediators.posting        r---
    mediator      village-county    mediators.committee      r---
    mediator      village-county    mediators.mediator       r---
    mediator      village-county    mediators.qualification  r---
    mediator      village-county    mediators.training       r---
    mediator      village-county    mediators.posting        r---
    archivist     township-county   mediators.committee      r---
    archivist     township-county   mediators.mediator       r---
    leader        all               mediators.committee      r---
    leader        all               mediators.mediator       r---
    leader        all               mediators.qualification  r---
    leader        all               mediators.training       r---
    leader        all               mediators.posting        r---
    leader        all               mediators.subsidy        r---
    statistician  township-province mediators.committee      r---
    statistician  township-province mediators.mediator       r---
    statistician  township-province mediators.qualification  r---
    statistician  township-province mediators.training       r---
    statistician  township-province mediators.posting        r---
    statistician  township-province mediators.subsidy        r---
""")

RULES = {
    "mediators.committee": "shared_down",
    "mediators.mediator": "shared_down",
    "mediators.qualification": "shared_down",
    "mediators.training": "shared_down",
    "mediators.posting": "shared_down",
    "mediators.subsidy": "below",
}
