"""Work of the screens that is done later."""

from __future__ import annotations

from datetime import timedelta

from app.job.spec import JobSpec, Schedule
from app.view.export_job import EXPORT, make_file, sweep_files
from app.view.typed import sweep

JOBS = (
    JobSpec(EXPORT, make_file, max_attempts=3),
    JobSpec("view.sweep_exports", sweep_files, Schedule(every=timedelta(hours=1))),
    JobSpec("view.sweep_drafts", sweep, Schedule(every=timedelta(hours=6))),
)
