"""Whoever keeps staff on this site keeps grids and workers; a grid worker sees the grids served.

What grid workers are paid is read by those who keep, lead and count.
"""

from app.access.grants import table

_DEVICE = "lend hand_back lose find scrap"

GRANTS = table(f"""
    role          level             model                  rights  buttons
    admin         keepers           grids.grid             rcud
    admin         keepers           grids.grid_worker      rcud    leave return_ leave_service rejoin
    admin         keepers           grids.grid_assignment  rcud    unnamed
    admin         keepers           grids.training         rcud
    admin         keepers           grids.pay              rcud
    admin         keepers           grids.device           rcud    {_DEVICE}
    admin         keepers           grids.device_loan      r---
    admin         keepers           grids.hand_over        r---    accept
    admin         keepers           grids.hand_over_item   r---
    admin         keepers           grids.place_outline    rcud
    admin         others            grids.place_outline    r---
    leader        all               grids.place_outline    r---
    admin         county-city       grids.line_of_work     rcud
    admin         county-city       grids.device_kind      rcud
    admin         others            grids.grid             r---
    admin         others            grids.grid_worker      r---
    admin         all               grids.coverage_finding r---
    leader        all               grids.coverage_finding r---
    admin         all               grids.coverage_run     r---
    leader        all               grids.coverage_run     r---
    admin         others            grids.training         r---
    admin         others            grids.pay              r---
    admin         others            grids.device           r---
    clerk         village-county    grids.grid             r---
    dispatcher    township-county   grids.grid             r---
    dispatcher    township-county   grids.grid_worker      r---
    dispatcher    township-county   grids.grid_assignment  r---    unnamed
    dispatcher    township-county   grids.hand_over        r---
    dispatcher    township-county   grids.hand_over_item   r---
    mediator      village-county    grids.grid             r---
    handler       village-county    grids.grid             r---
    grid_worker   village-township  grids.grid             r---
    grid_worker   village-township  grids.grid_assignment  r---
    leader        all               grids.grid             r---
    leader        all               grids.grid_worker      r---
    leader        all               grids.training         r---
    leader        all               grids.pay              r---
    leader        all               grids.device           r---
    statistician  township-province grids.grid             r---
    statistician  township-province grids.grid_worker      r---
    statistician  township-province grids.pay              r---
""")

RULES = {
    "grids.grid": "below",
    "grids.place_outline": "below",
    "grids.grid_worker": "below",
    "grids.grid_assignment": "own_grid",
    "grids.coverage_finding": "below",
    "grids.coverage_run": "shared_down",
    "grids.training": "below",
    "grids.pay": "below",
    "grids.device": "below",
    "grids.device_loan": "below",
    "grids.hand_over": "below",
    "grids.hand_over_item": "below",
}
