"""Daily reports (有事报信息、无事报平安), the days of a place once they are closed, and who had reported nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, Index, Integer, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.access.identity import beyond_scope
from app.model.base import LEVELS, Audited, Record, Scoped, Versioned, db
from app.model.moment import today
from app.view.links import address
from modules.patrols.models.of_worker import WORKER_LABELS, OfWorker, claim, day_problems

KINDS = {"safe": _("All is well"), "item": _("Something to report")}

#: Items of one day; more were mistyped.
MOST_ITEMS = 99

TOWN = LEVELS["township"][0]


class DailyReport(OfWorker, Audited, Versioned, Record):
    """What a grid worker reports of a workday: items found, or that all is well. The day closes the next workday."""

    __table_args__ = (
        UniqueConstraint("worker_id", "day"),
        Index("ix_patrols_report_county", "scope_county", "day"),
        Index("ix_patrols_report_town", "scope_town", "day"),
    )

    searched = ("text",)

    LABEL = _("Daily report")
    LABELS = WORKER_LABELS | {
        "day": _("Day"),
        "kind": _("Kind of report"),
        "items": _("Items found"),
        "text": _("What was reported"),
    }
    CHOICES = {"kind": KINDS}

    day: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    kind: Mapped[str] = mapped_column(String(4), default="safe", nullable=False)
    items: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """The report of today."""
        return {"day": today()}

    def problems(self) -> dict[str, Any]:
        """Why this report cannot be saved, by field; all is well means no items, something to report at least one."""
        session = object_session(self) or db.session()
        with session.no_autoflush:
            found = claim(session, self) | day_problems(session, self.day)
            if self.worker is not None:
                self.division_code = self.worker.division_code
                if "day" not in found and self.day and closed(session, self.division_code, self.day):
                    found["day"] = gettext("Reports of this day are closed")
        if self.kind == "safe":
            self.items = 0
        elif not (self.text or "").strip():
            found["text"] = gettext("Please say what was found")
        elif self.items is None or self.items == 0:
            self.items = 1
        elif not 0 < self.items <= MOST_ITEMS:
            found["items"] = gettext("Please give a number from 1 to %(most)s", most=MOST_ITEMS)
        return found

    def locked_reason(self) -> str:
        """Why this report can no longer be changed."""
        session = object_session(self) or db.session()
        return (
            gettext("Reports of this day are closed") if closed(session, self.division_code, self.day) else ""
        )

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {KINDS.get(self.kind, '')}"


class ReportDay(Scoped, Record):
    """One workday of a township, closed on the next one: how many reported what, and how many nothing.

    A closed day takes no further report, so its figures stay those of the rows they lead to.
    """

    __table_args__ = (UniqueConstraint("division_code", "day"),)

    LABEL = _("Day of reports")
    LABELS = {
        "day": _("Day"),
        "expected": _("Reports expected"),
        "safe": _("All is well"),
        "item": _("Something to report"),
        "items": _("Items found"),
        "missing": _("Nothing reported"),
        "safe_link": _("All is well"),
        "item_link": _("Something to report"),
        "items_link": _("Items found"),
        "missing_link": _("Nothing reported"),
    }
    ACTS = {"reports_missing": _("Reports are missing")}

    day: Mapped[date] = mapped_column(Date, nullable=False)
    expected: Mapped[int] = mapped_column(Integer, nullable=False)
    safe: Mapped[int] = mapped_column(Integer, nullable=False)
    item: Mapped[int] = mapped_column(Integer, nullable=False)
    items: Mapped[int] = mapped_column(Integer, nullable=False)
    missing: Mapped[int] = mapped_column(Integer, nullable=False)

    @property
    def safe_link(self) -> dict[str, Any]:
        """Who reported that all is well."""
        return self._figure(self.safe, DailyReport, kind="safe")

    @property
    def item_link(self) -> dict[str, Any]:
        """Who had something to report."""
        return self._figure(self.item, DailyReport, kind="item")

    @property
    def items_link(self) -> dict[str, Any]:
        """The items, in the reports that hold them."""
        return self._figure(self.items, DailyReport, kind="item")

    @property
    def missing_link(self) -> dict[str, Any]:
        """Who reported nothing."""
        return self._figure(self.missing, MissingReport)

    def _figure(self, number: int, model: type[Any], **asked: str) -> dict[str, Any]:
        rows = {"day_min": self.day.isoformat(), "day_max": self.day.isoformat()}
        where = address(model, "list", asked=asked | rows | {"division_code": self.division_code})
        return {"kind": "number", "value": f"{number:,}", "url": where if number else None}

    def __str__(self) -> str:
        return self.day.isoformat()


class MissingReport(OfWorker, Audited, Versioned, Record):
    """A grid worker who had reported nothing of a workday when it was closed; whoever keeps staff may excuse it."""

    __table_args__ = (UniqueConstraint("worker_id", "day"),)

    LABEL = _("Missing report")
    LABELS = WORKER_LABELS | {"day": _("Day"), "status": _("Status")}

    day: Mapped[date] = mapped_column(Date, index=True, nullable=False)
    status: Mapped[str] = mapped_column(String(10), default="missing", nullable=False)

    def __str__(self) -> str:
        return f"{self.worker_name} {self.day.isoformat()}"


def closed(session: Any, division_code: str, day: date) -> bool:
    """Whether the reports of a day have been counted where a worker belongs."""
    asked = select(ReportDay.id).where(ReportDay.division_code == division_code[:TOWN], ReportDay.day == day)
    with beyond_scope(session, "look whether a day is closed"):
        return session.scalar(asked) is not None
