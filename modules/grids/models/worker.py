"""Grid workers and who served which grid when."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Date, ForeignKey, Index, Select, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.model.moment import today
from app.org.models import Account
from modules.grids.models.grid import Grid
from modules.parties.models import Colleague

EMPLOYMENT = {"full_time": _("Full-time"), "part_time": _("Part-time")}


class GridWorker(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person who serves grids.

    `status` says whether the person works today; going on leave, leaving and coming back are arrows, which end
    assignments, hand on work and shut the account (`modules/grids/leaving.py`).
    """

    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "account": _("Account"),
        "account_id": _("Account"),
        "employment": _("Employment"),
        "hired_on": _("Hired on"),
        "left_on": _("Left on"),
        "status": _("Status"),
        "insurance_until": _("Insured until"),
    }
    LABEL = _("Grid worker")
    CHOICES = {"employment": EMPLOYMENT}

    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    employment: Mapped[str] = mapped_column(String(10), default="full_time", nullable=False)
    hired_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(10), default="serving", nullable=False)
    insurance_until: Mapped[date | None] = mapped_column(Date)

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    def serves(self) -> bool:
        """Whether the person has not left; who is on leave keeps the account."""
        return self.status != "left" and (self.left_on is None or self.left_on > today())

    @classmethod
    def idle(cls) -> ColumnElement[bool]:
        """Workers in service who serve no grid today."""
        busy = select(GridAssignment.worker_id).where(GridAssignment.serving())
        return (cls.status == "serving") & cls.id.not_in(busy)

    assignments: Mapped[list[GridAssignment]] = relationship(back_populates="worker")

    def doubts(self) -> list[str]:
        """Insurance that runs out, and what is still open of somebody who left."""
        from modules.grids.standing import doubts_of  # it reads the tables defined here

        return doubts_of(self)


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
        """Why this assignment cannot be saved: nobody absent begins, a full-time worker has one main grid at a time."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            return {"valid_to": _("This lies before the beginning")}
        if not self.worker_id or self.valid_to:
            return {}
        session = object_session(self) or db.session()
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
        if worker is not None and worker.status != "serving":
            return {"worker_id": _("This grid worker has left or is on leave")}
        if self.main and worker is not None and worker.employment == "full_time" and other is not None:
            return {"main": _("A full-time grid worker has one main grid; end the other first")}
        return {}

    @classmethod
    def serving(cls) -> ColumnElement[bool]:
        """Assignments that hold today."""
        return (cls.valid_from <= today()) & or_(cls.valid_to.is_(None), cls.valid_to >= today())

    @classmethod
    def in_service(cls) -> ColumnElement[bool]:
        """Those among them whose worker neither is on leave nor has left."""
        worker = (
            GridWorker.__table__
        )  # whoever reads grids learns this much of workers, whatever else they may read
        absent = select(worker.c.id).where(worker.c.status != "serving")
        return cls.serving() & cls.worker_id.not_in(absent)

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
