"""The check of a county's net: what was found last, on a map and in a list, and the way to check again."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, get_template_attribute, redirect, request
from flask_babel import gettext
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope, system
from app.job.models import QUEUED, RUNNING, Job
from app.model.base import LEVELS, db
from app.org.models import Division
from app.view.doorkeeper import page, require
from app.view.due import exact_moment
from app.view.interface import figure
from app.view.links import address
from app.view.map_page import MOST_PLACES
from app.view.names import place_names
from app.view.own_page import OwnPage
from modules.grids.findings import KINDS, UNCOVERED, CoverageFinding, CoverageRun
from modules.grids.jobs import ask_for_check
from modules.grids.models import Grid
from modules.grids.net import STEPS

COUNTY_DIGITS = LEVELS["county"][0]


class Coverage(OwnPage):
    """`/grids/coverage/`: one county at a time, for whoever reads findings; those who keep grids may check again."""

    route_base = "/grids/coverage"
    default_view = "index"
    model = CoverageFinding
    class_permission_name = "grids.coverage_finding"

    @page("/", "list")
    def index(self) -> Any:
        """What stands in a county."""
        counties = _counties()
        asked = request.args.get("county", "")
        if asked and asked not in counties:
            raise NotFound
        county = asked or next(iter(counties), "")
        return self.draw("map.html", _drawn(county, counties))

    @page("/<county>/run", "", methods=("POST",))
    def run(self, county: str) -> Any:
        """Ask for a county to be checked again."""
        require(Grid, "u")
        if county not in _counties():
            raise NotFound
        with system(
            "ask for a check of the net"
        ) as session:  # it is the county's, also when a town asks for it
            ask_for_check(session, county)
            session.commit()
        flash(gettext("The check was asked for"), "success")
        return redirect(_address(county), 303)

    @page("/<county>/progress", "list")
    def progress(self, county: str) -> Any:
        """The progress alone; when the check is over the page is told to load itself again."""
        run = _last_run(county)
        if run is None:
            raise NotFound
        job = _job(run, county)
        answer = Response(
            str(get_template_attribute("ui/state.html", "progress")(job or _told(None, county)))
        )
        if job is None:
            answer.headers["HX-Refresh"] = "true"
        return answer


def _address(county: str, step: str = "") -> str:
    base = f"{request.script_root}/grids/coverage/"
    return f"{base}{county}/{step}" if step else f"{base}?county={county}"


def _counties() -> dict[str, str]:
    """The counties the reader's posts lie in or hold, those with grids first in their order, with their names."""
    codes = current_scope().codes
    own = {code[:COUNTY_DIGITS] for code in codes if len(code) >= COUNTY_DIGITS}
    if any(len(code) < COUNTY_DIGITS for code in codes):
        own |= set(db.session.scalars(select(Grid.scope_county).distinct()))
    asked = select(Division.code, Division.name).where(Division.code.in_(own))
    names = {row[0]: row[1] for row in db.session.execute(asked)}
    return {code: names.get(code, code) for code in sorted(own)}


def _drawn(county: str, counties: dict[str, str]) -> dict[str, Any]:
    run = _last_run(county)
    standing = (CoverageFinding.scope_county == county, CoverageFinding.settled_at.is_(None))
    counted = select(CoverageFinding.kind, func.count()).where(*standing).group_by(CoverageFinding.kind)
    numbers = {row[0]: row[1] for row in db.session.execute(counted)}
    listed = select(CoverageFinding).where(*standing)
    rows = db.session.scalars(
        listed.order_by(CoverageFinding.area.desc().nulls_last(), CoverageFinding.id).limit(MOST_PLACES)
    ).all()
    drawn: dict[str, Any] = {
        "title": gettext("Check of the net"),
        "second": counties.get(county, ""),
        "views": [
            {"label": name, "url": _address(code), "current": code == county}
            for code, name in counties.items()
            if len(counties) > 1
        ],
        "notices": _notices(run),
        "figures": [
            {
                "label": str(label),
                "value": f"{numbers.get(kind, 0):,}",
                "tone": "amber" if numbers.get(kind) else None,
            }
            for kind, label in KINDS.items()
        ],
        "places": _places(list(rows)),
        "cut": sum(numbers.values()) > len(rows),
        "nothing": gettext("Nothing to draw"),
        "actions": _actions(county),
    }
    drawn["drawn"] = any(place["shape"] for place in drawn["places"])
    if run is not None and (job := _job(run, county)):
        drawn["job"] = job
    return drawn


