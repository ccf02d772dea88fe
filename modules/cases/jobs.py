"""Work done later for cases."""

from __future__ import annotations

from datetime import time

from flask_babel import lazy_gettext as _

from app.job.spec import JobSpec, Schedule
from modules.cases.importing.job import import_workbook, sweep_files

JOBS = (
    JobSpec("cases.import", import_workbook, label=_("Import cases")),
    JobSpec(
        "cases.sweep_imports",
        sweep_files,
        Schedule(daily_at=time(3, 30)),
        label=_("Clear away old workbooks"),
    ),
)
