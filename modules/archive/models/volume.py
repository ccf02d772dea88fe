"""The volume: the file of one mediation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, Integer, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, BigId, Extra, Record, Versioned, scope_indexes
from app.org.models import Account
from modules.archive.models.lists import PERIODS
from modules.cases.services import dispute_title
from modules.mediation.models import OfMediation
from modules.mediation.models.mediation import mediations_of

#: States in which pieces may still come, go and move.
OPEN = ("open",)
#: States in which the whole file is sealed.
SEALED = ("archived", "lent", "destroyed")


class Volume(Audited, OfMediation, Versioned, Extra, Record):
    """One mediation, one volume. Read by those named on the mediation and by the archivists of the place."""

    attachable = True

    __table_args__ = (
        UniqueConstraint("mediation_id"),
        *scope_indexes("archive_volume", "id desc"),
    )

    LABEL = _("Volume")
    LABELS = {
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "number": _("Volume number"),
        "name": _("Volume name"),
        "retention": _("Retention"),
        "retention_why": _("Why this retention"),
        "kept_until": _("Kept until"),
        "opened_on": _("Volume opened on"),
        "filed_on": _("Filed on"),
        "filed_by": _("Filed by"),
        "filed_by_id": _("Filed by"),
        "checked_by": _("Checked by"),
        "checked_by_id": _("Checked by"),
        "archived_on": _("Archived on"),
        "pages": _("Number of pages"),
        "note": _("Note on the volume"),
        "remark": _("Remark"),
        "status": _("State"),
    }
    CHOICES = {"retention": PERIODS}
    ACTS = {
        "open_volume": _("Open the volume"),
        "remind": _("Reminder to file"),
        "loan_overdue": _("Loan overdue"),
        "made": _("Whole file made"),
    }

    number: Mapped[str | None] = mapped_column(String(80), index=True)
    retention: Mapped[str] = mapped_column(String(12), nullable=False)
    retention_why: Mapped[str | None] = mapped_column(String(200))
    kept_until: Mapped[date | None] = mapped_column(Date, index=True)
    opened_on: Mapped[date] = mapped_column(Date, nullable=False)
    filed_on: Mapped[date | None] = mapped_column(Date)
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    archived_on: Mapped[date | None] = mapped_column(Date)
    pages: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    note: Mapped[str | None] = mapped_column(Text)
    remark: Mapped[str | None] = mapped_column(String(200))
    #: The last job that was asked to make the whole file.
    job_id: Mapped[int | None] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(12), default="open", nullable=False)

    filed_by: Mapped[Account | None] = relationship(foreign_keys=[filed_by_id])
    checked_by: Mapped[Account | None] = relationship(foreign_keys=[checked_by_id])

    @property
    def unit(self) -> Any:
        """The committee's unit, whose series the number is taken from."""
        return self.mediation.committee.unit

    @property
    def case(self) -> Any:
        return self.mediation.case

    @property
    def name(self) -> str:
        """`甲与乙合同纠纷`, from the register; never copied."""
        return dispute_title(self.case)

    def locked_reason(self) -> str:
        """A checked volume stays as it was checked."""
        if self.status in OPEN:
            return ""
        if self.status == "checked":
            return gettext("The volume is checked; send it back to change it")
        return gettext("The volume is sealed")

    def __str__(self) -> str:
        return self.number or str(self.mediation)


def named_by_volume(column: Any, user_id: int | None) -> ColumnElement[bool]:
    """The condition "this row's volume belongs to a mediation the user is named on"."""
    table = Volume.__table__
    return column.in_(select(table.c.id).where(table.c.mediation_id.in_(mediations_of(user_id))))  # type: ignore[no-any-return]
