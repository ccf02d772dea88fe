"""Rows that lie where another lies go along when it is moved: members of a team, windows of a centre, certificates."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.model.base import Scoped, db
from app.view.screens import screens


def go_along(row: Any, before: str) -> None:
    """Take the rows below a row to its new place.

    They are those its form lists, of models whose own form asks for no place: a new one takes that of the row it hangs
    below (`placing.py`), so an old one does too. What lay elsewhere stays there.

    Args:
        row: the row, already at its new place.
        before: the code of the place it came from.
    """
    for part in screens().form(type(row)).lines:
        model: Any = part.spec.model
        own = any(field.name == "division_code" for field in screens().form(model).fields)
        if own or not issubclass(model, Scoped) or getattr(model, "append_only", False):
            continue
        here = (getattr(model, part.spec.key) == row.id, model.division_code == before)
        for below in db.session.scalars(select(model).where(*here)).all():
            below.division_code = row.division_code
            go_along(below, before)
