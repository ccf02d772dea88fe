"""County and city keep the pool; everybody below reads it."""

from app.access.grants import table

GRANTS = table("""
    role          level             model           rights  buttons
    admin         county-city       experts.expert  rcud    submit publish return_ withdraw restore
    admin         county-city       experts.field   rcud
    admin         township          experts.expert  r---
    admin         province          experts.expert  r---
    clerk         village-county    experts.expert  r---
    dispatcher    township-county   experts.expert  r---
    mediator      village-county    experts.expert  r---
    handler       village-county    experts.expert  r---
    expert        county-city       experts.expert  r---
    leader        all               experts.expert  r---
    clerk         village-county    experts.field   r---
    dispatcher    township-county   experts.field   r---
    mediator      village-county    experts.field   r---
    handler       village-county    experts.field   r---
    expert        county-city       experts.field   r---
    leader        all               experts.field   r---
""")

RULES = {"experts.expert": "shared_down"}
