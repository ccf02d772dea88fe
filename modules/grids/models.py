"""Grids, grid workers and who served which grid when."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, Extra, JsonDict, Record, Scoped, Versioned, db
from app.model.code import Code
from app.model.moment import now, today
from app.org.models import Account
from modules.grids.rules import grid_problems, outline_problems, size_doubts
from modules.parties.models import Colleague

GRID_KINDS = {"urban": _("Urban"), "rural": _("Rural"), "special": _("Special")}
ZONES = {"core": _("Main urban area"), "other": _("Other area")}
EMPLOYMENT = {"full_time": _("Full-time"), "part_time": _("Part-time")}


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
        """Grids in use that nobody serves today."""
        return cls.active & cls.id.not_in(select(GridAssignment.grid_id).where(GridAssignment.serving()))

    def doubts(self) -> list[str]:
        """What deserves a second look and never blocks: the size, and that nobody serves it."""
        found = size_doubts(self.kind, self.households)
        session = object_session(self)
        served = select(GridAssignment.id).where(GridAssignment.grid_id == self.id, GridAssignment.serving())
        if session is not None and self.active and session.scalar(served.limit(1)) is None:
            found.append(gettext("Nobody serves this grid"))
        return found

    def problems(self) -> dict[str, Any]:
        """Why this grid cannot be saved, by field."""
        return grid_problems(self.code, self.division_code) | outline_problems(self.outline)

    def __str__(self) -> str:
        return self.name


class GridWorker(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person who serves grids."""

    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "account": _("Account"),
        "account_id": _("Account"),
        "employment": _("Employment"),
        "hired_on": _("Hired on"),
        "left_on": _("Left on"),
    }
    LABEL = _("Grid worker")
    CHOICES = {"employment": EMPLOYMENT}

    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    employment: Mapped[str] = mapped_column(String(10), default="full_time", nullable=False)
    hired_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    def serves(self) -> bool:
        """Whether the person has not left."""
        return self.left_on is None or self.left_on > today()

    @classmethod
    def idle(cls) -> ColumnElement[bool]:
        """Workers in service who serve no grid today."""
        busy = select(GridAssignment.worker_id).where(GridAssignment.serving())
        return cls.left_on.is_(None) & cls.id.not_in(busy)

    assignments: Mapped[list[GridAssignment]] = relationship(back_populates="worker")


class GridAssignment(Audited, Scoped, Versioned, Record):
    """A worker serves a grid from one day to another; the history answers who served it on a day.

    Row rule `own_grid`: a grid worker sees the assignments of the grids served today.
    """

    __table_args__ = (Index("ix_grids_assignment_grid", "grid_id", "valid_from"),)

    LABELS = {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "worker": _("Grid worker"),
        "worker_id": _("Grid worker"),
        "main": _("Main grid"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }

    grid_id: Mapped[int] = mapped_column(ForeignKey("grids_grid.id"), nullable=False)
    worker_id: Mapped[int] = mapped_column(ForeignKey("grids_grid_worker.id"), nullable=False)
    main: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    valid_from: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    valid_to: Mapped[date | None] = mapped_column(Date)

    grid: Mapped[Grid] = relationship()
    worker: Mapped[GridWorker] = relationship(back_populates="assignments")

    def problems(self) -> dict[str, Any]:
        """Why this assignment cannot be saved: a full-time worker has one main grid at a time."""
        if not self.main or not self.worker_id or self.valid_to:
            return {}
        session = object_session(self) or db.session
        with session.no_autoflush:
            worker = session.get(GridWorker, self.worker_id)
            other = session.scalar(
                select(GridAssignment.id).where(
                    GridAssignment.worker_id == self.worker_id,
                    GridAssignment.main,
                    GridAssignment.valid_to.is_(None),
                    GridAssignment.id != (self.id or 0),
                )
            )
        if worker is not None and worker.employment == "full_time" and other is not None:
            return {"main": _("A full-time grid worker has one main grid; end the other first")}
        return {}

    @classmethod
    def serving(cls) -> ColumnElement[bool]:
        """Assignments that hold today."""
        return (cls.valid_from <= today()) & or_(cls.valid_to.is_(None), cls.valid_to >= today())

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Rows of the grids a user serves today."""
        return cls.grid_id.in_(grids_of(user_id))


def grids_of(user_id: int | None) -> Select[Any]:
    """A sub-select of the keys of the grids an account serves today, for `own_grid` rules."""
    assignment, worker = GridAssignment.__table__, GridWorker.__table__
    return (
        select(assignment.c.grid_id)
        .join(worker, worker.c.id == assignment.c.worker_id)
        .where(
            worker.c.account_id == user_id,
            assignment.c.valid_from <= today(),
            or_(assignment.c.valid_to.is_(None), assignment.c.valid_to >= today()),
        )
    )
