"""Destruction by list: what, why, and who approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.model.base import Audited, Record, Scoped, Versioned, db
from modules.archive.models.volume import Volume


def _begin(values: dict[str, Any]) -> Destruction:
    from modules.archive.destroying import begin  # services stand on the models

    return begin(**values)


class Destruction(Audited, Scoped, Versioned, Record):
    """A list of volumes whose retention has ended. Two people approve; the proposer is neither."""

    LABEL = _("Destruction list")
    LABELS = {
        "title": _("Title"),
        "reason": _("Grounds"),
        "division_code": _("Division"),
        "carried_out_on": _("Destroyed on"),
        "status": _("State"),
    }
    SERVICE = {"create": _begin}
    ACTS = {"begin": _("Begin a list"), "carried_out": _("Carried out")}

    title: Mapped[str] = mapped_column(String(80), nullable=False)
    reason: Mapped[str] = mapped_column(String(300), nullable=False)
    carried_out_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(12), default="draft", nullable=False)

    def locked_reason(self) -> str:
        """A proposed list stays as it was proposed."""
        return "" if self.status == "draft" else str(_("The list has been proposed"))

    def __str__(self) -> str:
        return self.title


class DestructionEntry(Scoped, Record):
    """One volume on a list: its number and day, no name, so that whoever approves reads no file."""

    __table_args__ = (UniqueConstraint("destruction_id", "volume_id"),)

    LABEL = _("Volume to be destroyed")
    LABELS = {
        "destruction": _("Destruction list"),
        "destruction_id": _("Destruction list"),
        "number": _("Volume number"),
        "archived_on": _("Archived on"),
        "kept_until": _("Kept until"),
        "done": _("What became of it"),
    }

    destruction_id: Mapped[int] = mapped_column(
        ForeignKey("archive_destruction.id"), index=True, nullable=False
    )
    volume_id: Mapped[int] = mapped_column(ForeignKey("archive_volume.id"), index=True, nullable=False)
    number: Mapped[str] = mapped_column(String(80), nullable=False)
    archived_on: Mapped[date] = mapped_column(Date, nullable=False)
    kept_until: Mapped[date] = mapped_column(Date, nullable=False)
    done: Mapped[str | None] = mapped_column(String(200))

    destruction: Mapped[Destruction] = relationship()
    volume: Mapped[Volume] = relationship()

    @validates("destruction", "destruction_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        found = (
            db.session.get(Destruction, value) if name == "destruction_id" and value is not None else value
        )
        if found is not None:
            self.division_code = found.division_code
        return value

    def locked_reason(self) -> str:
        """As the list."""
        return self.destruction.locked_reason()

    def __str__(self) -> str:
        return self.number
