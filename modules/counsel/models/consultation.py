"""One question to one expert on a case."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, DateTime, ForeignKey, String, Text, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.scope import Scope
from app.model.base import Audited, Extra, Record, Versioned, scope_indexes
from app.model.decimals import Yuan
from app.model.moment import now
from app.org.models import Account, Unit
from modules.cases.models import CaseParty, OfCase
from modules.experts.models import Expert

#: States in which an answer is still to come.
OPEN = ("asked", "accepted")

CHOSEN_BY = {"parties": _("Chosen by the parties"), "dispatcher": _("Named by the centre")}

CHANNELS = {
    "online": _("Online"),
    "window": _("At the window"),
    "phone": _("By phone"),
    "video": _("By video"),
}

RATINGS = {
    "5": _("5, very helpful"),
    "4": _("4, helpful"),
    "3": _("3, fair"),
    "2": _("2, of little help"),
    "1": _("1, of no help"),
}

_IS_OPEN = text("status in ('asked', 'accepted')")


def _ask(values: dict[str, Any]) -> ExpertConsultation:
    from modules.counsel.services import ask  # services stand on the models

    return ask(**values)


class ExpertConsultation(Audited, OfCase, Versioned, Extra, Record):
    """What an expert is asked on a case, and the opinion.

    The expert reads this row alone and not the case: `facts` holds what is needed of it. The account is kept from the
    moment of asking, so that whoever was asked stays named when the pool changes. Advice costs the parties nothing.
    """

    __table_args__ = (*scope_indexes("counsel_expert_consultation", "id desc", where=_IS_OPEN),)

    searched = ("topic", "question")

    LABEL = _("Expert consultation")
    LABELS = {
        "case": _("Case"),
        "case_id": _("Case"),
        "expert": _("Expert"),
        "expert_id": _("Expert"),
        "account": _("Account of the expert"),
        "account_id": _("Account of the expert"),
        "asked_by": _("Asked by"),
        "asked_by_id": _("Asked by"),
        "unit": _("Asking unit"),
        "unit_id": _("Asking unit"),
        "asked_at": _("Asked at"),
        "chosen_by": _("How the expert was chosen"),
        "for_party": _("At the request of"),
        "for_party_id": _("At the request of"),
        "sides": _("Parties"),
        "channel": _("Way of asking"),
        "topic": _("Topic of the question"),
        "facts": _("Facts the expert needs"),
        "question": _("Question"),
        "opinion": _("Opinion"),
        "basis": _("Basis and materials"),
        "answered_at": _("Answered at"),
        "fee": _("Fee"),
        "rating": _("Rating"),
        "remark": _("Remark"),
        "status": _("State"),
    }
    CHOICES = {"chosen_by": CHOSEN_BY, "channel": CHANNELS, "rating": RATINGS}
    SERVICE = {"create": _ask}
    WITHIN = {"for_party": "case"}
    ACTS = {"ask": _("Ask the expert")}

    expert_id: Mapped[int] = mapped_column(ForeignKey("experts_expert.id"), index=True, nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    asked_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    chosen_by: Mapped[str] = mapped_column(String(20), default="parties", nullable=False)
    for_party_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    channel: Mapped[str] = mapped_column(String(20), default="online", nullable=False)
    topic: Mapped[str] = mapped_column(String(120), nullable=False)
    facts: Mapped[str] = mapped_column(Text, nullable=False)
    question: Mapped[str] = mapped_column(Text, nullable=False)
    opinion: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(DateTime)
    fee: Mapped[Decimal] = mapped_column(Yuan(), default=Decimal(0), nullable=False)
    rating: Mapped[str | None] = mapped_column(String(1))
    remark: Mapped[str | None] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(20), default="asked", nullable=False)

    expert: Mapped[Expert] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    asked_by: Mapped[Account | None] = relationship(foreign_keys=[asked_by_id])
    unit: Mapped[Unit | None] = relationship()
    for_party: Mapped[CaseParty | None] = relationship()

    @property
    def sides(self) -> str:
        """The parties by name: an expert who may not open the case must know whom it is about to stand aside."""
        from modules.counsel.matters import sides_in_words  # it reads the tables defined here

        return sides_in_words(self)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Who reads it without the button `unnamed`: the expert asked, and whoever asked."""
        return or_(cls.account_id == user_id, cls.asked_by_id == user_id)

    def handled_by(self, scope: Scope) -> bool:
        """Who asks and who answers see the names in full."""
        return scope.may("c", type(self)) or scope.may("answer", self)

    def __str__(self) -> str:
        return self.topic
