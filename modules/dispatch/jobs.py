"""Work done later for assignments."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.job.spec import JobSpec
from modules.dispatch.handing_on import JOB, hand_on

JOBS = (JobSpec(JOB, hand_on, label=_("Hand on open work")),)
