"""The verbs of a volume. Nothing here commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.access.gate import REVIEWED
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.archive.gathering import gather
from modules.archive.models import Volume
from modules.archive.retention import propose
from modules.cases.models import Case
from modules.mediation.models import Mediation


def open_volume(_session: Any, mediation: Mediation, _event: Any = None, _arrow: Any = None) -> None:
    """Open the volume of a mediation that has ended, with all that belongs into it; one that is open stays."""
    if volume_of(mediation) is not None:
        return
    rule = propose(mediation)
    volume = Volume(
        mediation=mediation,
        opened_on=today(),
        retention=rule.period if rule else "long",
        retention_why=rule.name if rule else None,
    )
    db.session.add(volume)
    db.session.flush()
    record(volume, "open_volume", after=volume.status)
    gather(volume)


def volume_of(mediation: Mediation) -> Volume | None:
    """The volume of a mediation."""
    return db.session.scalars(select(Volume).where(Volume.mediation_id == mediation.id)).one_or_none()


def has_no_volume(mediation: Mediation) -> list[Refusal]:
    """A guard: one mediation, one volume."""
    found = volume_of(mediation)
    return [] if found is None else [Refusal(gettext("The volume is open already"), "#volumes")]


def start(mediation: Mediation, _data: dict[str, Any]) -> None:
    """The button on a mediation that ended before the archive was here."""
    open_volume(db.session(), mediation)


def volumes_filed(case: Case) -> list[Refusal]:
    """A guard on archiving a case: the volumes of its mediations are sealed."""
    volume, mediation = Volume.__table__, Mediation.__table__
    waiting = (
        select(func.count())
        .select_from(mediation.outerjoin(volume, volume.c.mediation_id == mediation.c.id))
        .where(mediation.c.case_id == case.id, volume.c.archived_on.is_(None))
    )
    reviewed = {REVIEWED: "counts the unfiled volumes of a readable case"}
    if not db.session.scalar(waiting, execution_options=reviewed):
        return []
    return [Refusal(gettext("The volume of its mediation is not archived yet"), "#mediations")]


def propose_again(volume: Volume) -> None:
    """Take the retention from the rules as the dispute stands now.

    Raises:
        Refused: no rule fits.
    """
    rule = propose(volume.mediation)
    if rule is None:
        raise Refused(Refusal(gettext("No rule of retention fits; please choose one"), "#retention"))
    volume.retention, volume.retention_why = rule.period, rule.name
