"""The unit that stands in a new form: the reader's own."""

from __future__ import annotations

from app.access.scope import current_scope
from app.model.base import db
from app.org.models import Unit


def own_unit() -> Unit | None:
    """The unit of the reader's post, if it is held in one."""
    key = current_scope().unit_id
    return db.session.get(Unit, key) if key else None
