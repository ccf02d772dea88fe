"""A missing report may be excused; an appraisal is drafted, and confirmed by a second person."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.patrols.appraising import may_confirm, recount
from modules.patrols.models import GridAppraisal, MissingReport

WORKFLOWS = (
    Workflow(
        MissingReport,
        field="status",
        start="missing",
        states=(State("missing", _("Nothing reported"), "am"), State("excused", _("Excused"), "nt")),
        transitions=(T("excuse", "missing", "excused", _("Excuse the worker"), reason=True),),
    ),
    Workflow(
        GridAppraisal,
        field="status",
        start="draft",
        states=(State("draft", _("Draft"), "nt"), State("confirmed", _("Confirmed"), "gn")),
        transitions=(
            T("recount", "draft", None, _("Count again"), effect=recount),
            T(
                "confirm",
                "draft",
                "confirmed",
                _("Confirm the appraisal"),
                guard=may_confirm,
                four_eyes=True,
                primary=True,
            ),
        ),
    ),
)
