"""What one party owes the other by a day, and what hangs on it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, Index, Integer, String, Text, select, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.model.decimals import Yuan
from app.model.moment import today
from app.org.threshold import threshold
from modules.agreements.models import Clause
from modules.agreements.models.agreement import Agreement, named_by_agreement
from modules.agreements.models.of_agreement import OfAgreement
from modules.cases.models import CaseParty, CodeList

#: States in which something is still owed.
LIVE = ("open", "enforcement", "suit")

#: How an open obligation stands today: words and tone.
STANDINGS = {
    "not_due": (_("Not due yet"), "neutral"),
    "due": (_("Due soon"), "amber"),
    "part": (_("Performed in part"), "blue"),
    "overdue": (_("Overdue"), "red"),
}


class Obligation(Audited, OfAgreement, Versioned, Extra, Record):
    """One thing owed: a clause, or one instalment of a clause that pays (`mediation.binding`).

    It is opened with the agreement's effect and takes its words from there. `paid` is the sum of
    the receipts that stand.
    """

    __table_args__ = (
        Index(
            "ix_performance_obligation_live",
            "due_on",
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    searched = ("text",)

    LABEL = _("Obligation")
    LABELS = {
        "agreement": _("Agreement"),
        "agreement_id": _("Agreement"),
        "clause": _("Clause"),
        "clause_id": _("Clause"),
        "part": _("Instalment"),
        "kind": _("Kind"),
        "text": _("What is owed"),
        "payer": _("Who pays or does"),
        "payer_id": _("Who pays or does"),
        "payee": _("To whom"),
        "payee_id": _("To whom"),
        "amount": _("Amount"),
        "paid": _("Received"),
        "due_on": _("Due on"),
        "manner": _("Manner"),
        "place": _("Place"),
        "done_on": _("Performed on"),
        "standing": _("How it stands"),
        "status": _("State"),
    }
    CHOICES = {"kind": CodeList("clause_kind"), "manner": CodeList("pay_manner")}
    ACTS = {
        "opened": _("Performance opened"),
        "remind": _("Reminder of the day"),
        "all_performed": _("The whole agreement is performed"),
    }

    clause_id: Mapped[int] = mapped_column(ForeignKey("agreements_clause.id"), index=True, nullable=False)
    part: Mapped[int | None] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    payee_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    amount: Mapped[Decimal | None] = mapped_column(Yuan())
    paid: Mapped[Decimal] = mapped_column(Yuan(), default=Decimal(0), nullable=False)
    due_on: Mapped[date | None] = mapped_column(Date)
    manner: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(200))
    done_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="open", nullable=False)

    clause: Mapped[Clause] = relationship()
    payer: Mapped[CaseParty | None] = relationship(foreign_keys=[payer_id])
    payee: Mapped[CaseParty | None] = relationship(foreign_keys=[payee_id])

    @property
    def unit(self) -> Any:
        """The unit of the committee, which supervises performance."""
        return self.agreement.unit

    @property
    def left(self) -> Decimal:
        """What is still to be paid; nothing once more has come than was owed."""
        return max((self.amount or Decimal(0)) - self.paid, Decimal(0))

    @property
    def overdue(self) -> bool:
        """Still owed after its day."""
        return self.status in LIVE and self.due_on is not None and self.due_on < today()

    def stands(self) -> str:
        """How it stands today: its state, or for an open one what the day and the receipts make of it."""
        if self.status != "open":
            return self.status
        if self.overdue:
            return "overdue"
        if self.paid:
            return "part"
        near = self.due_on is not None and self.due_on <= today() + timedelta(days=threshold("remind_first"))
        return "due" if near else "not_due"

    @property
    def standing(self) -> dict[str, Any]:
        """The badge of how it stands."""
        from app.view.display import badge_of
        from app.workflow.engine import workflow_of

        name = self.stands()
        if name in STANDINGS:
            words, tone = STANDINGS[name]
            return {"kind": "badge", "value": str(words), "tone": tone}
        workflow = workflow_of(self)
        assert workflow is not None, "obligations have a workflow"
        badge = badge_of(workflow, name)
        return {"kind": "badge", "value": str(badge["label"]), "tone": badge["tone"], "icon": badge["icon"]}

    def doubts(self) -> list[str]:
        """What deserves a second look: more came than was owed, or nobody knows by when."""
        found = []
        if self.amount is not None and self.paid > self.amount:
            found.append(
                gettext(
                    "More was received than is owed: %(paid)s of %(amount)s yuan",
                    paid=self.paid,
                    amount=self.amount,
                )
            )
        if self.due_on is None and self.status == "open":
            found.append(gettext("The agreement names no day for this"))
        return found

    def locked_reason(self) -> str:
        """Its words are those of the agreement."""
        return gettext("What is owed stands in the agreement and is not changed here")

    def __str__(self) -> str:
        part = gettext("instalment %(number)s", number=self.part) if self.part else ""
        return f"{self.text}（{part}）" if part else self.text


def named_by_obligation(column: Any, user_id: int | None) -> ColumnElement[bool]:
    """The condition "this row's obligation belongs to a mediation the user is named on"."""
    table = Obligation.__table__
    return column.in_(select(table.c.id).where(named_by_agreement(table.c.agreement_id, user_id)))


class OfObligation(Scoped):
    """A row of an obligation: it lies where that lies, and is read with it."""

    @declared_attr
    def obligation_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("performance_obligation.id"), index=True, nullable=False)

    @declared_attr
    def obligation(cls) -> Mapped[Obligation]:
        return relationship(Obligation)

    @property
    def agreement(self) -> Agreement:
        return self.obligation.agreement

    @property
    def unit(self) -> Any:
        """The unit of the committee."""
        return self.obligation.unit

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        return named_by_obligation(cls.obligation_id, user_id)

    @validates("obligation", "obligation_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        by_key = name == "obligation_id" and value is not None
        obligation = db.session.get(Obligation, value) if by_key else value
        if obligation is not None:
            self.division_code = obligation.division_code
        return value
