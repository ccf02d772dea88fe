"""Whether there is a place: asked of every form that names one, and true for years."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.kept import kept
from app.org.models import Division


def active_place(session: Session, code: str) -> bool:
    """Whether a code names a division that is still active; what was found once is kept until divisions change."""
    known: set[str] = kept(session, "active places", lambda _session: set())
    if code not in known and session.scalar(select(Division.active).where(Division.code == code)):
        known.add(code)  # codes nobody knows are not kept: anybody may type as many as they like
    return code in known
