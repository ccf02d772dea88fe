"""Third parties asked for a case: who they are, what they are asked, what came back."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Date, ForeignKey, String, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.model.base import Audited, Extra, Record, Scoped, Versioned, db, scope_indexes
from app.model.code import Code
from app.model.moment import today
from app.org.models import Unit
from modules.cases.models import OfCase
from modules.docking.models.own_unit import own_unit
from modules.parties.models import Organisation

COST_BORNE_BY = {
    "applicant": _("The applicant"),
    "respondent": _("The respondent"),
    "both": _("Both sides"),
    "centre": _("The centre"),
    "nobody": _("No cost"),
}


def _ask(values: dict[str, Any]) -> ThirdPartyRequest:
    from modules.docking.asking import ask  # services stand on the models

    return ask(**values)


class ThirdPartyKind(Code, Record):
    """What third parties do: appraisal, notary, insurance, price evaluation (a list administrators keep)."""

    MACHINE = ("code",)

    LABEL = _("Kind of third party")


class ThirdPartyOrg(Audited, Scoped, Versioned, Record):
    """An organisation of the register that may be asked, by what it does."""

    __table_args__ = (UniqueConstraint("organisation_id", "kind_id", "division_code"),)

    NAMED_BY = ("organisation",)

    LABEL = _("Third party")
    LABELS = {
        "organisation": _("Organisation"),
        "organisation_id": _("Organisation"),
        "kind": _("Kind of third party"),
        "kind_id": _("Kind of third party"),
        "active": _("Active"),
        "remark": _("Remark"),
        "division_code": _("Division"),
    }

    organisation_id: Mapped[int] = mapped_column(ForeignKey("parties_organisation.id"), nullable=False)
    kind_id: Mapped[int] = mapped_column(ForeignKey("docking_third_party_kind.id"), nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(200))

    organisation: Mapped[Organisation] = relationship()
    kind: Mapped[ThirdPartyKind] = relationship()

    @classmethod
    def offered(cls) -> ColumnElement[bool]:
        """Only those still asked can be chosen."""
        return cls.active.is_(True)

    @property
    def name(self) -> str:
        """The organisation's name, which is public, also where its own row lies beyond the reader."""
        if self.organisation is not None:
            return self.organisation.name
        session = object_session(self) or db.session()
        asked = select(Organisation.name).where(Organisation.id == self.organisation_id)
        with beyond_scope(session, "name a third party"):
            return session.scalar(asked) or ""

    def __str__(self) -> str:
        return self.name


class ThirdPartyRequest(Audited, OfCase, Versioned, Extra, Record):
    """One thing a third party is asked for a case; what it answers is attached as a file.

    While it is awaited the clocks of the case may stand still; the reason is the request.
    """

    attachable = True

    __table_args__ = (
        *scope_indexes("docking_third_party_request", "id desc", where=text("status = 'sent'")),
    )

    searched = ("item",)

    NAMED_BY = ()

    LABEL = _("Request to a third party")
    LABELS = {
        "case": _("Case"),
        "case_id": _("Case"),
        "org": _("Third party"),
        "org_id": _("Third party"),
        "unit": _("Unit that asks"),
        "unit_id": _("Unit that asks"),
        "item": _("What is asked"),
        "handed_over": _("Handed over, one a line"),
        "asked_on": _("Asked on"),
        "due_on": _("Answer due"),
        "due": _("Answer due"),
        "cost_borne_by": _("Who bears the cost"),
        "pauses": _("The clocks of the case stand still"),
        "result_text": _("What came back"),
        "returned_on": _("Came back on"),
        "status": _("State"),
    }
    CHOICES = {"cost_borne_by": COST_BORNE_BY}
    SERVICE = {"create": _ask}
    ACTS = {"ask": _("Sent out")}

    org_id: Mapped[int] = mapped_column(ForeignKey("docking_third_party_org.id"), index=True, nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    item: Mapped[str] = mapped_column(String(200), nullable=False)
    handed_over: Mapped[str | None] = mapped_column(String(1000))
    asked_on: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    due_on: Mapped[date | None] = mapped_column(Date)
    cost_borne_by: Mapped[str] = mapped_column(String(20), default="nobody", nullable=False)
    pauses: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    result_text: Mapped[str | None] = mapped_column(Text)
    returned_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="sent", nullable=False)

    org: Mapped[ThirdPartyOrg] = relationship()
    unit: Mapped[Unit | None] = relationship()

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """The reader's own unit asks today."""
        return {"asked_on": today(), "unit": own_unit()}

    @property
    def due(self) -> date | None:
        """The day the answer is due while it is awaited."""
        return self.due_on if self.status == "sent" else None

    def problems(self) -> dict[str, Any]:
        """Why this request cannot be saved, by field."""
        if self.due_on and self.asked_on and self.due_on < self.asked_on:
            return {"due_on": gettext("The last day is before the first")}
        return {}

    def locked_reason(self) -> str:
        """What has come back or was withdrawn stays as it was."""
        return "" if self.status == "sent" else gettext("The request has ended")

    def __str__(self) -> str:
        return self.item
