"""Destruction by list. Nothing here commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.gate import FOLLOWS
from app.access.scope import scope_of
from app.job.queue import enqueue
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire, record
from app.workflow.models import Event
from app.workflow.spec import Refusal
from modules.archive.models import Destruction, DestructionEntry, Volume

#: The job that carries a list out.
DESTROY = "archive.destroy"


def begin(**facts: Any) -> Destruction:
    """Begin a list with every volume here whose retention has ended and that is on no other list.

    Raises:
        Refused: there is none.
    """
    destruction = Destruction(**facts)
    db.session.add(destruction)
    db.session.flush()
    record(destruction, "begin", after="draft")
    listed = select(DestructionEntry.volume_id)
    over = select(Volume).where(
        Volume.status == "archived", Volume.kept_until < today(), Volume.id.not_in(listed)
    )
    found = db.session.scalars(over.order_by(Volume.kept_until, Volume.id))
    volumes = [volume for volume in found if volume.division_code.startswith(destruction.division_code)]
    if not volumes:
        raise Refused(Refusal(gettext("There is no volume here whose retention has ended")))
    for volume in volumes:
        db.session.add(
            DestructionEntry(
                destruction=destruction,
                volume=volume,
                number=volume.number or "",
                archived_on=volume.archived_on,
                kept_until=volume.kept_until,
            )
        )
    db.session.flush()
    return destruction


def entries_of(destruction: Destruction) -> list[DestructionEntry]:
    """The volumes on a list."""
    found = select(DestructionEntry).where(DestructionEntry.destruction_id == destruction.id)
    return list(db.session.scalars(found.order_by(DestructionEntry.kept_until, DestructionEntry.id)))


def names_volumes(destruction: Destruction) -> list[Refusal]:
    """A guard: the list is not empty, and nothing on it is still kept."""
    entries = entries_of(destruction)
    if not entries:
        return [Refusal(gettext("No volume is on the list"), "#entries")]
    return [
        Refusal(gettext("The retention of %(volume)s has not ended", volume=entry.number), "#entries")
        for entry in entries
        if entry.kept_until >= today()
    ]


def is_a_third(destruction: Destruction) -> list[Refusal]:
    """A guard on the second approval: neither who proposed the list nor who approved it first."""
    proposer = db.session.scalar(
        select(Event.actor_id)
        .where(
            Event.model == destruction.model_id(), Event.row_id == destruction.id, Event.arrow == "propose"
        )
        .order_by(Event.id.desc())
        .limit(1),
        execution_options={FOLLOWS: True},
    )
    me = scope_of(db.session()).user_id
    if proposer is None or proposer != me:
        return []
    return [Refusal(gettext("Whoever proposed the list does not approve it"))]


def carry_out(destruction: Destruction, _data: dict[str, Any]) -> None:
    """Leave the work to a job: who approves need not be able to read what is destroyed."""
    enqueue(db.session(), DESTROY, {"list": destruction.id}, division_code=destruction.division_code)


def destroy(destruction: Destruction) -> int:
    """Destroy what is on an approved list; a volume that cannot be destroyed says why in its line.

    Returns:
        How many were destroyed.
    """
    done = 0
    for entry in entries_of(destruction):
        try:
            fire(entry.volume, "destroy", note=destruction.title)
            entry.done = gettext("Destroyed on %(day)s", day=today())
            done += 1
        except Refused as refused:
            entry.done = str(refused)[:200]
    destruction.carried_out_on = today()
    record(destruction, "carried_out", data={"volumes": done})
    return done
