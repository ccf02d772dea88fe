"""Whoever keeps staff on this site keeps teams and forces; those who dispatch, mediate and lead read them."""

from app.access.grants import table

GRANTS = table("""
    role          level             model                rights  buttons
    admin         keepers           teams.response_team  rcud
    admin         keepers           teams.team_member    rcud
    admin         keepers           teams.social_force   rcud    attach detach
    admin         others            teams.response_team  r---
    admin         others            teams.team_member    r---
    admin         others            teams.social_force   r---
    clerk         village-county    teams.response_team  r---
    clerk         village-county    teams.team_member    r---
    clerk         village-county    teams.social_force   r---
    dispatcher    township-county   teams.response_team  r---
    dispatcher    township-county   teams.team_member    r---
    dispatcher    township-county   teams.social_force   r---
    mediator      village-county    teams.response_team  r---
    mediator      village-county    teams.team_member    r---
    mediator      village-county    teams.social_force   r---
    leader        all               teams.response_team  r---
    leader        all               teams.team_member    r---
    leader        all               teams.social_force   r---
    statistician  township-province teams.response_team  r---
    statistician  township-province teams.team_member    r---
    statistician  township-province teams.social_force   r---

    admin         county-city       teams.skill          rcud
    admin         county-city       teams.force_kind     rcud
""")

RULES = {
    "teams.response_team": "shared_down",
    "teams.team_member": "shared_down",
    "teams.social_force": "shared_down",
}
