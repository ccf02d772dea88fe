"""Work done later for the reports of grid workers."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _

from app.job.spec import JobSpec, Schedule
from modules.patrols.closing import close_days

#: It looks often and closes a day once: the hour from which on is a threshold, and may be changed at any time.
JOBS = (
    JobSpec(
        "patrols.close_days",
        close_days,
        Schedule(every=timedelta(minutes=10)),
        label=_("Close the reports of the day before"),
    ),
)
