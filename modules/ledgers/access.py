"""Workers keep the ledgers of the grids they serve; who keeps grids keeps all of them; residents are for these two."""

from app.access.grants import table

_SHARED = ("house", "organisation_place", "place", "hazard_point")
TABLES = ("resident", *_SHARED)

_KEEPING = "\n".join(
    f"admin keepers ledgers.{name} rcud unnamed\n grid_worker village-township ledgers.{name} rcu-"
    for name in TABLES
)
_READING = "\n".join(
    f"clerk village-county ledgers.{name} r--- unnamed\n dispatcher township-county ledgers.{name} r--- unnamed"
    for name in _SHARED
)

GRANTS = table(f"""
    role    level  model                 rights  buttons
    leader  all    ledgers.hazard_point  r---    unnamed
    {_KEEPING}
    {_READING}
""")

RULES = {f"ledgers.{name}": "own_grid" for name in TABLES}
