"""The steps of an assignment. Each takes the clock of its own limit along."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import object_session

from app.clock import service as clock
from app.clock.spec import Clock
from app.workflow.engine import fire
from app.workflow.spec import State, T, Workflow
from modules.cases.services import RESULT, write_result
from modules.dispatch.models import OPEN, Assignment
from modules.dispatch.services import open_assignments

ARRIVAL = ("arrive_core", "arrive_all")
FIRST_MINUTES = ("sign", "contact", "order")


def start_arrival(assignment: Assignment, _data: dict[str, Any]) -> None:
    """From the order on the way to the scene is timed; in the core zone it is shorter."""
    session = object_session(assignment)
    assert session is not None
    clock.start(session, assignment, "arrive_core" if assignment.in_core_zone else "arrive_all")


def finish(assignment: Assignment, data: dict[str, Any]) -> None:
    """The result goes to the case; the last piece of work that is finished resolves it."""
    session = object_session(assignment)
    assert session is not None
    session.flush()
    case = assignment.case
    if not open_assignments(case) and case.status == "in_progress":
        fire(case, "resolve", data=data)
    else:
        write_result(case, data)


WORKFLOW = Workflow(
    Assignment,
    field="status",
    start="dispatched",
    owner_of_history="case",
    states=(
        State("dispatched", _("Dispatched"), "am", "dispatch"),
        State("signed", _("Signed for"), "ac", "done"),
        State("contacted", _("Party contacted"), "ac", "phone"),
        State("ordered", _("Order given"), "ac", "dispatch"),
        State("arrived", _("Arrived"), "ac", "place"),
        State("handling", _("Handling"), "ac", "edit"),
        State("done", _("Done"), "gn", "done"),
        State("returned", _("Returned"), "rd", "undo"),
    ),
    transitions=(
        T("sign", "dispatched", "signed", _("Sign for"), clocks=(Clock(stop="sign"),), primary=True),
        T("contact", "signed", "contacted", _("Contacted"), clocks=(Clock(stop="contact"),), primary=True),
        T(
            "order",
            ("signed", "contacted"),
            "ordered",
            _("Give order"),
            effect=start_arrival,
            clocks=(Clock(stop="order"),),
            primary=True,
        ),
        T("arrive", "ordered", "arrived", _("Arrive"), clocks=(Clock(stop=ARRIVAL),), primary=True),
        T("handle", ("signed", "contacted", "ordered", "arrived"), "handling", _("Handle")),
        T(
            "finish",
            ("arrived", "handling"),
            "done",
            _("Finish"),
            effect=finish,
            fields=RESULT,
            clocks=(Clock(call_off=(*FIRST_MINUTES, *ARRIVAL)),),
            primary=True,
        ),
        T(
            "return_",
            OPEN,
            "returned",
            _("Return"),
            reason=True,
            clocks=(Clock(call_off=(*FIRST_MINUTES, *ARRIVAL)),),
            danger=True,
        ),
    ),
)
