"""A mediator serves, leaves, and may return."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.mediators.leaving import committee_works, leave, return_
from modules.mediators.models import Mediator

WORKFLOW = Workflow(
    Mediator,
    field="status",
    start="serving",
    states=(State("serving", _("Serving"), "gn"), State("left", _("Has left"), "nt")),
    transitions=(
        T(
            "leave",
            "serving",
            "left",
            _("Leave"),
            effect=leave,
            reason=True,
            fields=({"name": "left_on", "label": _("Left on"), "type": "date"},),
            danger=True,
        ),
        T(
            "return_",
            "left",
            "serving",
            _("Return to service"),
            guard=committee_works,
            effect=return_,
            reason=True,
        ),
    ),
)
