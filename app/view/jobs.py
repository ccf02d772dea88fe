"""Work of the screens that is done later."""

from __future__ import annotations

from datetime import time, timedelta

from flask_babel import lazy_gettext as _

from app.job.spec import JobSpec, Schedule
from app.view.batches import printed
from app.view.batches import running as batches
from app.view.boundaries.job import CARRY, carry
from app.view.export_job import EXPORT, make_file, sweep_files
from app.view.importing import job as importing
from app.view.telling import TELL, forget, tell
from app.view.typed import sweep

JOBS = (
    JobSpec(EXPORT, make_file, max_attempts=3, label=_("Make an export")),
    JobSpec(
        "view.sweep_exports",
        sweep_files,
        Schedule(every=timedelta(hours=1)),
        label=_("Clear away old exports"),
    ),
    JobSpec(importing.TAKE_IN, importing.import_workbook, label=_("Take rows in from a workbook")),
    JobSpec(importing.TAKE_BACK, importing.undo_import, label=_("Take an import back")),
    JobSpec(batches.WORK, batches.work_batch, label=_("Do something to many rows")),
    JobSpec(batches.BACK, batches.set_back_batch, label=_("Set an edit of many rows back")),
    JobSpec(printed.PRINT, printed.print_batch, max_attempts=3, label=_("Print papers of many rows")),
    JobSpec(
        "view.sweep_batches",
        batches.sweep,
        Schedule(daily_at=time(3, 40)),
        label=_("Clear away old batches"),
    ),
    JobSpec(CARRY, carry, label=_("Merge or move a division")),
    JobSpec(
        "view.sweep_imports",
        importing.sweep_files,
        Schedule(daily_at=time(3, 30)),
        label=_("Clear away old workbooks"),
    ),
    JobSpec(
        "view.sweep_drafts", sweep, Schedule(every=timedelta(hours=6)), label=_("Clear away old drafts")
    ),
    JobSpec(TELL, tell, Schedule(every=timedelta(seconds=10)), label=_("Tell people what happened")),
    JobSpec(
        "view.forget_notices",
        forget,
        Schedule(daily_at=time(3, 15)),
        label=_("Clear away old notices"),
    ),
)
