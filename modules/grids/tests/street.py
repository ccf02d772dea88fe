"""Grids and workers for the tests of this module."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.models import Person

VILLAGE = "330402007001"
TOWN = VILLAGE[:9]


def grid(session: Session, number: int, **facts: Any) -> Grid:
    """A grid of the village."""
    row = Grid(code=f"{VILLAGE}{number:03}", name=f"第{number}网格", division_code=VILLAGE, **facts)
    session.add(row)
    session.flush()
    return row


def worker(session: Session, name: str, **facts: Any) -> GridWorker:
    """A grid worker of the township, in service since 2025."""
    row = GridWorker(
        **{
            "person": Person(name=name, division_code=TOWN),
            "hired_on": date(2025, 3, 1),
            "employment": "part_time",
            "division_code": TOWN,
        }
        | facts
    )
    session.add(row)
    session.flush()
    return row


def serves(
    session: Session, who: GridWorker, where: Grid, since: str, until: str = "", main: bool = True
) -> Any:
    """An assignment from one day to another."""
    row = GridAssignment(
        grid=where,
        worker=who,
        main=main,
        valid_from=date.fromisoformat(since),
        valid_to=date.fromisoformat(until) if until else None,
        division_code=where.division_code,
    )
    session.add(row)
    session.flush()
    return row
