"""Visits: whom, what was asked, what was said (五访五问); and the campaigns some of them belong to (乡亲大走访)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, Index, String, Text, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.model.moment import now, today
from modules.parties.models import Organisation, Person
from modules.patrols.models.codes import VisitKind, VisitQuestion
from modules.patrols.models.of_worker import WORKER_LABELS, OwnWork


class VisitCampaign(Audited, Scoped, Versioned, Record):
    """A round of visits a place calls for; grid workers below see it and lay their visits to it."""

    LABEL = _("Visit campaign")
    LABELS = {
        "name": _("Name"),
        "aim": _("Aim of the campaign"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "active": _("Active"),
    }

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    aim: Mapped[str | None] = mapped_column(String(500))
    begins_on: Mapped[date] = mapped_column(Date, nullable=False)
    ends_on: Mapped[date | None] = mapped_column(Date)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this campaign cannot be saved, by field."""
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            return {"ends_on": _("This lies before the beginning")}
        return {}

    def __str__(self) -> str:
        return self.name


class VisitAsked(Record):
    """A question that was asked on a visit."""

    LABEL = _("Question of a visit")

    __table_args__ = (UniqueConstraint("visit_id", "question_id"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("patrols_visit.id"), nullable=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("patrols_visit_question.id"), nullable=False)


class Visit(OwnWork, Audited, Versioned, Record):
    """One visit of a grid worker. Whom it was paid to may be a person or an organisation on record, or nobody named."""

    __table_args__ = (
        Index("ix_patrols_visit_worker", "worker_id", "day"),
        Index("ix_patrols_visit_county", "scope_county", "day"),
        Index("ix_patrols_visit_town", "scope_town", "day"),
    )

    searched = ("said",)

    LABEL = _("Grid visit")
    LABELS = WORKER_LABELS | {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "day": _("Day"),
        "kind": _("Kind of visit"),
        "kind_id": _("Kind of visit"),
        "questions": _("Questions asked"),
        "person": _("Person visited"),
        "person_id": _("Person visited"),
        "organisation": _("Organisation visited"),
        "organisation_id": _("Organisation visited"),
        "said": _("What people said"),
        "campaign": _("Visit campaign"),
        "campaign_id": _("Visit campaign"),
    }

    day: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    kind_id: Mapped[int] = mapped_column(ForeignKey("patrols_visit_kind.id"), nullable=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("parties_organisation.id"))
    said: Mapped[str | None] = mapped_column(Text)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("patrols_visit_campaign.id"), index=True)

    kind: Mapped[VisitKind] = relationship()
    questions: Mapped[list[VisitQuestion]] = relationship(
        secondary=lambda: VisitAsked.__table__, order_by=VisitQuestion.code
    )
    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    campaign: Mapped[VisitCampaign | None] = relationship()

    @validates("questions", include_removes=True)
    def _changed(self, _name: str, question: VisitQuestion, _removed: bool) -> VisitQuestion:
        """One question more or less changes the visit: its version, its day and the trail say so."""
        self.changed_at = now()
        return question

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """A visit of today."""
        return super().first_values() | {"day": today()}

    def problems(self) -> dict[str, Any]:
        """Why this visit cannot be saved, by field."""
        found = super().problems()
        session = object_session(self) or db.session()
        with session.no_autoflush:
            campaign = session.get(VisitCampaign, self.campaign_id) if self.campaign_id else self.campaign
        if campaign is not None and self.day and not _runs(campaign, self.day):
            found["campaign_id"] = _("This campaign does not run on that day")
        return found

    def __str__(self) -> str:
        return str(self.kind or "")

    @classmethod
    def matching(cls, word: str) -> Any:
        """Visits a word finds: by the kind, or what was said."""
        kinds = cls.kind.has(VisitKind.label.contains(word, autoescape=True))
        return or_(kinds, cls.said.contains(word, autoescape=True))


def _runs(campaign: VisitCampaign, day: date) -> bool:
    return (
        campaign.active
        and campaign.begins_on <= day
        and (campaign.ends_on is None or day <= campaign.ends_on)
    )
