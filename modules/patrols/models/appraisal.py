"""Appraisal of grid workers: a month, what was counted by each indicator, the score, the grade and the reward."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, ForeignKey, Index, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.model.decimals import Tenths, Yuan
from modules.patrols.models.codes import COUNTED_BY
from modules.patrols.models.of_worker import WORKER_LABELS, OfWorker, take_worker, workers_of
from modules.patrols.months import month_of

MONTH = re.compile(r"\d{4}-\d{2}")


class GridAppraisal(OfWorker, Audited, Versioned, Record):
    """The appraisal of one worker for one month; once confirmed nothing of it changes.

    Weights, targets, grade and reward are written down as they were, so that later lists change no earlier appraisal.
    """

    __table_args__ = (
        UniqueConstraint("worker_id", "month"),
        Index("ix_patrols_appraisal_county", "scope_county", "month"),
    )

    LABEL = _("Appraisal of a grid worker")
    LABELS = WORKER_LABELS | {
        "month": _("Month"),
        "status": _("Status"),
        "score": _("Score"),
        "grade": _("Grade"),
        "reward": _("Reward for the month"),
        "remark": _("Remark"),
    }

    month: Mapped[str] = mapped_column(String(7), nullable=False)
    status: Mapped[str] = mapped_column(String(10), default="draft", nullable=False)
    score: Mapped[Decimal | None] = mapped_column(Tenths())
    grade: Mapped[str | None] = mapped_column(String(60))
    reward: Mapped[Decimal | None] = mapped_column(Yuan())
    remark: Mapped[str | None] = mapped_column(String(500))

    items: Mapped[list[AppraisalItem]] = relationship(
        back_populates="appraisal", order_by="AppraisalItem.id", cascade="all, delete-orphan"
    )

    def problems(self) -> dict[str, Any]:
        """Why this appraisal cannot be saved, by field; it lies where the worker does. It is counted at once."""
        from modules.patrols.appraising import count_into  # it reads the tables defined here

        if not MONTH.fullmatch(self.month or "") or month_of(self.month) is None:
            return {"month": _("Please write the month like 2026-11")}
        session = object_session(self) or db.session()
        with session.no_autoflush:
            worker = take_worker(session, self)
            if worker is not None:
                self.division_code = worker.division_code
                count_into(session, [self])
        return {}

    def locked_reason(self) -> str:
        """Why this appraisal can no longer be changed."""
        return gettext("This appraisal is confirmed") if self.status == "confirmed" else ""

    def __str__(self) -> str:
        return f"{self.worker_name} {self.month}"


class AppraisalItem(Scoped, Versioned, Record):
    """One indicator of one appraisal: what was counted, of how much, and the points for it."""

    __table_args__ = (UniqueConstraint("appraisal_id", "name"),)

    LABEL = _("Item of an appraisal")
    LABELS = {
        "appraisal": _("Appraisal of a grid worker"),
        "appraisal_id": _("Appraisal of a grid worker"),
        "name": _("Appraisal indicator"),
        "counted_by": _("How it is counted"),
        "value": _("Counted"),
        "target": _("Target for full points"),
        "weight": _("Weight in points"),
        "points": _("Points given"),
    }
    CHOICES = {"counted_by": COUNTED_BY}

    appraisal_id: Mapped[int] = mapped_column(ForeignKey("patrols_grid_appraisal.id"), nullable=False)
    name: Mapped[str] = mapped_column(String(60), nullable=False)
    counted_by: Mapped[str] = mapped_column(String(20), nullable=False)
    value: Mapped[Decimal | None] = mapped_column(Tenths())
    target: Mapped[int] = mapped_column(Integer, nullable=False)
    weight: Mapped[int] = mapped_column(Integer, nullable=False)
    points: Mapped[Decimal | None] = mapped_column(Tenths())

    appraisal: Mapped[GridAppraisal] = relationship(back_populates="items")

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Items of the appraisals of the worker whose account this is."""
        table = GridAppraisal.__table__
        return cls.appraisal_id.in_(select(table.c.id).where(table.c.worker_id.in_(workers_of(user_id))))

    def problems(self) -> dict[str, Any]:
        """Why this item cannot be saved, by field; a figure typed in counts towards the score at once."""
        from modules.patrols.appraising import sum_up  # it reads the tables defined here

        if self.value is not None and not 0 <= self.value <= 100:
            return {"value": gettext("Please give a number from 0 to %(most)s", most=100)}
        session = object_session(self) or db.session()
        with session.no_autoflush:
            sum_up(session, self.appraisal)
        return {}

    def locked_reason(self) -> str:
        """Why this item can no longer be changed: the appraisal is confirmed, or it is counted from rows."""
        if self.counted_by != "by_hand":
            return gettext("This is counted from the rows")
        return self.appraisal.locked_reason()

    def __str__(self) -> str:
        return self.name
