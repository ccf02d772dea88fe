"""Code lists kept as data, each entry with the days it is valid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from app.model.base import Audited, Record, db
from app.model.kept import kept
from app.model.moment import today

#: Lists that are trees, and by how many characters a code is longer than the one above it: `0302` stands below `03`.
TREES, STEP = ("category", "dispute_type"), 2


class CodeEntry(Audited, Record):
    """One code of one list (`dispute_type` 04 合同纠纷). Codes are never reused; an old one gets a last day."""

    __table_args__ = (UniqueConstraint("list_name", "code"),)

    kept_in_memory = True

    MACHINE = ("list_name", "code")
    LABELS = {
        "list_name": _("Code list"),
        "code": _("Code"),
        "label": _("Name"),
        "position": _("Order"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid until"),
        "remark": _("Remark"),
    }
    CHOICES = {
        "list_name": {
            "channel": _("Channel"),
            "category": _("Category"),
            "appeal_kind": _("Kind of appeal"),
            "dispute_type": _("Dispute type"),
            "urgency": _("Urgency"),
            "scale": _("Scale"),
            "result": _("Result"),
            "mode": _("How it was resolved"),
            "contact_means": _("Means of contact"),
            "not_accepted_reason": _("Reason of non-acceptance"),
            "transfer_target": _("Sent to"),
            "mediation_source": _("Source of the mediation"),
            "termination_reason": _("Reason of the end"),
            "participant_role": _("Role of a participant"),
            "session_phrase": _("Phrases for sessions"),
            "inquiry_phrase": _("Phrases for inquiries"),
            "channel_phrase": _("Phrases for lawful ways"),
            "clause_kind": _("Kind of clause"),
            "pay_manner": _("Manner of payment"),
            "rejection_reason": _("Reason of rejection"),
            "agent_powers": _("Powers of agents"),
        }
    }

    list_name: Mapped[str] = mapped_column(String(40), nullable=False, index=True)
    code: Mapped[str] = mapped_column(String(40), nullable=False)
    label: Mapped[str] = mapped_column(String(120), nullable=False)
    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str | None] = mapped_column(String(200))

    def problems(self) -> dict[str, Any]:
        """Why this entry cannot be saved: it ends before it begins, or nothing stands above it in its tree."""
        found: dict[str, Any] = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            found["valid_to"] = gettext("The last day is before the first")
        if self.list_name in TREES and len(self.code or "") > STEP and self._parent() is None:
            found["code"] = gettext("There is no code %(code)s above this one", code=self.code[:-STEP])
        return found

    def _parent(self) -> CodeEntry | None:
        session = object_session(self) or db.session()
        above = (CodeEntry.list_name == self.list_name, CodeEntry.code == self.code[:-STEP])
        with session.no_autoflush:
            return session.scalars(select(CodeEntry).where(*above)).one_or_none()

    def __str__(self) -> str:
        return self.label


class CodeList:
    """The choices of a column: the valid entries of a list, read anew whenever they are gone through.

    All lists are read with one query and kept until an entry changes.
    """

    #: Tells `app.view.fields` to pass the list through instead of copying it.
    live = True

    def __init__(self, name: str) -> None:
        self.name = name

    def __iter__(self) -> Iterator[tuple[str, str]]:
        day, entries = today(), _lists().get(self.name, {})
        for entry in entries.values():
            if _valid(entry, day):
                above = entries.get(entry.code[:-STEP]) if self.name in TREES else None
                yield entry.code, f"{above.label} / {entry.label}" if above else entry.label

    def holds(self, code: str) -> bool:
        """Whether the list has a code that is valid today."""
        entry = _lists().get(self.name, {}).get(code)
        return entry is not None and _valid(entry, today())


def _valid(entry: Any, day: date) -> bool:
    return bool((entry.valid_from or day) <= day <= (entry.valid_to or day))


def code_label(list_name: str, code: str | None) -> str:
    """The name of a code, also of one no longer valid; the bare code when nobody has entered it."""
    entry = _lists().get(list_name, {}).get(code or "")
    return entry.label if entry else code or ""


def _lists() -> dict[str, dict[str, Any]]:
    """All lists, kept by the process until an entry changes."""
    return kept(db.session(), "cases.code_lists", _read_lists)


def _read_lists(session: Session) -> dict[str, dict[str, Any]]:
    columns = (
        CodeEntry.list_name,
        CodeEntry.code,
        CodeEntry.label,
        CodeEntry.valid_from,
        CodeEntry.valid_to,
    )
    lists: dict[str, dict[str, Any]] = {}
    # Plain rows: a hundred mapped objects would cost more than the rest of a page's reading.
    for row in session.execute(
        select(*columns).order_by(CodeEntry.list_name, CodeEntry.position, CodeEntry.id)
    ):
        lists.setdefault(row.list_name, {})[row.code] = row
    return lists
