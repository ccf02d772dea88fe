"""Screening (重点人群、场所排查): campaigns, and the counts reported for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.model.moment import today
from app.view.links import address
from modules.grids.models import Grid, grids_of

SUBJECTS = {
    "persons": _("Groups of people"),
    "places": _("Places to watch"),
    "disputes": _("Disputes and conflicts"),
    "other": _("Other"),
}

COUNTS = ("times", "found", "resolved")


class ScreeningCampaign(Audited, Scoped, Versioned, Record):
    """A screening of a place and all below it in a period; what was counted is reported by grid or village."""

    LABEL = _("Screening campaign")
    LABELS = {
        "name": _("Name"),
        "subject": _("What is screened"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "aim": _("Aim of the campaign"),
        "active": _("Active"),
        "times_total": _("Screenings"),
        "found_total": _("Problems found"),
        "resolved_total": _("Dealt with"),
    }
    CHOICES = {"subject": SUBJECTS}

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    subject: Mapped[str] = mapped_column(String(10), nullable=False)
    begins_on: Mapped[date] = mapped_column(Date, nullable=False)
    ends_on: Mapped[date] = mapped_column(Date, nullable=False)
    aim: Mapped[str | None] = mapped_column(String(500))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    @property
    def times_total(self) -> dict[str, Any]:
        """How often was screened, as far as the reader reads the reports; the way to them."""
        return self._total("times")

    @property
    def found_total(self) -> dict[str, Any]:
        """How much was found."""
        return self._total("found")

    @property
    def resolved_total(self) -> dict[str, Any]:
        """How much of it is resolved."""
        return self._total("resolved")

    def problems(self) -> dict[str, Any]:
        """Why this campaign cannot be saved, by field."""
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            return {"ends_on": _("This lies before the beginning")}
        return {}

    def _total(self, name: str) -> dict[str, Any]:
        session = object_session(self) or db.session()
        column = getattr(ScreeningReport, name)
        asked = select(func.coalesce(func.sum(column), 0)).where(ScreeningReport.campaign_id == self.id)
        number = session.scalar(asked) or 0
        url = address(ScreeningReport, "list", asked={"campaign_id": self.id})
        return {"kind": "number", "value": f"{number:,}", "url": url if number else None}

    def __str__(self) -> str:
        return self.name


class ScreeningReport(Audited, Scoped, Versioned, Record):
    """What was screened in a grid, or in a village as a whole. Row rule `own_grid`, and what one reported oneself."""

    __table_args__ = (Index("ix_patrols_screening_campaign", "campaign_id", "day"),)

    LABEL = _("Screening report")
    LABELS = {
        "campaign": _("Screening campaign"),
        "campaign_id": _("Screening campaign"),
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "day": _("Day"),
        "times": _("Screenings"),
        "found": _("Problems found"),
        "resolved": _("Dealt with"),
        "remark": _("Remark"),
    }

    campaign_id: Mapped[int] = mapped_column(ForeignKey("patrols_screening_campaign.id"), nullable=False)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid.id"), index=True)
    day: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    times: Mapped[int] = mapped_column(Integer, default=1, nullable=False)
    found: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    resolved: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(500))

    campaign: Mapped[ScreeningCampaign] = relationship()
    grid: Mapped[Grid | None] = relationship()

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Reports of the grids a user serves, and those the user made."""
        return or_(cls.grid_id.in_(grids_of(user_id)), cls.created_by_id == user_id)

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """A report of today."""
        return {"day": today()}

    def problems(self) -> dict[str, Any]:
        """Why this report cannot be saved, by field; it lies where its grid does and within the campaign."""
        session = object_session(self) or db.session()
        with session.no_autoflush:
            campaign = session.get(ScreeningCampaign, self.campaign_id) if self.campaign_id else self.campaign
            grid = session.get(Grid, self.grid_id) if self.grid_id else self.grid
        if grid is not None:
            self.division_code = grid.division_code
        found = {
            name: _("This cannot be less than nothing") for name in COUNTS if (getattr(self, name) or 0) < 0
        }
        if (self.resolved or 0) > (self.found or 0):
            found["resolved"] = _("No more can be resolved than was found")
        if self.day and self.day > today():
            found["day"] = _("This lies in the future")
        if campaign is None:
            return found
        if self.day and not campaign.begins_on <= self.day <= campaign.ends_on:
            found["day"] = _("This day lies outside the campaign")
        if self.division_code and not self.division_code.startswith(campaign.division_code):
            found["grid_id"] = _("This place lies outside the campaign")
        return found

    def __str__(self) -> str:
        return f"{self.campaign} {self.day.isoformat()}"
