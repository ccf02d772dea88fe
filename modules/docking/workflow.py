"""The course of an entrustment, from the letter received to the letter sent, and of a request to a third party."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.cases.models import Case
from modules.docking import asking, effects, guards
from modules.docking.models import OPEN, RESULTS, Entrustment, ThirdPartyRequest
from modules.mediation.services import EXTENSION

#: Results the letter of a matter taken on can have.
_ANSWERS = tuple((code, words) for code, words in RESULTS.items() if code != "not_accepted")

_ANNEXES = {"name": "annexes", "label": _("Annexes, one a line"), "type": "long", "max_length": 1000}

ANSWER = (
    {"name": "result", "label": _("Result"), "type": "choice", "choices": _ANSWERS, "required": True},
    {"name": "ended_on", "label": _("Ended on"), "type": "date"},
    {"name": "agreement_no", "label": _("Number of the agreement"), "type": "text", "max_length": 60},
    {"name": "reason", "label": _("Reason without agreement"), "type": "text", "max_length": 200},
    {"name": "course", "label": _("Said of the course"), "type": "long", "max_length": 2000},
    _ANNEXES,
)
REFUSAL = (
    {
        "name": "reason",
        "label": _("Why it is not accepted"),
        "type": "text",
        "max_length": 200,
        "required": True,
    },
    _ANNEXES,
)

_ENTRUSTMENT = Workflow(
    Entrustment,
    field="status",
    start="received",
    states=(
        State("received", _("Received"), "am", "transfer"),
        State("accepted", _("Accepted"), "ac", "mediate"),
        State("returned", _("Answer sent"), "gn", "done"),
        State("withdrawn", _("Taken back"), "nt", "undo"),
    ),
    transitions=(
        T(
            "accept",
            "received",
            "accepted",
            _("Accept"),
            guard=guards.goes_to_mediation,
            effect=effects.take_on,
            fields=({"name": "case", "label": _("Existing case"), "type": "relation", "model": Case},),
            primary=True,
        ),
        T(
            "give_back",
            "accepted",
            "returned",
            _("Answer the organ"),
            guard=guards.has_ended,
            effect=effects.write_answer,
            fields=ANSWER,
            paper="docking.feedback_letter",
            primary=True,
        ),
        T("extend", OPEN, None, _("Extend the limit"), effect=effects.write_extension, fields=EXTENSION),
        T(
            "decline",
            "received",
            "returned",
            _("Do not accept"),
            effect=effects.send_back,
            fields=REFUSAL,
            paper="docking.feedback_letter",
            danger=True,
        ),
        T(
            "withdraw",
            OPEN,
            "withdrawn",
            _("The organ takes it back"),
            effect=effects.call_off,
            reason=True,
            danger=True,
        ),
    ),
)

_REQUEST = Workflow(
    ThirdPartyRequest,
    field="status",
    start="sent",
    owner_of_history="case",
    states=(
        State("sent", _("Sent out"), "am", "transfer"),
        State("returned", _("Came back"), "gn", "done"),
        State("withdrawn", _("Withdrawn"), "nt", "undo"),
    ),
    transitions=(
        T(
            "come_back",
            "sent",
            "returned",
            _("Note what came back"),
            effect=asking.write_result,
            fields=(
                {
                    "name": "result_text",
                    "label": _("What came back"),
                    "type": "long",
                    "max_length": 4000,
                    "required": True,
                },
                {"name": "returned_on", "label": _("Came back on"), "type": "date"},
            ),
            primary=True,
        ),
        T(
            "take_back",
            "sent",
            "withdrawn",
            _("Withdraw the request"),
            effect=asking.let_go,
            reason=True,
            danger=True,
        ),
    ),
)

WORKFLOWS = (_ENTRUSTMENT, _REQUEST)
