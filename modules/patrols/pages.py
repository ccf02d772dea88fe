"""Two pages drawn by hand: the day of a grid worker on the phone, and compliance by month."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import Forbidden, NotFound

from app.access.grants import UNNAMED
from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import now, today
from app.view.doorkeeper import page
from app.view.errors import BadQuery, Conflict, Invalid
from app.view.export import form_of
from app.view.exporting_views import hand_out
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.writing import commit, create, refusals_in_words, update
from modules.patrols.appraising import draft_month
from modules.patrols.compliance import compliance
from modules.patrols.compliance_table import (
    choices,
    lines_of,
    ordered,
    place_asked,
    places_table,
    table_of,
)
from modules.patrols.models import DailyReport, GridAppraisal, Patrol
from modules.patrols.models.of_worker import own_worker
from modules.patrols.months import month_of, months_until
from modules.patrols.my_day import day_page

#: Months one can choose, and workers of one page.
MONTHS, SIZE = 6, 100


class MyDay(OwnPage):
    """`/patrols/day`: what a grid worker does today, each thing one touch away."""

    route_base = "/patrols/day"
    default_view = "index"
    model = Patrol
    right = "c"
    class_permission_name = "patrols.patrol"

    @page("/", "add")
    def index(self) -> Any:
        """The day as it stands."""
        return self.draw("home.html", day_page(db.session(), own_worker(db.session())))

    @page("/safe", "add", methods=("POST",))
    def safe(self) -> Any:
        """Report that all is well today."""
        return self._done(
            DailyReport,
            lambda: create(DailyReport, {"day": today(), "kind": "safe"}),
            gettext("Your report is in"),
        )

    @page("/end/<pk>", "add", methods=("POST",))
    def end(self, pk: str) -> Any:
        """End a patrol that is under way."""
        patrol = Interface(Patrol).get_row(pk, "u", lock=True)
        if patrol.ended_at is not None:
            raise NotFound
        return self._done(
            Patrol, lambda: update(patrol, {"ended_at": now()}), gettext("The patrol has ended")
        )

    def _done(self, model: Any, act: Any, said: str) -> Any:
        try:
            act()
            commit(model)
        except (Invalid, Conflict) as wrong:
            flash(str(wrong), "danger")
        else:
            flash(said, "success")
        return redirect(url_for(".index"), 303)


class Compliance(OwnPage):
    """`/patrols/compliance`: days with the patrols asked for, by grid worker and month."""

    route_base = "/patrols/compliance"
    default_view = "index"
    model = Patrol
    right = UNNAMED
    class_permission_name = "patrols.patrol"

    @page("/", "list")
    def index(self) -> Any:
        """The workers of a place in a month; where the reader's place has many counties, these to choose from."""
        month, code = _month(), place_asked(current_scope(), request.args.get("division_code", ""))
        title = gettext("Patrol compliance")
        drawn: dict[str, Any] = {"title": title, "crumbs": [{"label": title}]}
        below = places_table(code, month)
        if below is not None:
            words = gettext("Workers are counted by county; please choose one")
            drawn |= {"notices": [{"text": words, "icon": "info"}], "table": below}
            return self.draw("task.html", drawn | {"table_title": gettext("By place")})
        lines = ordered(compliance(db.session(), code, month), request.args.get("order", ""))
        start = _start()
        text = gettext("Workdays are those of the calendar on which a worker served a grid and was not away.")
        more = gettext("The present month counts up to yesterday.")
        drawn |= {
            "second": ngettext("%(num)s grid worker", "%(num)s grid workers", len(lines)),
            "views": choices(months_until(today(), MONTHS), month),
            "actions": [*_drafting(code, month), *_files(), *_steps(start, len(lines))],
            "notices": [{"text": f"{text}{more}", "icon": "info"}],
            "table_title": gettext("Days with the patrols asked for, by grid worker"),
            "table": table_of(lines[start : start + SIZE], month),
        }
        return self.draw("task.html", drawn)

    @page("/export", "list")
    def export(self) -> Any:
        """The same table as a file."""
        month, code = _month(), place_asked(current_scope(), request.args.get("division_code", ""))
        if places_table(code, month) is not None:
            raise BadQuery("division_code")
        form = form_of(request.args.get("format", ""))
        lines = ordered(compliance(db.session(), code, month), request.args.get("order", ""))
        title = f"{gettext('Patrol compliance')} {month}"
        return hand_out(Patrol, lines_of(lines), len(lines), request.args, form, title)

    @page("/appraise", "list", methods=("POST",))
    def appraise(self) -> Any:
        """Draft the appraisals of a month for all workers of a place who have none."""
        month, code = _month(), place_asked(current_scope(), request.args.get("division_code", ""))
        if not any(post.covers(code) for post in current_scope().reaches(GridAppraisal.model_id(), "c")):
            raise Forbidden
        try:
            with refusals_in_words(GridAppraisal):
                made = len(draft_month(db.session(), code, month))
            commit(GridAppraisal)
        except (Invalid, Conflict) as wrong:
            flash(str(wrong), "danger")
        else:
            flash(ngettext("%(num)s appraisal drafted", "%(num)s appraisals drafted", made), "success")
        return redirect(address(GridAppraisal, "list", asked={"month": month, "division_code": code}), 303)


def _month() -> str:
    month = request.args.get("month", "") or f"{today():%Y-%m}"
    if month_of(month) is None or month > f"{today():%Y-%m}":
        raise BadQuery("month")
    return month


def _start() -> int:
    return ((key_of(request.args.get("page", "")) or 1) - 1) * SIZE


def _here(**changes: Any) -> str:
    kept = {name: value for name, value in (request.args.to_dict() | changes).items() if value}
    return f"?{urlencode(kept)}"


def _files() -> list[dict[str, Any]]:
    return [
        {"label": label, "url": url_for(".export") + _here(format=form), "icon": "export"}
        for form, label in (("xlsx", gettext("Excel (xlsx)")), ("csv", gettext("Text (csv)")))
    ]


def _drafting(code: str, month: str) -> list[dict[str, Any]]:
    """The button that drafts the appraisals of a month, once it is over, for those who keep them here."""
    period = month_of(month)
    if period is None or period[1] >= today():
        return []
    if not any(post.covers(code) for post in current_scope().reaches(GridAppraisal.model_id(), "c")):
        return []
    url = url_for(".appraise", month=month, division_code=code)
    return [
        {
            "label": gettext("Draft the appraisals of this month"),
            "url": url,
            "method": "post",
            "icon": "perform",
        }
    ]


def _steps(start: int, number: int) -> list[dict[str, Any]]:
    """The ways to the pages before and after."""
    here, steps = start // SIZE + 1, []
    if here > 1:
        steps.append({"label": gettext("Previous page"), "url": _here(page=here - 1)})
    if start + SIZE < number:
        steps.append({"label": gettext("Next page"), "url": _here(page=here + 1)})
    return steps
