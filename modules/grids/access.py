"""Whoever keeps staff on this site keeps grids and workers; a grid worker sees the grids served."""

from app.access.grants import table

GRANTS = table("""
    role          level             model                  rights  buttons
    admin         keepers           grids.grid             rcud
    admin         keepers           grids.grid_worker      rcud
    admin         keepers           grids.grid_assignment  rcud    unnamed
    admin         county-city       grids.line_of_work     rcud
    admin         others            grids.grid             r---
    admin         others            grids.grid_worker      r---
    admin         all               grids.coverage_finding r---
    leader        all               grids.coverage_finding r---
    admin         all               grids.coverage_run     r---
    leader        all               grids.coverage_run     r---
    clerk         village-county    grids.grid             r---
    dispatcher    township-county   grids.grid             r---
    dispatcher    township-county   grids.grid_worker      r---
    dispatcher    township-county   grids.grid_assignment  r---    unnamed
    mediator      village-county    grids.grid             r---
    handler       village-county    grids.grid             r---
    grid_worker   village-township  grids.grid             r---
    grid_worker   village-township  grids.grid_assignment  r---
    leader        all               grids.grid             r---
    leader        all               grids.grid_worker      r---
    statistician  township-province grids.grid             r---
""")

RULES = {
    "grids.grid": "below",
    "grids.grid_worker": "below",
    "grids.grid_assignment": "own_grid",
    "grids.coverage_finding": "below",
    "grids.coverage_run": "shared_down",
}
