"""The receipt of work done (G2): the receipt of the case with the moments the unit passed.

Slips and letters between centres, townships and departments are declared: their registers come with letters and
whistles, their wording stands.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.document.spec import Document, declared
from app.workflow.engine import timeline
from app.workflow.models import Event
from modules.cases.papers import colleague, receipt
from modules.dispatch.models import Assignment

#: The moments on the paper, in the words of the form.
MOMENTS = {"sign": "签收", "contact": "联系", "order": "指令", "arrive": "到达", "finish": "办结"}


def handling_receipt(assignment: Assignment) -> dict[str, Any]:
    """The receipt of the case, by the unit that did the work."""
    acts = reversed([act for act in timeline(assignment.case) if _is_moment(act, assignment)])
    times = [{"label": MOMENTS[act.arrow], "at": act.at.isoformat(timespec="minutes")} for act in acts]
    unit = assignment.unit
    return {
        **receipt(assignment.case),
        "unit": {"name": unit.name, "phone": unit.phone or ""},
        "times": times,
        "handler": unit.name,
        "clerk": {"name": colleague(assignment.handler_id)},
    }


def _is_moment(act: Event, assignment: Assignment) -> bool:
    return act.model == assignment.model_id() and act.row_id == assignment.id and act.arrow in MOMENTS


DOCUMENTS = (
    Document("dispatch.receipt", _("Handling receipt"), Assignment, "cases/receipt.html", handling_receipt),
    declared("dispatch.task_slip", _("Slip of work handed out"), "dispatch/task_slip.html"),
    declared("dispatch.reminder_letter", _("Letter of reminder"), "dispatch/reminder_letter.html"),
    declared("dispatch.assist_letter", _("Letter asking for help"), "dispatch/assist_letter.html"),
    declared("dispatch.supervision_letter", _("Letter of supervision"), "dispatch/supervision_letter.html"),
    declared("dispatch.risk_letter", _("Letter of a risk"), "dispatch/risk_letter.html"),
    declared("dispatch.whistle", _("Whistle and reports in"), "dispatch/whistle.html"),
)
