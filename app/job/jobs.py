"""The outbox tidies up after itself."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from app.job.queue import sweep
from app.job.spec import JobSpec, Run, Schedule
from app.model.moment import now

#: How long jobs that are over can be looked up.
KEPT = timedelta(days=30)


def sweep_old(run: Run) -> dict[str, Any]:
    """Delete jobs that have been over for long."""
    return {"deleted": sweep(run.session, now() - KEPT)}


#: The kernel's own jobs; `app.factory` adds them to those of the modules.
JOBS = (JobSpec("job.sweep", sweep_old, Schedule(daily_at=time(3, 10)), label=_("Clear away old work")),)
