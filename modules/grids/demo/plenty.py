"""A whole province of grids and grid workers on its real villages, with outlines of an invented land.

Every village has a grid before any has two; then communities of residents are divided further. One grid in fifty has
nobody, as in life.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.lifecycle.plenty import Plan
from app.model.base import LEVELS
from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.demo.invented import invented
from modules.parties.models import Person

_Row = TypeVar("_Row")

#: Rows written in one go.
_BATCH = 1000

#: GB/T 10114: a village code's last three digits below this are a community of residents.
_RESIDENTS = 200

#: The invented land: a corner, the size of a county in degrees, counties in a row.
_CORNER, _SIZE, _ROW = (92.5, 32.5), (1.0, 0.8), 10

_SINCE = date(2024, 1, 1)
_COUNTY = LEVELS["county"][0]


def generate(session: Session, plan: Plan) -> None:
    """Add the grids and workers of a plan, and who serves what."""
    outlines = dict(_outlines(plan.villages, shares(plan.villages, plan.grids)))
    served: list[tuple[int, str]] = []
    for codes in _batches(outlines):
        grids = [_grid(code, outlines[code], number) for number, code in enumerate(codes)]
        session.add_all(grids)
        session.flush()
        served += [(grid.id, grid.code) for place, grid in enumerate(grids) if place % 50]
        session.expunge_all()
    for chunk in _batches(enumerate(islice(cycle(served), plan.workers))):
        session.add_all([_serving(number, *grid) for number, grid in chunk])
        session.flush()
        session.expunge_all()


def shares(villages: tuple[str, ...], grids: int) -> dict[str, int]:
    """How many grids each village has."""
    counts = dict.fromkeys(villages[:grids], 1)
    towns = [code for code in villages if int(code[-3:]) < _RESIDENTS] or list(villages)
    for code in islice(cycle(towns), max(0, grids - len(villages))):
        counts[code] += 1
    return counts


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _grid(code: str, outline: dict[str, Any], number: int) -> Grid:
    urban = int(code[9:12]) < _RESIDENTS
    households = (290 + number * 7 % 230) if urban else (60 + number * 11 % 140)
    return Grid(
        code=code,
        name=f"第{int(code[12:])}网格",
        kind="urban" if urban else "rural",
        zone_type="core" if urban else "other",
        households=households,
        population=households * 3,
        outline=outline,
        division_code=code[:12],
    )


def _serving(number: int, grid_id: int, code: str) -> GridAssignment:
    place = code[:12]
    worker = GridWorker(
        person=Person(division_code=place, **invented(number)),
        employment="full_time" if int(place[-3:]) < _RESIDENTS else "part_time",
        hired_on=_SINCE,
        division_code=place,
    )
    worker.person.problems()  # fills in sex and birth date, as a form does
    return GridAssignment(grid_id=grid_id, worker=worker, main=True, valid_from=_SINCE, division_code=place)


def _outlines(villages: tuple[str, ...], counts: dict[str, int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Code and outline of each grid: counties are squares, villages squares in them, grids stripes in those."""
    counties: dict[str, list[str]] = {}
    for code in villages:
        counties.setdefault(code[:_COUNTY], []).append(code)
    for place, members in enumerate(counties.values()):
        west = _CORNER[0] + place % _ROW * _SIZE[0]
        south = _CORNER[1] + place // _ROW * _SIZE[1]
        side = next(n for n in range(1, len(members) + 1) if n * n >= len(members))
        wide, high = _SIZE[0] / side, _SIZE[1] / side
        for spot, village in enumerate(members):
            column, row = spot % side, spot // side
            pieces = counts.get(village, 0)
            cuts = (
                [round(west + (column + piece / pieces) * wide, 7) for piece in range(pieces)]
                if pieces
                else []
            )
            cuts.append(round(west + (column + 1) * wide, 7))
            bottom, top = round(south + row * high, 7), round(south + (row + 1) * high, 7)
            for serial, (left, right) in enumerate(zip(cuts, cuts[1:]), start=1):
                ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
                yield f"{village}{serial:03d}", {"type": "Polygon", "coordinates": [ring]}
