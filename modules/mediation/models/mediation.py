"""The procedure, and the mediators named to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db, scope_indexes
from app.org.models import Account
from modules.cases.models import CodeList, OfCase
from modules.mediators.models import Committee, Mediator

OPEN = ("applied", "accepted", "in_session")
ENDED = ("agreed", "terminated")


def _open(values: dict[str, Any]) -> Mediation:
    from modules.mediation.services import open_mediation  # services stand on the models

    return open_mediation(**values)


class Mediation(Audited, OfCase, Versioned, Extra, Record):
    """One people's mediation of a case, by one committee.

    Sharing a case does not open its mediation: only those named here, the committee's chair and the archivist read it.
    """

    attachable = True

    __table_args__ = (*scope_indexes("mediation_mediation", "id desc"),)

    searched = ("summary",)

    share_key = None

    LABELS = {
        "case_id": _("Case"),
        "case": _("Case"),
        "committee_id": _("Committee"),
        "committee": _("Committee"),
        "source": _("Source"),
        "source_note": _("Sent by"),
        "summary": _("The dispute in short"),
        "requests": _("What is asked for"),
        "mode": _("Mediators"),
        "place": _("Place"),
        "applied_on": _("Applied on"),
        "accepted_on": _("Accepted on"),
        "rights_told_on": _("Rights told on"),
        "ended_on": _("Ended on"),
        "end_reason": _("Reason of the end"),
        "channels_told": _("Lawful ways told"),
        "status": _("State"),
    }
    CHOICES = {
        "source": CodeList("mediation_source"),
        "mode": {"designated": _("Designated by the committee"), "party_choice": _("Chosen by the parties")},
        "end_reason": CodeList("termination_reason"),
    }
    SERVICE = {"create": _open}
    ACTS = {"apply": _("Apply for mediation")}

    committee_id: Mapped[int] = mapped_column(
        ForeignKey("mediators_committee.id"), index=True, nullable=False
    )
    source: Mapped[str] = mapped_column(String(40), default="application", nullable=False)
    source_note: Mapped[str | None] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text, nullable=False)
    requests: Mapped[str | None] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(String(20), default="designated", nullable=False)
    place: Mapped[str | None] = mapped_column(String(120))
    applied_on: Mapped[date] = mapped_column(Date, nullable=False)
    accepted_on: Mapped[date | None] = mapped_column(Date)
    rights_told_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[str | None] = mapped_column(String(40))
    channels_told: Mapped[str | None] = mapped_column(Text)
    registrar_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    status: Mapped[str] = mapped_column(String(20), default="applied", nullable=False)

    committee: Mapped[Committee] = relationship()
    registrar: Mapped[Account | None] = relationship(foreign_keys=[registrar_id])

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Who reads the procedure: its mediators, the chair of the committee, and whoever registered it."""
        return or_(cls.registrar_id == user_id, cls.id.in_(mediations_of(user_id)))

    def locked_reason(self) -> str:
        """An ended mediation stays as it was."""
        return str(_("The mediation has ended")) if self.status in ENDED else ""

    def __str__(self) -> str:
        return str(self.case)


class NamedMediator(Scoped, Record):
    """A mediator named to a mediation, by the committee or by the parties; one of them leads."""

    __table_args__ = (UniqueConstraint("mediation_id", "mediator_id"),)

    LABELS = {"mediator_id": _("Mediator"), "mediator": _("Mediator"), "leads": _("Leads")}

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation_mediation.id"), nullable=False)
    mediator_id: Mapped[int] = mapped_column(ForeignKey("mediators_mediator.id"), index=True, nullable=False)
    leads: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)

    mediation: Mapped[Mediation] = relationship()
    mediator: Mapped[Mediator] = relationship()

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Named with the mediation."""
        return cls.mediation_id.in_(mediations_of(user_id, registered=True))

    @validates("mediation", "mediation_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        mediation = (
            db.session.get(Mediation, value) if name == "mediation_id" and value is not None else value
        )
        if mediation is not None:
            self.division_code = mediation.division_code
        return value

    def __str__(self) -> str:
        return str(self.mediator)


def mediations_of(user_id: int | None, *, registered: bool = False) -> Select[tuple[int]]:
    """The keys of the mediations a user is named on as mediator or as chair of the committee.

    Written on tables, because the row gate lays its conditions on classes and this is one of those conditions.

    Args:
        user_id: the account.
        registered: also those the user registered.
    """
    mediation, named, mediator = Mediation.__table__, NamedMediator.__table__, Mediator.__table__
    mine = (
        select(named.c.mediation_id)
        .join(mediator, mediator.c.id == named.c.mediator_id)
        .where(mediator.c.account_id == user_id)
    )
    chaired = (
        select(mediation.c.id)
        .join(mediator, mediator.c.committee_id == mediation.c.committee_id)
        .where(mediator.c.account_id == user_id, mediator.c.post == "chair")
    )
    parts = [mine, chaired]
    if registered:
        parts.append(select(mediation.c.id).where(mediation.c.registrar_id == user_id))
    return select(union(*parts).subquery().c[0])
