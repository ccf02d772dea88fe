"""Work done later for grids: checking the net of a county, asked for by a person or because its outlines changed."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.job.models import QUEUED, RUNNING, Job
from app.job.queue import enqueue
from app.job.spec import GiveUp, JobSpec, Run, Schedule
from modules.grids.findings import CoverageRun
from modules.grids.models import Grid
from modules.grids.net import check_net

CHECK = "grids.check_net"


def ask_for_check(session: Session, county: str) -> CoverageRun:
    """Ask for the net of a county to be checked; one that is asked for and not yet made is given back."""
    waiting = select(CoverageRun).join(Job, Job.id == CoverageRun.job_id)
    waiting = waiting.where(CoverageRun.division_code == county, Job.state.in_((QUEUED, RUNNING)))
    known = session.scalars(waiting.order_by(CoverageRun.id.desc()).limit(1)).first()
    if known is not None:
        return known
    run = CoverageRun(division_code=county)
    session.add(run)
    session.flush()
    run.job_id = enqueue(session, CHECK, {"run_id": run.id}, division_code=county).id
    return run


def check(run: Run) -> dict[str, Any]:
    """Make the check named in the arguments."""
    asked = run.session.get(CoverageRun, run.args["run_id"])
    if asked is None:
        raise GiveUp(f"there is no check {run.args['run_id']}")
    check_net(run.session, asked, run.progress)
    return {"grids": asked.grids, "found": asked.found}


def check_changed(run: Run) -> dict[str, Any]:
    """Ask for a check of each county with outlines in which a grid was changed since the last one."""
    changed = select(Grid.scope_county, func.max(Grid.changed_at)).where(Grid.outline.is_not(None))
    last = select(CoverageRun.division_code, func.max(CoverageRun.asked_at)).group_by(
        CoverageRun.division_code
    )
    known = {row[0]: row[1] for row in run.session.execute(last)}
    due = [
        county
        for county, at in run.session.execute(changed.group_by(Grid.scope_county))
        if county not in known or at > known[county]
    ]
    for county in due:
        ask_for_check(run.session, county)
    return {"asked": len(due)}


JOBS = (
    JobSpec(CHECK, check, label=_("Check the net of grids")),
    JobSpec(
        "grids.check_changed_nets",
        check_changed,
        Schedule(daily_at=time(2, 40)),
        label=_("Check the nets that changed"),
    ),
)
