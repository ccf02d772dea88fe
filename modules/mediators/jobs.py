"""Work done later for committees."""

from __future__ import annotations

from datetime import time

from flask_babel import lazy_gettext as _

from app.job.spec import JobSpec, Schedule
from modules.mediators.terms import tell_of_terms

JOBS = (
    JobSpec(
        "mediators.tell_of_terms",
        tell_of_terms,
        Schedule(daily_at=time(6, 30)),
        label=_("Tell of terms that end"),
    ),
)
