"""Who served a grid when, and what later modules add to a hand-over. Nothing here commits."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, object_session

from app.model.base import db
from modules.grids.models import Grid, GridAssignment, GridWorker, HandOver, HandOverItem


def served_on(grid: Grid, day: date) -> list[GridAssignment]:
    """Who served a grid on a day: the assignments that held, the main one first, as far as the reader may read them.

    On the day of a hand-over both served it.
    """
    session = object_session(grid) or db.session()
    lasts = or_(GridAssignment.valid_to.is_(None), GridAssignment.valid_to >= day)
    held = select(GridAssignment).where(
        GridAssignment.grid_id == grid.id, GridAssignment.valid_from <= day, lasts
    )
    return list(session.scalars(held.order_by(GridAssignment.main.desc(), GridAssignment.id)))


def note_work(session: Session, hand_over_id: int, what: list[str], successor: GridWorker | None) -> None:
    """Write open work onto a hand-over: what a later module has moved from somebody who goes.

    Args:
        what: a line each, without anybody's name.
        successor: who has it now; nobody when it went back to whoever sends work out.
    """
    known = session.get_one(HandOver, hand_over_id)
    for line in what:
        item = HandOverItem(
            kind="work", what=line[:200], successor=successor, division_code=known.division_code
        )
        known.items.append(item)


def note_successor(session: Session, hand_over_id: int, what: list[str], successor: GridWorker) -> None:
    """Write onto the lines of `note_work` who has that work since a successor was named."""
    for item in session.get_one(HandOver, hand_over_id).items:
        if item.kind == "work" and item.what in {line[:200] for line in what}:
            item.successor = successor
