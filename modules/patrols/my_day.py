"""The day of a grid worker: both patrols, visits and the report as tiles to touch, and what was done already."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import format_date, gettext, ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.model.moment import today
from app.view.links import address
from app.view.list_page import table_of
from app.view.screens import screens
from modules.grids.models import GridWorker
from modules.patrols.duty import duty_days
from modules.patrols.models import DailyReport, MissingReport, Patrol, Visit
from modules.patrols.models.patrol import SESSIONS, session_now

_PATROL_COLUMNS = ("session:tag", "grid", "started_at", "ended_at", "findings")


def day_page(session: Session, worker: GridWorker | None) -> dict[str, Any]:
    """The page, as `home.html` draws it."""
    drawn: dict[str, Any] = {
        "title": gettext("My day"),
        "second": format_date(today(), gettext("MMM d, EEE")),
    }
    if worker is None:
        words = gettext("No grid worker in service belongs to your account; please ask your administrator")
        return drawn | {"notices": [{"text": words, "tone": "amber", "icon": "warning"}]}
    mine = [Patrol.worker_id == worker.id, Patrol.day == today()]
    patrols = list(session.scalars(select(Patrol).where(*mine).order_by(Patrol.started_at)))
    report = session.scalars(
        select(DailyReport).where(DailyReport.worker_id == worker.id, DailyReport.day == today())
    ).first()
    visited = Visit.worker_id == worker.id, Visit.day == today()
    visits = session.scalar(select(func.count()).select_from(Visit).where(*visited)) or 0
    worked = bool(duty_days(session, worker.division_code, today(), today()).get(worker.id))
    return drawn | {
        "actions": [*_ending(patrols), *([] if report else [_all_is_well()])],
        "notices": _notices(session, worker, worked),
        "figures": [
            *(_patrol_tile(half, patrols) for half in SESSIONS),
            _visit_tile(visits),
            _report_tile(report),
        ],
        "blocks": [_block(patrols)],
    }


def _here() -> str:
    return url_for("patrols_day.index")


def _add(model: Any, **asked: Any) -> str:
    return address(model, "add", asked={**asked, "next": _here()})


def _patrol_tile(half: str, patrols: list[Patrol]) -> dict[str, Any]:
    made = sum(patrol.session == half for patrol in patrols)
    return {
        "label": gettext("Patrol: %(half)s", half=str(SESSIONS[half])),
        "value": gettext("%(number)s made", number=made) if made else gettext("Not done yet"),
        "second": gettext("Touch to begin one") if half == session_now() else "",
        "url": _add(Patrol, session=half),
    }


def _visit_tile(visits: int) -> dict[str, Any]:
    return {
        "label": gettext("Visits of today"),
        "value": str(visits),
        "second": gettext("Touch to write one down"),
        "url": _add(Visit),
    }


def _report_tile(report: DailyReport | None) -> dict[str, Any]:
    if report is None:
        where, value, second = (
            _add(DailyReport, kind="item"),
            gettext("Not done yet"),
            gettext("Touch to report something"),
        )
    else:
        where = address(DailyReport, "edit", report.id, asked={"next": _here()})
        items = ngettext("%(num)s item", "%(num)s items", report.items or 0)
        value, second = (
            (gettext("All is well") if report.kind == "safe" else items),
            gettext("Touch to change it"),
        )
    return {"label": gettext("Daily report"), "value": value, "second": second, "url": where}


def _all_is_well() -> dict[str, Any]:
    return {
        "label": gettext("Report that all is well"),
        "url": url_for("patrols_day.safe"),
        "method": "post",
        "tone": "primary",
        "icon": "circle-check",
    }


def _ending(patrols: list[Patrol]) -> list[dict[str, Any]]:
    running = [patrol for patrol in patrols if patrol.ended_at is None]
    return [
        {
            "label": gettext("End the patrol"),
            "url": url_for("patrols_day.end", pk=patrol.id),
            "method": "post",
            "icon": "flag",
        }
        for patrol in running[-1:]
    ]


def _notices(session: Session, worker: GridWorker, worked: bool) -> list[dict[str, Any]]:
    found = []
    if not worked:
        found.append(
            {
                "text": gettext("You need not work today; what you write down counts all the same."),
                "icon": "info",
            }
        )
    month = today().replace(day=1)
    lacking = (
        select(func.count())
        .select_from(MissingReport)
        .where(
            MissingReport.worker_id == worker.id,
            MissingReport.day >= month,
            MissingReport.status == "missing",
        )
    )
    number = session.scalar(lacking) or 0
    if number:
        words = ngettext(
            "No report of yours for %(num)s workday of this month",
            "No report of yours for %(num)s workdays of this month",
            number,
        )
        found.append({"text": words, "tone": "amber", "icon": "warning"})
    return found


def _block(patrols: list[Patrol]) -> dict[str, Any]:
    title = gettext("Patrols of today")
    columns = tuple(screens().field(Patrol, name) for name in _PATROL_COLUMNS)
    return {
        "name": "patrols",
        "title": title,
        "url": address(Patrol, "list"),
        "table": table_of(Patrol, columns, patrols, caption=title, name="patrols-of-today"),
        "empty": {
            "title": gettext("No patrol yet today"),
            "text": gettext("The first one begins with a touch above."),
        },
    }
