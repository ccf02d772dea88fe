"""Two volumes: that of the family quarrel, sealed with its gap explained; that of the lease, which lacks pieces."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.document.service import issue
from app.job.queue import cancel
from app.model.house import house
from app.workflow.engine import fire
from modules.archive import building, effects, services
from modules.archive.models import Explanation, Requirement
from modules.cases.demo.acting import acting
from modules.mediation.demo import FAMILY, LEASE, mediation_of
from modules.mediation.services import sessions_of


def load(session: Session) -> None:
    """Without the mediations there is nothing to file."""
    _sealed(session)
    _open(session)


def _sealed(session: Session) -> None:
    mediation = mediation_of(session, FAMILY)
    if mediation is None:
        return
    with acting(session, "mediator_town2", "2026-11-05 10:40"):
        for sitting in sessions_of(mediation):
            issue(house().documents["mediation.mediation_record"], sitting)
        services.open_volume(session, mediation)
        volume = services.volume_of(mediation)
        assert volume is not None, "just opened"
        fire(volume, "gather")
        session.add(
            Explanation(
                volume=volume,
                requirement=session.scalars(select(Requirement).where(Requirement.code == "identity")).one(),
                reason="双方均为本村村民，调解员当面核对居民身份证，未留存复印件。",
            )
        )
        volume.note = "当事人一方要求终止调解，未达成协议；已书面告知其他救济途径。"
    with acting(session, "archivist_county", "2026-11-09 09:20"):
        fire(volume, "check")
        building.build(volume)
        job = effects.job_of(volume)
        if job is not None:
            cancel(job)
        volume.job_id = None
    with acting(session, "archivist_county", "2026-11-09 09:30"):
        fire(volume, "archive")


def _open(session: Session) -> None:
    mediation = mediation_of(session, LEASE)
    if mediation is None or mediation.status != "agreed":
        return
    with acting(session, "mediator_town", "2026-11-20 10:36"):
        services.open_volume(session, mediation)
        volume = services.volume_of(mediation)
        assert volume is not None, "just opened"
        fire(volume, "gather")
