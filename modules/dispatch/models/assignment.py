"""Work sent to a unit."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Versioned, scope_indexes
from app.org.models import Account, Unit
from modules.cases.models import OfCase

#: States in which the work is still to be done.
OPEN = ("dispatched", "signed", "contacted", "ordered", "arrived", "handling")

_IS_OPEN = text("status not in ('done', 'returned')")


class Assignment(Audited, OfCase, Versioned, Record):
    """One piece of work on a case, sent to one unit and perhaps to one person there."""

    attachable = True

    __table_args__ = (*scope_indexes("dispatch_assignment", "id desc", where=_IS_OPEN),)

    searched = ("duty",)

    LABELS = {
        "case_id": _("Case"),
        "case": _("Case"),
        "unit_id": _("Unit"),
        "unit": _("Unit"),
        "handler_id": _("Handler"),
        "handler": _("Handler"),
        "duty": _("What is to be done"),
        "status": _("State"),
    }

    ACTS = {"dispatch": _("Dispatch"), "hand_on": _("Handed on")}

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, nullable=False)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), index=True)
    duty: Mapped[str] = mapped_column(Text, nullable=False)
    status: Mapped[str] = mapped_column(String(20), default="dispatched", nullable=False)

    unit: Mapped[Unit] = relationship()
    handler: Mapped[Account | None] = relationship(foreign_keys=[handler_id])

    @property
    def in_core_zone(self) -> bool:
        """Whether the grid of the case lies in the core zone, where arrival is due sooner."""
        return self.case.grid is not None and self.case.grid.zone_type == "core"

    def __str__(self) -> str:
        return f"{self.unit}: {self.duty}"
