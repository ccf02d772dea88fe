"""What became of divisions: added here, renamed, merged, moved. The former name and code of a place stay known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, DateTime, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.model.base import DivisionCode, JsonDict, Record, acting_user_id
from app.model.kept import kept
from app.model.moment import now, today
from app.org.models import Division

ADD, RENAME, MERGE, MOVE = "add", "rename", "merge", "move"


class DivisionChange(Record):
    """One change of one division. A merge or a move has a row for the division and one for each below it.

    `code` and `name` are those before the change, `new_code` and `new_name` those after it; `valid_from` is the first
    day of the new ones. `data` holds the codes of rows that begin with that of their place and were rewritten with it.
    """

    kept_in_memory = True

    __table_args__ = (
        Index("ix_org_division_change_code", "code", "id"),
        Index("ix_org_division_change_new_code", "new_code", "id"),
    )

    LABEL = _("Change of a division")
    CHOICES = {
        "kind": {
            ADD: _("Added here"),
            RENAME: _("Given a new name"),
            MERGE: _("Merged"),
            MOVE: _("Moved elsewhere"),
        }
    }

    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    new_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    new_name: Mapped[str] = mapped_column(String(80), nullable=False)
    valid_from: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    data: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)

    def __str__(self) -> str:
        return self.new_name


def former_codes(session: Session) -> dict[str, str]:
    """Every code that was given up, and the one that stands for it today."""
    return kept(session, "org.former_codes", _read)


def name_on(session: Session, code: str, day: date) -> str:
    """What a division was called on a day; nothing for a code nobody knows."""
    asked = select(DivisionChange).where(DivisionChange.code == code, DivisionChange.kind == RENAME)
    for change in session.scalars(asked.order_by(DivisionChange.valid_from, DivisionChange.id)):
        if day < change.valid_from:
            return change.name
    return session.scalar(select(Division.name).where(Division.code == code)) or ""


def _read(session: Session) -> dict[str, str]:
    rows = session.execute(
        select(DivisionChange.code, DivisionChange.new_code)
        .where(DivisionChange.kind.in_((MERGE, MOVE)))
        .order_by(DivisionChange.id)
    )
    known: dict[str, str] = {}
    for old, new in rows:
        known.update((code, new) for code, present in known.items() if present == old)
        known[old] = new
    return known
