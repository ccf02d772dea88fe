"""Grids, the lines of work done in them, and the police grid they are joined to."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, JsonDict, Record, Scoped, Versioned
from app.model.code import Code
from app.model.moment import now
from modules.grids.rules import grid_problems, outline_problems, size_doubts

GRID_KINDS = {"urban": _("Urban"), "rural": _("Rural"), "special": _("Special")}
ZONES = {"core": _("Main urban area"), "other": _("Other area")}


class LineOfWork(Code, Record):
    """What the departments do through grids (多网合一): one net that carries the work of many."""

    LABEL = _("Line of work")


class GridLine(Record):
    """A line of work done in a grid."""

    LABEL = _("Line of work in a grid")

    __table_args__ = (UniqueConstraint("grid_id", "line_id"),)

    grid_id: Mapped[int] = mapped_column(ForeignKey("grids_grid.id"), nullable=False)
    line_id: Mapped[int] = mapped_column(ForeignKey("grids_line_of_work.id"), nullable=False)


class Grid(Audited, Scoped, Versioned, Record):
    """A grid: village code and a serial of three digits; `zone_type` decides which limit of arrival applies.

    `outline` is a polygon of GeoJSON, longitude first.
    """

    #: A grid whose village gets another code gets one that begins with it.
    coded_by_place = "code"

    __table_args__ = (Index("ix_grids_grid_county", "scope_county", "code"),)

    LABELS = {
        "code": _("Grid code"),
        "name": _("Name"),
        "kind": _("Kind"),
        "zone_type": _("Zone"),
        "households": _("Households"),
        "population": _("Population"),
        "boundary": _("Boundary"),
        "outline": _("Outline"),
        "lines": _("Lines of work"),
        "police_code": _("Police grid"),
        "police_contact": _("Police contact"),
        "active": _("Active"),
    }
    CHOICES = {"kind": GRID_KINDS, "zone_type": ZONES}
    ACTS = {
        "split": _("Split"),
        "split_off": _("Came from a split"),
        "merged": _("Merged"),
        "merged_into": _("Went into another grid"),
    }

    code: Mapped[str] = mapped_column(String(15), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    kind: Mapped[str] = mapped_column(String(10), default="urban", nullable=False)
    zone_type: Mapped[str] = mapped_column(String(10), default="other", nullable=False)
    households: Mapped[int | None] = mapped_column(Integer)
    population: Mapped[int | None] = mapped_column(Integer)
    boundary: Mapped[str | None] = mapped_column(String(500))
    outline: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    police_code: Mapped[str | None] = mapped_column(String(30))
    police_contact: Mapped[str | None] = mapped_column(String(80))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    lines: Mapped[list[LineOfWork]] = relationship(
        secondary=lambda: GridLine.__table__, order_by=LineOfWork.code
    )

    @validates("lines", include_removes=True)
    def _changed(self, _name: str, line: LineOfWork, _removed: bool) -> LineOfWork:
        """One line more or less changes the grid: its version, its day and the trail say so."""
        self.changed_at = now()
        return line

    @classmethod
    def vacant(cls) -> ColumnElement[bool]:
        """Grids in use that nobody serves today; a worker on leave serves none."""
        from modules.grids.models.worker import GridAssignment  # it reads the table defined here

        return cls.active & cls.id.not_in(select(GridAssignment.grid_id).where(GridAssignment.in_service()))

    @classmethod
    def without_police(cls) -> ColumnElement[bool]:
        """Grids in use that are joined to no police grid."""
        return cls.active & or_(cls.police_code.is_(None), cls.police_code == "")

    def doubts(self) -> list[str]:
        """What deserves a second look and never blocks: size, land outside its village, and that nobody serves it."""
        from modules.grids.beyond import outside_doubts  # both read the table defined here
        from modules.grids.models.worker import GridAssignment

        found = size_doubts(self.kind, self.households) + outside_doubts(self)
        session = object_session(self)
        served = select(GridAssignment.id).where(
            GridAssignment.grid_id == self.id, GridAssignment.in_service()
        )
        if session is not None and self.active and session.scalar(served.limit(1)) is None:
            found.append(gettext("Nobody serves this grid"))
        return found

    def problems(self) -> dict[str, Any]:
        """Why this grid cannot be saved, by field."""
        return grid_problems(self.code, self.division_code) | outline_problems(self.outline)

    def __str__(self) -> str:
        return self.name
