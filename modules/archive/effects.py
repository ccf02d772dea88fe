"""What the steps of a volume do besides changing its state, and what stands in their way."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.document.numbers import take_number
from app.job.models import DONE, QUEUED, RUNNING, Job
from app.job.queue import enqueue
from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.archive import gathering, services
from modules.archive.models import Destruction, DestructionEntry, Loan, Volume
from modules.archive.proofs import basis_of, file_of, keep
from modules.archive.retention import kept_until

#: The job that makes the whole file.
BUILD = "archive.build"


def take_in(volume: Volume, _data: dict[str, Any]) -> None:
    """Look again for what belongs into the volume."""
    gathering.gather(volume)


def arrange(volume: Volume, _data: dict[str, Any]) -> None:
    """Back to the official order."""
    gathering.arrange(volume)


def propose(volume: Volume, _data: dict[str, Any]) -> None:
    """Take the retention from the rules."""
    services.propose_again(volume)


def ask_for_file(volume: Volume, _data: dict[str, Any]) -> None:
    """Let the whole file be made; one that is being made is waited for."""
    job = job_of(volume)
    if job is not None and job.state in (QUEUED, RUNNING):
        return
    session = object_session(volume) or db.session()
    job = enqueue(session, BUILD, {"volume": volume.id}, division_code=volume.division_code)
    volume.job_id = job.id


def job_of(volume: Volume) -> Job | None:
    """The last job asked to make the file; whoever reads the volume may know how far it is."""
    if volume.job_id is None:
        return None
    with beyond_scope(db.session(), "how far the file of a readable volume is"):
        return db.session.get(Job, volume.job_id)


def check(volume: Volume, _data: dict[str, Any]) -> None:
    """Close the volume for good order: it takes its number, names who filed and who checked it."""
    session = object_session(volume) or db.session()
    if volume.number is None:
        volume.number = take_number(session, volume.unit, "volume", today().year).words
    volume.filed_on = today()
    volume.filed_by_id = volume.filed_by_id or volume.created_by_id
    volume.checked_by_id = scope_of(session).user_id
    session.flush()
    session.expire(volume, ("filed_by", "checked_by"))
    ask_for_file(volume, {})


def file_is_made(volume: Volume) -> list[Refusal]:
    """A guard: the whole file is there and is that of the volume as it stands."""
    file = file_of(volume)
    if file is not None and not file.draft and file.basis == basis_of(volume):
        return []
    job = job_of(volume)
    if job is not None and job.state in (QUEUED, RUNNING):
        return [Refusal(gettext("The whole file is still being made"))]
    if job is not None and job.state != DONE:
        why = job.last_error or ""
        return [Refusal(gettext("The whole file could not be made: %(why)s", why=why))]
    return [Refusal(gettext("The whole file is not up to date; please make it again"))]


def seal(volume: Volume, data: dict[str, Any]) -> None:
    """Keep the checksums of everything; their digest goes into the history with this step."""
    file = file_of(volume)
    assert file is not None, "the guard has seen it"
    volume.archived_on = today()
    volume.kept_until = kept_until(volume.retention, volume.archived_on)
    db.session.flush()
    data["seal"] = keep(volume, file)


def lend(volume: Volume, data: dict[str, Any]) -> None:
    """Write down who has it.

    Raises:
        Refused: the day of return lies before today or too far ahead.
    """
    until, longest = data["until"], threshold("loan_longest")
    if until < today():
        raise Refused(Refusal(gettext("This day has passed"), "#until"))
    if (until - today()).days > longest:
        raise Refused(Refusal(gettext("A loan lasts %(most)s days at most", most=longest), "#until"))
    db.session.add(
        Loan(
            volume=volume,
            borrower=data["borrower"],
            purpose=data["purpose"],
            lent_on=today(),
            until=until,
        )
    )


def take_back(volume: Volume, data: dict[str, Any]) -> None:
    """Write down that it came back."""
    out = select(Loan).where(Loan.volume_id == volume.id, Loan.returned_on.is_(None))
    for loan in db.session.scalars(out):
        loan.returned_on, loan.condition = today(), data.get("condition")


def wipe(volume: Volume, _data: dict[str, Any]) -> None:
    """The whole file is deleted; the rows that say what it was stay, with their checksums."""
    file = file_of(volume)
    if file is not None:
        db.session.delete(file)


def may_be_destroyed(volume: Volume) -> list[Refusal]:
    """A guard: nothing is destroyed before its time, without a list, or that is kept for good."""
    if volume.kept_until is None or volume.kept_until >= today():
        return [Refusal(gettext("The retention of %(volume)s has not ended", volume=str(volume)))]
    approved = (
        select(DestructionEntry.id)
        .join(Destruction, Destruction.id == DestructionEntry.destruction_id)
        .where(DestructionEntry.volume_id == volume.id, Destruction.status == "carried_out")
    )
    if db.session.scalar(approved.limit(1)) is None:
        return [Refusal(gettext("It is on no list of volumes to be destroyed that two people have approved"))]
    return []
