"""County and city keep the pool; everybody below reads it. The county's dispatchers keep the rota, too.

Ties to possible parties are open to those who keep the pool and to those who lead; others are told the reason alone.
"""

from app.access.grants import table

_STEPS = "submit publish return_ suspend resume withdraw restore"

#: Whoever works on cases or leads reads the pool, when its experts can be asked, and the rota.
_READ = "\n".join(
    f"{role}  {levels}  experts.{model}  r---"
    for role, levels in (
        ("admin", "township"),
        ("admin", "province"),
        ("clerk", "village-county"),
        ("dispatcher", "township-county"),
        ("mediator", "village-county"),
        ("handler", "village-county"),
        ("expert", "county-city"),
        ("leader", "all"),
    )
    for model in ("expert", "expert_field", "expert_hours", "expert_absence", "expert_rota")
    if (role, model) != ("dispatcher", "expert_rota")
)

GRANTS = table(f"""
    role          level             model                    rights  buttons
    admin         county-city       experts.expert           rcud    {_STEPS}
    admin         county-city       experts.expert_field     rcud
    admin         county-city       experts.expert_hours     rcud
    admin         county-city       experts.expert_absence   rcud
    admin         county-city       experts.expert_interest  rcud
    admin         county-city       experts.expert_rota      rcud
    admin         county-city       experts.field            rcud
    dispatcher    township          experts.expert_rota      r---
    dispatcher    county            experts.expert_rota      rcud
    leader        county-city       experts.expert_interest  r---
    clerk         village-county    experts.field            r---
    dispatcher    township-county   experts.field            r---
    mediator      village-county    experts.field            r---
    handler       village-county    experts.field            r---
    expert        county-city       experts.field            r---
    leader        all               experts.field            r---
    {_READ}
""")

RULES = {
    "experts.expert": "shared_down",
    "experts.expert_field": "shared_down",
    "experts.expert_hours": "shared_down",
    "experts.expert_absence": "shared_down",
    "experts.expert_interest": "below",
    "experts.expert_rota": "shared_down",
}