def _actions(county: str) -> list[dict[str, Any]]:
    asked = {"view": "standing", "division_code": county}
    found: list[dict[str, Any]] = [
        {
            "label": gettext("All findings"),
            "url": address(CoverageFinding, "list", asked=asked),
            "icon": "list",
        }
    ]
    if county and current_scope().may("u", Grid):
        found.append(
            {
                "label": gettext("Check again"),
                "url": _address(county, "run"),
                "method": "post",
                "tone": "primary",
                "icon": "refresh",
            }
        )
    return found


def _notices(run: CoverageRun | None) -> list[dict[str, Any]]:
    """When the net was checked last, and what such a check cannot judge."""
    limits = gettext(
        "A gap is land that grids enclose and none of them holds; land beyond the outermost grids is not judged. What "
        "lies outside the village is told where the outline of the village or township was brought."
    )
    notice = {"text": limits, "tone": "neutral", "icon": "info"}
    if run is None:
        return [
            {"text": gettext("This county has not been checked yet"), "tone": "amber", "icon": "warning"},
            notice,
        ]
    if run.finished_at is None:
        return [notice]
    said = gettext(
        "Checked at %(at)s: %(grids)s grids, %(undrawn)s of them without an outline",
        at=exact_moment(run.finished_at),
        grids=figure(run.grids),
        undrawn=figure(run.undrawn),
    )
    tone, icon = ("amber", "warning") if run.found else ("green", "circle-check")
    return [{"text": said, "tone": tone, "icon": icon}, notice]


def _places(rows: list[CoverageFinding]) -> list[dict[str, Any]]:
    names = place_names(row.division_code for row in rows)
    return [
        {
            "shape": json.dumps(row.outline, separators=(",", ":")) if row.outline else "",
            "url": address(CoverageFinding, "show", row.id),
            "title": names.get(row.division_code, row.division_code) if row.kind == UNCOVERED else str(row),
            "second": "，".join(_facts(row, names)),
            "step": 3,
        }
        for row in rows
    ]


def _facts(row: CoverageFinding, names: dict[str, str]) -> list[str]:
    if row.kind == UNCOVERED:
        return [str(KINDS[UNCOVERED])]
    facts = [names.get(row.division_code, row.division_code)]
    if row.area is not None:
        facts.append(gettext("%(area)s m²", area=f"{row.area:,}"))
    return [*facts, gettext("found on %(day)s", day=f"{row.found_at:%Y-%m-%d}")]


def _last_run(county: str) -> CoverageRun | None:
    asked = select(CoverageRun).where(CoverageRun.division_code == county)
    return db.session.scalars(asked.order_by(CoverageRun.id.desc()).limit(1)).first()


def _job(run: CoverageRun, county: str) -> dict[str, Any] | None:
    """How far a check is; nothing when it is over."""
    job = db.session.get(Job, run.job_id) if run.job_id and run.finished_at is None else None
    if job is None or job.state not in (QUEUED, RUNNING):
        return None
    return _told(job, county)


def _told(job: Job | None, county: str) -> dict[str, Any]:
    done = job.progress_done if job is not None else STEPS
    return {
        "title": gettext("Check of the net"),
        "done": done,
        "total": STEPS,
        "text": "" if done else gettext("Waiting to begin"),
        "poll_url": _address(county, "progress") if job is not None else None,
    }
