"""The case itself and the serials of its number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.model.base import Audited, DivisionCode, Extra, Record, Scoped, Versioned, Voidable, scope_indexes
from app.model.days import HAPPENED
from app.model.moment import now
from app.org.models import Unit
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.cases.models.codes import CodeList, code_label
from modules.grids.models import Grid


def _register(values: dict[str, Any]) -> Case:
    from modules.cases.services import register  # services stand on the models

    return register(**values)


class Case(Audited, Scoped, Versioned, Extra, Voidable, Record):
    """A matter: what arrived, through which channel, from where, and how far it has come.

    A case lies in the division that is to deal with it. The unit that received it first stays on record for good
    (首接责任制), and the pair of channel and outer number exists once.
    """

    attachable = True

    __table_args__ = (
        UniqueConstraint("channel", "outer_no", name="uq_cases_case_outer_no"),
        *scope_indexes("cases_case", "received_at desc", "id desc"),
        Index("ix_cases_case_status", "status", "scope_county"),
    )

    searched = ("case_no", "title", "summary", "outer_no", "place")

    #: A `CaseShare` opens this very row.
    share_key = "case_id"
    share_column = "id"

    LABELS = {
        "case_no": _("Case number"),
        "title": _("Title"),
        "summary": _("What happened"),
        "requests": _("What is asked for"),
        "channel": _("Channel"),
        "outer_no": _("Outer number"),
        "category": _("Category"),
        "appeal_kind": _("Kind of appeal"),
        "dispute_type": _("Dispute type"),
        "place": _("Place"),
        "grid_id": _("Grid"),
        "grid": _("Grid"),
        "urgency": _("Urgency"),
        "scale": _("Scale"),
        "headcount": _("People concerned"),
        "enterprise": _("Concerns an enterprise"),
        "happened_on": _("Happened on"),
        "received_at": _("Received at"),
        "first_receiver_unit_id": _("First receiver"),
        "first_receiver_unit": _("First receiver"),
        "status": _("State"),
        "division_code": _("Division"),
    }
    CHOICES = {
        "channel": CodeList("channel"),
        "category": CodeList("category"),
        "appeal_kind": CodeList("appeal_kind"),
        "dispute_type": CodeList("dispute_type"),
        "urgency": CodeList("urgency"),
        "scale": CodeList("scale"),
    }
    DAYS = {"happened_on": HAPPENED, "received_at": HAPPENED}

    SERVICE = {"create": _register}
    ACTS = {"register": _("Register")}

    case_no: Mapped[str] = mapped_column(String(27), unique=True, nullable=False)
    title: Mapped[str] = mapped_column(String(120), nullable=False)
    summary: Mapped[str] = mapped_column(Text, nullable=False)
    requests: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(40), nullable=False)
    outer_no: Mapped[str | None] = mapped_column(String(60))
    category: Mapped[str | None] = mapped_column(String(40), index=True)
    appeal_kind: Mapped[str | None] = mapped_column(String(40))
    dispute_type: Mapped[str | None] = mapped_column(String(40), index=True)
    place: Mapped[str | None] = mapped_column(String(200))
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid.id"), index=True)
    urgency: Mapped[str] = mapped_column(String(40), default="normal", nullable=False)
    scale: Mapped[str] = mapped_column(String(40), default="01", nullable=False)
    headcount: Mapped[int | None] = mapped_column(Integer)
    enterprise: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    happened_on: Mapped[date | None] = mapped_column(Date)
    received_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    first_receiver_unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    status: Mapped[str] = mapped_column(String(20), default="registered", nullable=False)

    grid: Mapped[Grid | None] = relationship()
    first_receiver_unit: Mapped[Unit | None] = relationship()

    @validates("case_no", "first_receiver_unit_id")
    def _keep(self, name: str, value: Any) -> Any:
        """The number and the first receiver are set once.

        Raises:
            Refused: another value is already on record.
        """
        before = getattr(self, name) if inspect(self).persistent else None
        if before is not None and value != before:
            raise Refused(Refusal(gettext("The case number and the first receiver cannot be changed")))
        return value

    def locked_reason(self) -> str:
        """Why the facts can no longer be changed: they were the ground of what followed."""
        ended = ("closed", "archived", "transferred_out", "void")
        return gettext("The case has ended; reopen it to change it") if self.status in ended else ""

    @property
    def dispute_words(self) -> str:
        """The dispute type as papers say it: `合同纠纷`."""
        return code_label("dispute_type", self.dispute_type)

    def __str__(self) -> str:
        return self.title


class CaseSerial(Record):
    """The last serial given out for one division and day. Raised in the transaction that uses it: no gaps."""

    #: Stays under its code when a division is merged or moved: the code gives no further number.
    counts_numbers = True

    __table_args__ = (UniqueConstraint("division_code", "day"),)

    division_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    day: Mapped[date] = mapped_column(Date, nullable=False)
    last: Mapped[int] = mapped_column(Integer, nullable=False)
