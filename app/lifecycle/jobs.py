"""Changing modules when asked, and nightly upkeep of what keeps the house safe.

At night old tries are forgotten, seals renewed and the heads of the trail logged.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.attempts import purge
from app.access.audit_verify import heads
from app.job.queue import enqueue
from app.job.spec import JobSpec, Run, Schedule
from app.lifecycle.change_job import NAME as CHANGE
from app.lifecycle.change_job import change
from app.model.house import house
from app.model.sealed import Sealing

log = logging.getLogger("fengqiao.audit")

RESEAL = "lifecycle.reseal"

#: Rows of one model sealed anew in one transaction.
_BATCH = 200  # files of papers among them


def forget_tries(run: Run) -> dict[str, Any]:
    """Delete counters of tries at the door that no longer matter."""
    return {"deleted": purge(run.session)}


def reseal(run: Run) -> dict[str, Any]:
    """Seal again, under the first key of `DATA_KEY`, what a former key sealed; goes on until nothing is left."""
    models = [model for model in house().models.values() if issubclass(model, Sealing)]
    done = {model.model_id(): _reseal(run.session, model) for model in models}  # type: ignore[attr-defined]
    if any(count == _BATCH for count in done.values()):
        enqueue(run.session, RESEAL)
    return done


def anchor_audit(run: Run) -> dict[str, Any]:
    """Write the heads of the audit chains to the log, which leaves this machine: against them a cut tail shows."""
    found = [asdict(head) for head in heads(run.session)]
    log.info("audit heads %s", json.dumps(found, separators=(",", ":")))
    return {"heads": len(found)}


def _reseal(session: Session, model: type[Any]) -> int:
    stale = session.scalars(select(model).where(model.where_stale()).limit(_BATCH)).all()
    for row in stale:
        for column in model.seals().values():
            column.reseal(row)
    return len(stale)


JOBS = (
    JobSpec(CHANGE, change, max_attempts=1, label=_("Change a module")),
    JobSpec(
        "lifecycle.forget_tries",
        forget_tries,
        Schedule(daily_at=time(3, 20)),
        label=_("Forget old tries at the door"),
    ),
    JobSpec(RESEAL, reseal, Schedule(daily_at=time(3, 30)), label=_("Renew seals")),
    JobSpec(
        "lifecycle.anchor_audit",
        anchor_audit,
        Schedule(daily_at=time(3, 40)),
        label=_("Note the heads of the audit trail"),
    ),
)
