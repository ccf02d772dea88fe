"""The Apps page at `/apps/`: what is installed, and buttons that queue the job the command line does at once."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from app.access.audit import note
from app.access.scope import current_scope
from app.job.models import CANCELLED, DEAD, DONE, QUEUED, RUNNING, Job
from app.job.queue import enqueue
from app.job.spec import GiveUp
from app.lifecycle.apps import ABSENT, AVAILABLE, CURRENT, OUTDATED, Line, overview
from app.lifecycle.change_job import NAME, VERBS
from app.lifecycle.models import KERNEL, SysModule
from app.model.base import db
from app.view.doorkeeper import page
from app.view.own_page import OwnPage

_STATES = {
    AVAILABLE: (_("Not installed"), "nt"),
    CURRENT: (_("Installed"), "gn"),
    OUTDATED: (_("To be upgraded"), "am"),
    ABSENT: (_("Folder missing"), "rd"),
}

_LABELS = {"install": _("Install"), "upgrade": _("Upgrade"), "uninstall": _("Uninstall")}


class AppsPage(OwnPage):
    """Modules, what they need, their versions."""

    route_base = "/apps"
    default_view = "index"
    model = SysModule

    @page("/", "list")
    def index(self) -> Any:
        """All modules."""
        lines = overview()
        labels = {line.name: gettext(line.label) for line in lines}
        drawn = {
            "title": gettext("Apps"),
            "notices": [*_faults(), *_last_change(), *_stale(lines)],
            "jobs": [_progress(job) for job in _waiting()],
            "modules": [_card(line, labels) for line in lines],
        }
        return self.draw("apps.html", drawn)

    @page("/<name>/<verb>", "", methods=("POST",))
    def change(self, name: str, verb: str) -> Any:
        """Queue a change; the same one is queued once."""
        if not current_scope().may("change", SysModule):
            raise Forbidden
        line = next((line for line in overview() if line.name == name), None)
        if line is None or verb not in _verbs(line):
            raise NotFound
        if any(job.args == {"verb": verb, "module": name} for job in _waiting()):
            flash(gettext("This is already under way"), "info")
        else:
            enqueue(db.session(), NAME, {"verb": verb, "module": name})
            note("module_" + verb, SysModule.model_id(), {"module": name})
            db.session.commit()
            flash(gettext("Queued; the pages follow when the house has been started again"), "success")
        return redirect(url_for("AppsPage.index"))


def _verbs(line: Line) -> tuple[str, ...]:
    """What may be done with a module in its state."""
    found = {AVAILABLE: ("install",), OUTDATED: ("upgrade",)}.get(line.state, ())
    removable = line.state == CURRENT and line.name != KERNEL and not line.needed_by
    return (*found, "uninstall") if removable else found


def _card(line: Line, labels: dict[str, str]) -> dict[str, Any]:
    words, tone = _STATES[line.state]
    return {
        "name": line.name,
        "label": labels[line.name],
        "summary": gettext(line.summary) if line.summary else "",
        "version": line.version,
        "installed_version": line.installed_version,
        "icon": line.icon,
        "state": {"label": words, "tone": tone},
        "depends": [{"name": name, "label": labels.get(name, name)} for name in line.depends],
        "actions": [_action(line, verb) for verb in VERBS if verb in _verbs(line)],
    }


def _action(line: Line, verb: str) -> dict[str, Any]:
    action: dict[str, Any] = {
        "label": _LABELS[verb],
        "url": f"{request.script_root}/apps/{line.name}/{verb}",
        "method": "post",
        "tone": "danger" if verb == "uninstall" else "plain",
    }
    if verb == "uninstall":
        action["confirm"] = {
            "title": gettext("Take this module away with its tables?"),
            "text": gettext("Refused while it holds rows people made."),
            "object": line.name,
        }
    return action


def _waiting() -> list[Job]:
    """Changes asked for and not yet done."""
    return list(db.session.scalars(select(Job).where(Job.name == NAME, Job.state.in_((QUEUED, RUNNING)))))


def _progress(job: Job) -> dict[str, Any]:
    return {"title": _title(job), "done": 0, "total": 1, "text": gettext("Waiting for the worker")}


def _title(job: Job) -> str:
    return f"{_LABELS[job.args['verb']]} {job.args['module']}"


def _faults() -> list[dict[str, Any]]:
    """Patches that found no place."""
    faults = current_app.extensions["house"].faults
    return [{"text": fault, "tone": "amber", "icon": "alert"} for fault in faults]


def _last_change() -> list[dict[str, Any]]:
    """How the newest change that is over ended: done, or refused with the reason."""
    over = Job.state.in_((DONE, DEAD, CANCELLED))
    job = db.session.scalars(
        select(Job).where(Job.name == NAME, over).order_by(Job.id.desc()).limit(1)
    ).first()
    if job is None:
        return []
    title = f"{_title(job)} · {job.finished_at:%Y-%m-%d %H:%M}" if job.finished_at else _title(job)
    if job.state == DONE:
        return [{"title": title, "text": gettext("Carried out"), "tone": "green", "icon": "done"}]
    reason = (job.last_error or "").removeprefix(f"{GiveUp.__name__}: ")
    return [{"title": title, "text": reason or gettext("Not carried out"), "tone": "red", "icon": "alert"}]


def _stale(lines: list[Line]) -> list[dict[str, Any]]:
    """Whether this process still runs with the modules it was started with, while the database has gone on."""
    running = {name: manifest.version for name, manifest in current_app.extensions["house"].modules.items()}
    there = {
        line.name: line.installed_version
        for line in lines
        if line.installed_version and line.name != KERNEL and line.state != ABSENT
    }
    if running == there:
        return []
    text = gettext(
        "The pages still show the modules of the last start. Stop web and worker and start them again:"
    )
    return [{"text": f"{text} python3 run.py", "tone": "amber", "icon": "refresh"}]
