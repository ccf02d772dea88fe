"""Rows that lie where the unit or centre lies they belong to."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import object_session

from app.access.scope import scope_of
from app.model.base import Scoped, db


def lay(row: Scoped, owner: Scoped | None, field: str) -> dict[str, Any]:
    """Put a row where its owner lies.

    Args:
        row: the row.
        owner: the unit or centre; nothing is done without one.
        field: the control in which the owner was chosen.

    Returns:
        What is wrong with that, by field.
    """
    if owner is None:
        return {}
    row.division_code = owner.division_code
    if scope_of(object_session(owner) or db.session()).within(owner.division_code):
        return {}
    return {field: _("This place lies outside your area")}
