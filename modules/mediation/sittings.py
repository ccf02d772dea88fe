"""Which sittings are still to come."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from modules.mediation.models import OPEN, Mediation, Session


def not_held_yet() -> ColumnElement[bool]:
    """Sessions whose next one is fixed and not held: no later one stands on record, and the mediation goes on."""
    later = aliased(Session)
    held = select(later.id).where(later.mediation_id == Session.mediation_id, later.number > Session.number)
    going_on = select(Mediation.id).where(Mediation.status.in_(OPEN))
    return and_(Session.next_at.is_not(None), Session.mediation_id.in_(going_on), ~held.exists())
