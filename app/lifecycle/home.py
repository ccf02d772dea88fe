"""The first page of those who keep the house running: modules to be upgraded, and work that failed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import Scope
from app.job.models import DEAD, Job
from app.lifecycle.apps import CURRENT, OUTDATED, overview
from app.lifecycle.change_job import NAME
from app.model.base import db
from app.model.house import house
from app.model.moment import now
from app.view.due import exact_moment, short_moment

#: Work that failed within so many days is told of; so much is shown.
_WITHIN, _MOST = timedelta(days=7), 6


def house_part(_scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """How many modules stand as they should, and the jobs given up in the last days."""
    lines = overview()
    old = sum(line.state == OUTDATED for line in lines)
    figures = [
        {
            "label": gettext("Modules in force"),
            "value": f"{sum(line.state == CURRENT for line in lines)} / {len(lines)}",
            "formula": gettext("Installed and up to date ÷ all there are"),
            "tone": "red" if old else "",
            "url": url_for("AppsPage.index"),
        }
    ]
    failed = select(Job).where(Job.state == DEAD, Job.finished_at >= now() - _WITHIN)
    jobs = list(db.session.scalars(failed.order_by(Job.finished_at.desc()).limit(_MOST)))
    return {"figures": figures, "blocks": [_failed(jobs)] if jobs else []}


def _failed(jobs: list[Job]) -> dict[str, Any]:
    rows = [
        {
            "pk": job.id,
            "url": url_for("AppsPage.index") if job.name == NAME else "",
            "cells": [
                {"value": _called(job), "second": (job.last_error or "").partition(": ")[2][:120]},
                {
                    "kind": "date",
                    "value": short_moment(job.finished_at),
                    "exact": exact_moment(job.finished_at),
                },
            ],
        }
        for job in jobs
    ]
    title = gettext("Work that failed")
    columns = [{"name": "job", "label": gettext("What")}, {"name": "at", "label": gettext("Time")}]
    table = {"name": "failed", "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"name": "failed", "title": title, "table": table}


def _called(job: Job) -> str:
    spec = house().jobs.get(job.name)
    return str(spec.label) if spec is not None and spec.label else job.name
