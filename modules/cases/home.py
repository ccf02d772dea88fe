"""The first page of those who lead and count: how many cases came, how they stand, of what kind, and where below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import format_date, gettext

from app.access.scope import Scope
from app.clock.models import Deadline
from app.model.moment import now
from app.view.charts import Bar, chart
from app.view.interface import figure
from app.view.limits import limits_figure
from app.view.links import address
from app.view.names import place_names
from modules.cases.models import Case, code_label
from modules.cases.tally import ENDED, ON_THE_TABLE, Tally
from modules.cases.workflow import WORKFLOW

Part = dict[str, list[dict[str, Any]]]


def leading_part(scope: Scope) -> Part:
    """Figures, and charts with their tables; each figure leads to the cases it counts."""
    tally = Tally.read(scope)
    figures = _figures(tally)
    if scope.may("r", Deadline):
        figures.append(limits_figure(scope))
    as_of = gettext(
        "As of %(now)s. Counted are cases received since %(day)s; the month that is not over is provisional.",
        now=f"{now():%m-%d %H:%M}",
        day=f"{tally.since:%Y-%m-%d}",
    )
    blocks = [_by_month(tally), _by_state(tally), _by_category(tally), *_by_place(tally)]
    return {
        "notices": [{"text": as_of, "tone": "neutral", "icon": "clock"}],
        "figures": figures,
        "blocks": blocks,
    }


def _figures(tally: Tally) -> list[dict[str, Any]]:
    received = tally.number()
    parts = (
        (gettext("Closed"), ENDED, gettext("Closed ÷ received"), {"view": "closed"}),
        (gettext("Going on"), ON_THE_TABLE, gettext("Going on ÷ received"), {"view": "open"}),
        (
            gettext("Not accepted"),
            ("not_accepted",),
            gettext("Not accepted ÷ received"),
            {"status": "not_accepted"},
        ),
    )
    shares = [
        {
            "label": label,
            "value": f"{100 * tally.number(*states) / received:.1f}%" if received else "—",
            "second": f"{tally.number(*states):,} / {received:,}",
            "formula": formula,
            "url": _rows(tally, **asked),
        }
        for label, states, formula, asked in parts
    ]
    since = gettext("Cases received since %(day)s", day=f"{tally.since:%m-%d}")
    return [
        {"label": gettext("Received"), "value": figure(received), "formula": since, "url": _rows(tally)},
        *shares,
    ]


def _by_month(tally: Tally) -> dict[str, Any]:
    """Received in each month, and how many of those are closed today."""
    received, ended = (tally.by(lambda group: group.month, *states) for states in ((), ENDED))
    bars = []
    for month in tally.months:
        last = (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        days = {"received_at_min": f"{month:%Y-%m-%d}", "received_at_max": f"{last:%Y-%m-%d}"}
        figures = (
            (received[month.month], address(Case, "list", asked=days)),
            (ended[month.month], address(Case, "list", asked={**days, "view": "closed"})),
        )
        bars.append(Bar(_month(month), figures, gettext("Provisional") if last > now() else ""))
    measures = (gettext("Received"), gettext("Closed of them"))
    return _block(
        "months", gettext("By month"), gettext("Month"), bars, measures, upright=True, provisional=1
    )


def _month(month: datetime) -> str:
    return str(format_date(month, "LLL"))


def _by_state(tally: Tally) -> dict[str, Any]:
    counted = tally.by(lambda group: group.status)
    bars = [
        Bar(state.label, ((counted[state.name], _rows(tally, status=state.name)),))
        for state in WORKFLOW.states
        if counted[state.name]
    ]
    return _block("states", gettext("By state"), gettext("State"), bars, url=_counts(tally, "status"))


def _by_category(tally: Tally) -> dict[str, Any]:
    counted = tally.by(lambda group: group.category)
    bars = [
        Bar(code_label("category", code), ((number, _rows(tally, category=code)),))
        for code, number in counted.most_common()
        if code is not None
    ]
    if counted[None]:
        bars.append(
            Bar(gettext("Without a category"), ((counted[None], _rows(tally, view="uncategorised")),))
        )
    return _block(
        "categories", gettext("By category"), gettext("Category"), bars, url=_counts(tally, "category")
    )


def _by_place(tally: Tally) -> Iterable[dict[str, Any]]:
    """The places just below, in the order of their codes: it is no ranking."""
    if tally.post is None:
        return
    here = tally.post.code
    received, ended = (tally.by(lambda group: group.place, *states) for states in ((), ENDED))
    names = place_names(received)
    bars = []
    for code in sorted(received):
        asked = {"view": "here"} if code == here else {"division_code": code}
        closed = ended[code], _rows(tally, **asked, status=ENDED)
        label = gettext("Kept at this level") if code == here else names[code]
        bars.append(Bar(label, ((received[code], _rows(tally, **asked)), closed)))
    measures = (gettext("Received"), gettext("Closed of them"))
    url = _counts(tally, "division_code")
    yield _block("places", gettext("By place"), gettext("Division"), bars, measures, url=url)


def _block(
    name: str,
    title: str,
    kind: str,
    bars: list[Bar],
    measures: Iterable[str] = (),
    url: str = "",
    **look: Any,
) -> dict[str, Any]:
    drawn = chart(name, title, kind, tuple(measures) or (gettext("Cases"),), bars, **look)
    empty = {"title": gettext("No case was received in this time"), "text": ""}
    return {
        "name": name,
        "title": title,
        "url": url,
        "empty": empty,
        **(drawn if bars else {"table": {"rows": []}}),
    }


def _rows(tally: Tally, **asked: Any) -> str:
    return address(Case, "list", asked={**asked, "received_at_min": f"{tally.since:%Y-%m-%d}"})


def _counts(tally: Tally, field: str) -> str:
    return address(Case, f"counts/{field}", asked={"received_at_min": f"{tally.since:%Y-%m-%d}"})
