"""A batch at work: looked at first (the same work, rolled back), then done at once or by a job, then set back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.access.audit import note
from app.access.identity import scope_for
from app.access.scope import acting_as, current_scope, system
from app.job.models import Job
from app.job.queue import cancel, enqueue
from app.job.spec import GiveUp, Run
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now
from app.org.models import Account
from app.view.batches.acts import Deed, Stays
from app.view.batches.editing import set_back
from app.view.batches.known import ACTS
from app.view.batches.models import DONE, RUNNING, STOPPED, UNDOING, UNDONE, Batch, BatchRow
from app.view.calling import called
from app.view.errors import Conflict, FieldError, Invalid
from app.view.interface import Interface
from app.view.writing import begin_writing
from app.workflow.engine import Refused

#: Rows done while somebody waits, in one transaction; more of them are left to a job.
AT_ONCE = 200
#: Rows of one transaction of a job: long enough to be quick, short enough to let others write.
CHUNK = 50
#: How long a batch is remembered.
KEPT = timedelta(days=14)
#: Characters of a reason that are kept.
LONGEST_REASON = 300

#: The names of the jobs.
WORK, BACK = "view.batch", "view.batch_back"


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of a row."""

    key: int
    called: str
    deed: Deed | None = None
    reason: str = ""
    same: bool = False


def plan(key: int) -> list[Outcome]:
    """What would become of the first rows of a batch. Everything is done and rolled back, so nothing is left out."""
    begin_writing()
    try:
        batch = db.session.get_one(Batch, key)
        return _do_some(batch, batch.keys[:AT_ONCE])
    finally:
        db.session.rollback()


def start(batch: Batch) -> None:
    """Do it: at once where that is quick, else by a job. The caller commits."""
    if (job := ACTS[batch.act].job) or batch.rows > AT_ONCE:
        _leave_to_job(batch, job or WORK, RUNNING)
        return
    _work(batch, batch.keys)
    _finish(batch)


def start_back(batch: Batch) -> None:
    """Set the rows back. The caller commits."""
    if batch.changed > AT_ONCE:
        _leave_to_job(batch, BACK, UNDOING)
        return
    for line in _changed(db.session(), batch):
        _set_back(batch, line)
    _finish_back(batch)


def work_batch(run: Run) -> dict[str, Any]:
    """Do the batch named in the arguments, with the rights its owner has now; each chunk is one transaction.

    An attempt that died is taken up where it stopped.
    """
    key, scope = run.args["batch_id"], scope_of(run)
    while True:
        with acting_as(scope) as session:
            batch = session.get_one(Batch, key)
            coming = batch.keys[batch.dealt_with : batch.dealt_with + CHUNK]
            if coming:
                _work(batch, coming)
            else:
                _finish(batch)
            told = {"changed": batch.changed, "refused": batch.refused}
            run.progress(batch.dealt_with, batch.rows)
            session.commit()
        if not coming:
            return told


def set_back_batch(run: Run) -> dict[str, Any]:
    """Set the batch named in the arguments back, with the rights its owner has now."""
    key, scope, last = run.args["batch_id"], scope_of(run), 0
    while True:
        with acting_as(scope) as session:
            batch = session.get_one(Batch, key)
            lines = _changed(session, batch, after=last, most=CHUNK)
            for line in lines:
                _set_back(batch, line)
                last = line.id
            if not lines:
                _finish_back(batch)
            told = {"taken_back": batch.taken_back}
            run.progress(batch.taken_back, batch.changed)
            session.commit()
        if not lines:
            return told


def sweep(run: Run) -> dict[str, Any]:
    """Forget batches of some weeks ago; from then on an edit can no longer be set back."""
    old = list(run.session.scalars(select(Batch.id).where(Batch.asked_at < now() - KEPT)))
    run.session.execute(delete(BatchRow).where(BatchRow.batch_id.in_(old)))
    run.session.execute(delete(Batch).where(Batch.id.in_(old)))
    return {"deleted": len(old)}


def rows_of(batch: Batch, *, refused: bool = False, most: int = 100) -> list[BatchRow]:
    """What is kept of rows: those refused, or all that were changed."""
    found = BatchRow.reason != "" if refused else BatchRow.reason == ""
    asked = select(BatchRow).where(BatchRow.batch_id == batch.id, found).order_by(BatchRow.id).limit(most)
    return list(db.session.scalars(asked))


