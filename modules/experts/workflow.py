"""An expert is drafted, reviewed by a second person, published, may be suspended for a while, and may be withdrawn."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.experts.models import Expert

WORKFLOW = Workflow(
    Expert,
    field="status",
    start="draft",
    states=(
        State("draft", _("Draft"), "nt"),
        State("reviewing", _("Under review"), "am"),
        State("published", _("Published"), "gn"),
        State("suspended", _("Suspended"), "am"),
        State("withdrawn", _("Withdrawn"), "rd"),
    ),
    transitions=(
        T("submit", "draft", "reviewing", _("Submit"), primary=True, undo=True),
        T("publish", "reviewing", "published", _("Publish"), four_eyes="submit", primary=True, undo=True),
        T("return_", "reviewing", "draft", _("Send back"), reason=True, undo=True),
        T("suspend", "published", "suspended", _("Suspend"), reason=True, undo=True),
        T("resume", "suspended", "published", _("Return to service"), reason=True, undo=True),
        T(
            "withdraw",
            ("published", "suspended"),
            "withdrawn",
            _("Withdraw"),
            reason=True,
            danger=True,
        ),
        T("restore", "withdrawn", "draft", _("Restore"), undo=True),
    ),
)
