"""From the draft of an application to the court's ruling."""

from flask_babel import lazy_gettext as _

from app.clock.spec import Clock
from app.workflow.spec import State, T, Workflow
from modules.cases.models import CaseParty, CodeList
from modules.confirmation import effects, guards
from modules.confirmation.models import Confirmation, Court, ScreeningQuestion

MAKING = ("draft", "screened")
YES_NO = (("yes", _("Yes")), ("no", _("No")))

_PARTY = {
    "name": "party",
    "label": _("Party"),
    "type": "relation",
    "model": CaseParty,
    "required": True,
    "within": "agreement.case",
}
_ON = ({"name": "on", "label": _("Date"), "type": "date"},)

ANSWER = (
    {
        "name": "question",
        "label": _("Question"),
        "type": "relation",
        "model": ScreeningQuestion,
        "required": True,
    },
    {"name": "answer", "label": _("Answer"), "type": "choice", "choices": YES_NO, "required": True},
    {"name": "remark", "label": _("Explanation"), "type": "text", "max_length": 200},
)
JOIN = (
    _PARTY,
    {"name": "joint", "label": _("Applies jointly"), "type": "boolean"},
    {"name": "address", "label": _("Address for service"), "type": "text", "max_length": 200},
    {"name": "postcode", "label": _("Postcode"), "type": "text", "max_length": 10},
    {"name": "electronic", "label": _("Agrees to electronic service"), "type": "boolean"},
)
RULING = (
    {
        "name": "number",
        "label": _("Number of the ruling"),
        "type": "text",
        "max_length": 80,
        "required": True,
    },
    {"name": "ruled_on", "label": _("Day of the ruling"), "type": "date", "required": True},
    {"name": "judge", "label": _("Judge"), "type": "text", "max_length": 40},
)
REASON = {
    "name": "reason",
    "label": _("Reason of rejection"),
    "type": "choice",
    "choices": CodeList("rejection_reason"),
    "required": True,
}
WORDS = {
    "name": "words",
    "label": _("Why the court did not accept"),
    "type": "long",
    "max_length": 1000,
    "required": True,
}

WORKFLOW = Workflow(
    Confirmation,
    field="status",
    start="draft",
    owner_of_history="agreement",
    states=(
        State("draft", _("Draft"), "nt", "edit"),
        State("screened", _("Screened"), "ac", "done"),
        State("signed", _("Signed"), "ac", "edit"),
        State("submitted", _("Handed in"), "am", "transfer"),
        State("accepted", _("Accepted by the court"), "ac", "scales"),
        State("supplementing", _("Being supplemented"), "am", "paper"),
        State("confirmed", _("Confirmed"), "gn", "done"),
        State("enforcement_applied", _("Enforcement applied for"), "am", "scales"),
        State("not_accepted", _("Not accepted"), "rd", "stop"),
        State("rejected", _("Rejected"), "rd", "stop"),
        State("withdrawn", _("Withdrawn"), "nt", "undo"),
    ),
    transitions=(
        T("answer", "draft", None, _("Answer"), effect=effects.write_answer, fields=ANSWER),
        T("join", "draft", None, _("Joint application"), effect=effects.write_join, fields=JOIN),
        T(
            "choose_court",
            "draft",
            None,
            _("Choose court"),
            effect=effects.write_court,
            fields=(
                {"name": "court", "label": _("Court"), "type": "relation", "model": Court, "required": True},
            ),
        ),
        T(
            "screen",
            "draft",
            "screened",
            _("Screened"),
            guard=guards.may_screen,
            paper="confirmation.bundle",
            primary=True,
        ),
        T(
            "note_signature",
            "screened",
            None,
            _("Note signature"),
            effect=effects.write_signature,
            fields=(_PARTY, {"name": "signed_on", "label": _("Signed on"), "type": "date"}),
        ),
        T(
            "start_over",
            ("screened", "signed"),
            "draft",
            _("Back to the draft"),
            guard=guards.papers_withdrawn,
            effect=effects.drop_signatures,
        ),
        T("sign", "screened", "signed", _("All have signed"), guard=guards.may_sign, primary=True),
        T(
            "submit",
            "signed",
            "submitted",
            _("Hand in"),
            guard=guards.still_in_time,
            effect=effects.hand_in,
            fields=({"name": "submitted_on", "label": _("Handed in on"), "type": "date"},),
            clocks=(
                Clock(stop="confirm_apply", on="agreement"),
                Clock(start="court_accept", since="submitted_on"),
            ),
            primary=True,
        ),
        T(
            "court_accept",
            "submitted",
            "accepted",
            _("Court accepts"),
            effect=effects.court_accepts,
            fields=_ON,
            clocks=(Clock(stop="court_accept", start="court_decide", since="court_accepted_on"),),
            primary=True,
        ),
        T(
            "court_refuse",
            "submitted",
            "not_accepted",
            _("Court does not accept"),
            effect=effects.court_refuses,
            fields=(*_ON, WORDS),
            clocks=(Clock(stop="court_accept"),),
        ),
        T(
            "ask_supplement",
            "accepted",
            "supplementing",
            _("Supplement asked"),
            reason=True,
            clocks=(Clock(pause="court_decide"),),
        ),
        T(
            "supplement",
            "supplementing",
            "accepted",
            _("Supplemented"),
            clocks=(Clock(resume="court_decide"),),
        ),
        T(
            "confirm",
            "accepted",
            "confirmed",
            _("Ruling: valid"),
            effect=effects.write_confirmed,
            fields=RULING,
            clocks=(Clock(stop="court_decide"),),
            primary=True,
        ),
        T(
            "reject",
            "accepted",
            "rejected",
            _("Ruling: rejected"),
            effect=effects.write_rejected,
            fields=(*RULING, REASON),
            clocks=(Clock(stop="court_decide"),),
        ),
        T(
            "withdraw",
            (*MAKING, "signed", "submitted", "accepted", "supplementing"),
            "withdrawn",
            _("Withdraw"),
            reason=True,
            clocks=(Clock(call_off=("court_accept", "court_decide")),),
            danger=True,
        ),
        T("apply_enforcement", "confirmed", "enforcement_applied", _("Enforcement applied for"), reason=True),
    ),
)