def _work(batch: Batch, keys: Iterable[int]) -> None:
    """Do some rows and keep what became of them."""
    for one in _do_some(batch, keys):
        batch.dealt_with += 1
        batch.changed += one.deed is not None
        batch.refused += bool(one.reason) and not one.same
        if one.same:
            continue
        deed = one.deed or Deed()
        db.session.add(
            BatchRow(
                batch_id=batch.id,
                row_id=one.key,
                reason=one.reason[:LONGEST_REASON],
                before=deed.before,
                account_id=deed.account_id,
            )
        )


def _do_some(batch: Batch, keys: Iterable[int]) -> list[Outcome]:
    """Do the act to some rows, each in a part of the transaction of its own."""
    model: Any = house().models[batch.model]
    act = ACTS[batch.act]
    if not act.offered(model):
        raise NotFound
    return [_do_one(model, key, act.writes, lambda row: act.do(row, batch)) for key in keys]


def _do_one(model: type[Record], key: int, writes: bool, do: Callable[[Any], Deed]) -> Outcome:
    named = str(key)
    try:
        row = Interface(model).get_row(key, "u" if writes else "r", lock=writes)
        named = called(row)
        with db.session.begin_nested():
            deed = do(row)
            db.session.flush()
    except NotFound:
        return Outcome(key, named, reason=gettext("Not found"))
    except Stays as stays:
        return Outcome(key, named, reason=str(stays), same=stays.same)
    except Refused as error:
        return Outcome(key, named, reason=error.refusals[0].said)
    except Conflict:
        return Outcome(key, named, reason=gettext("Someone saved before you; please look again"))
    except Invalid as wrong:
        return Outcome(key, named, reason=next(text for texts in wrong.errors.values() for text in texts))
    except FieldError as wrong:
        return Outcome(key, named, reason=str(wrong))
    return Outcome(key, named, deed)


def _set_back(batch: Batch, line: BatchRow) -> None:
    model: Any = house().models[batch.model]

    def back(row: Any) -> Deed:
        set_back(row, batch, line.before or {})
        return Deed()

    done = _do_one(model, line.row_id, True, back)
    line.reason, line.set_back = done.reason[:LONGEST_REASON], done.deed is not None
    batch.taken_back += line.set_back


def _changed(session: Session, batch: Batch, after: int = 0, most: int = AT_ONCE) -> list[BatchRow]:
    asked = select(BatchRow).where(
        BatchRow.batch_id == batch.id,
        BatchRow.reason == "",
        BatchRow.set_back.is_(False),
        BatchRow.id > after,
    )
    return list(session.scalars(asked.order_by(BatchRow.id).limit(most)))


def _finish(batch: Batch) -> None:
    batch.state = DONE
    told = {"model": batch.model, "act": batch.act, "changed": batch.changed, "refused": batch.refused}
    note("batch", batch, told)


def _finish_back(batch: Batch) -> None:
    batch.state = UNDONE
    note("batch_set_back", batch, {"model": batch.model, "rows": batch.taken_back})


def job_of(batch: Batch) -> Job | None:
    """The job that makes the file of a batch."""
    return db.session.scalar(select(Job).where(Job.key == job_key(batch, ACTS[batch.act].job)))


def stop(batch: Batch) -> None:
    """Give up the file of a batch, unless it is there already. The caller commits."""
    held = select(Job).where(Job.key == job_key(batch, ACTS[batch.act].job)).with_for_update()
    job = db.session.scalar(held)
    if job is not None and cancel(job):
        batch.state = STOPPED
        note("batch_stopped", batch, {"model": batch.model, "act": batch.act, "rows": batch.rows})


def _leave_to_job(batch: Batch, job: str, state: str) -> None:
    batch.state = state
    place = (current_scope().codes or (None,))[0]
    put = enqueue(db.session(), job, {"batch_id": batch.id}, key=job_key(batch, job), division_code=place)
    put.progress_total = batch.rows


def job_key(batch: Batch, job: str) -> str:
    """The key by which the job of a batch is found."""
    return f"{job}:{batch.id}"


def scope_of(run: Run) -> Any:
    """The scope the owner of a job's batch has now.

    Raises:
        GiveUp: batch or owner is gone.
    """
    with system("look up a batch", reads=True) as session:
        batch = session.get(Batch, run.args["batch_id"])
        account = session.get(Account, batch.owner_id) if batch else None
        if batch is None or account is None or not account.active:
            raise GiveUp(f"batch {run.args['batch_id']} has nobody to act for")
        return scope_for(session, account)
