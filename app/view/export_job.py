"""Files too long to wait for: made by a job with the rights of whoever asked, kept for a day, for that person only."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.access.audit import digest, note
from app.access.export import export_notice
from app.access.identity import scope_for
from app.access.scope import acting_as
from app.job.models import Job
from app.job.queue import enqueue
from app.job.spec import GiveUp, Run
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now
from app.org.models import Account
from app.view.errors import BadQuery
from app.view.export import lines_of
from app.view.export_files import write_file
from app.view.interface import Interface, read_ask
from app.view.screens import screens

#: The job's name.
EXPORT = "view.export"

#: How long a file can be fetched.
KEPT = timedelta(hours=24)


def ask_for(model: type[Record], asked: MultiDict[str, str], form: str, locale: str) -> Job:
    """Put an export into the outbox; it belongs to whoever works in the current session. The caller commits.

    Args:
        model: what is exported.
        asked: the parameters of the list.
        form: `csv` or `xlsx`.
        locale: the language of headings and words.
    """
    pairs = [[name, text] for name, text in asked.items(multi=True)]
    args = {"model": model.model_id(), "asked": pairs, "form": form, "locale": locale}
    return enqueue(db.session(), EXPORT, args)


def file_of(job: Job) -> Path:
    """Where the file of an export stands, or of papers printed together."""
    return folder() / f"{job.id}.{job.args.get('form', 'pdf')}"


def expired(job: Job) -> bool:
    """Whether a finished export is no longer handed out."""
    finished: datetime | None = job.finished_at
    return finished is None or finished < now() - KEPT


def make_file(run: Run) -> dict[str, Any]:
    """Write the file. What the person may see is looked up now, not when it was asked for.

    Raises:
        GiveUp: the person, the right or the list is gone.
    """
    job = run.session.get_one(Job, run.job_id)
    account = run.session.get(Account, job.owner_id) if job.owner_id else None
    model: Any = house().models.get(run.args["model"])
    if account is None or not account.active or model is None:
        raise GiveUp("nobody may take this file any more")
    scope, home, user_id = scope_for(run.session, account), account.division_code, account.id
    path, form = file_of(job), run.args["form"]
    half = path.with_suffix(".part")
    with force_locale(run.args["locale"]):
        notice = export_notice(account)
        with acting_as(scope, reads=True) as session:  # a long file keeps nobody from writing
            if not scope.may("r", model):
                raise GiveUp("the right is no longer held")
            rows = Interface(model)
            try:
                ask = read_ask(screens().list(model), MultiDict([tuple(pair) for pair in run.args["asked"]]))
            except BadQuery as error:
                raise GiveUp("the list is no longer the same") from error
            keys = rows.filtered(ask).with_only_columns(model.id).subquery()
            total = session.scalar(select(func.count()).select_from(keys)) or 0
            with half.open("wb") as target:
                write_file(form, lines_of(rows, ask, notice, lambda done: run.progress(done, total)), target)
    half.rename(path)
    detail = {"count": run.done, "form": form, "asked": digest(run.args["asked"])}
    note("export", model.model_id(), detail, user_id=user_id, division_code=home, session=run.session)
    return {"rows": run.done, "bytes": path.stat().st_size}


def sweep_files(run: Run) -> dict[str, Any]:
    """Delete files that are no longer handed out, and what failed attempts left."""
    deleted = 0
    for path in folder().iterdir():
        job = _job_of(run.session, path)
        if job is None or (job.finished_at is not None and expired(job)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            deleted += 1
    return {"deleted": deleted}


def _job_of(session: Session, path: Path) -> Job | None:
    return session.get(Job, int(path.stem)) if path.stem.isdigit() else None


def folder() -> Path:
    """Where files stand for a day, each named by its job."""
    place = Path(current_app.config.get("STORE_DIR") or Path(current_app.instance_path) / "store") / "exports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place
