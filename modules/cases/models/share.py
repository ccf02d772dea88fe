"""Opening one case to a unit outside its divisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import (
    BindParameter,
    Date,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.scope import current_scope
from app.model.base import Audited, Record
from app.org.models import Unit
from modules.cases.models.of_case import OfCase


class CaseShare(Audited, OfCase, Record):
    """The only exception to places (扫地过界): this unit's people also see this case and what hangs on it."""

    __table_args__ = (UniqueConstraint("case_id", "unit_id"),)

    LABELS = {
        "unit_id": _("Unit"),
        "unit": _("Unit"),
        "rights": _("May"),
        "until": _("Until"),
        "reason": _("Reason"),
    }
    CHOICES = {"rights": {"read": _("Read"), "handle": _("Handle")}}

    #: What a share widens: every model whose `share_key` is this.
    share_of = "case_id"

    #: It is opened to whoever is needed, in the county next door or above.
    anywhere = ("unit", "unit_id")

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, nullable=False)
    rights: Mapped[str] = mapped_column(String(10), default="read", nullable=False)
    until: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(200))

    unit: Mapped[Unit] = relationship()

    def problems(self) -> dict[str, Any]:
        """Whoever is only let in does not let others in."""
        if current_scope().within(self.division_code):
            return {}
        return {"": _("Only the place of the case opens it to others")}

    @classmethod
    def shared_with(cls, units: Any) -> Select[tuple[int, bool, str]]:
        """The cases open to units on a `day`: key, whether they may work on it, division of the case."""
        day: BindParameter[date] = bindparam("day", type_=Date)
        return select(cls.case_id, cls.rights == "handle", cls.division_code).where(
            cls.unit_id.in_(units), or_(cls.until.is_(None), cls.until >= day)
        )

    def __str__(self) -> str:
        return str(self.unit or self.case)
