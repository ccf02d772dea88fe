"""Every row of a place carried to its new code: one statement a column, whatever module the table belongs to.

Generated scope columns follow by themselves. What only grows (history, audit trail) is left as it was written; whoever
holds a post in the new place still reads it (`Scope.former`). Numbers that were given stay as they are, and
so do the counters they came from (`counts_numbers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import Column, Update, case, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.access.audit import digest, note_batch
from app.model.base import DivisionCode
from app.model.carrying import carried, stored_models
from app.model.kept import kept_changed
from app.org.changes import DivisionChange
from app.org.models import Division
from app.view.screens import screens
from app.workflow.engine import Refused
from app.workflow.spec import Refusal

#: Tables that say themselves what becomes of codes.
_OWN = (Division, DivisionChange)

#: The greatest serial of a row's own code below its place.
_MOST = 1000


def rewrite(session: Session, codes: dict[str, str]) -> dict[str, int]:
    """Carry all rows over, and count them by model id. The session is one of named system work; the caller commits.

    Raises:
        Refused: two places have something of which there may be only one.
    """
    counted: dict[str, int] = {}
    session.flush()
    for model, column in division_columns():
        try:
            with session.begin_nested():
                rows = session.execute(_carried(model, column, codes)).rowcount  # type: ignore[attr-defined]
        except IntegrityError:
            label = str(screens().label(model))
            words = gettext(
                "%(what)s: both places have one, and there may be only one; settle that first", what=label
            )
            raise Refused(Refusal(words)) from None
        if rows:
            counted[model.model_id()] = counted.get(model.model_id(), 0) + rows
            note_batch(model, rows, digest(codes), session)
            if getattr(model, "kept_in_memory", False):
                kept_changed(session)  # rows written past the mapper raise no number by themselves
    session.expire_all()
    return counted


def rewrite_own_codes(session: Session, codes: dict[str, str]) -> dict[str, str]:
    """Carry over codes of rows that begin with that of their place (`coded_by_place`), and give old and new ones.

    The digits behind the place's own stay where they are free there.
    """
    changed: dict[str, str] = {}
    for model in stored_models():
        name = getattr(model, "coded_by_place", "")
        if not name:
            continue
        column = getattr(model, name)
        for old, new in codes.items():
            rows = session.scalars(select(model).where(column.startswith(old)).order_by(column)).all()
            taken = set(session.scalars(select(column).where(column.startswith(new)))) if rows else set()
            for row in rows:
                before = getattr(row, name)
                after = _free(new, before[len(old) :], taken)
                taken.add(after)
                changed[before] = after
                setattr(row, name, after)
    session.flush()
    return changed


def division_columns() -> Iterator[tuple[Any, Column[Any]]]:
    """Every stored column of every model that holds the code of a division."""
    for model in stored_models():
        if model in _OWN or getattr(model, "append_only", False) or getattr(model, "counts_numbers", False):
            continue
        for column in model.__table__.columns:
            if column.type is DivisionCode and column.computed is None:
                yield model, column


def _carried(model: Any, column: Column[Any], codes: dict[str, str]) -> Update:
    new = case(codes, value=column, else_=column)
    return carried(model, column, new).where(column.in_(list(codes)))


def _free(place: str, tail: str, taken: set[str]) -> str:
    if place + tail not in taken:
        return place + tail
    for serial in range(1, _MOST):
        code = f"{place}{serial:0{len(tail)}d}"
        if code not in taken:
            return code
    raise Refused(Refusal(gettext("There is no code left below this place")))
