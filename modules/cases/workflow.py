"""The life of a case: every state and every arrow."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.cases import effects, guards
from modules.cases.models import Case, CodeList
from modules.cases.services import RESULT, write_result

OPEN = ("accepted", "in_progress", "in_mediation", "reopened")
VOIDABLE = ("registered", *OPEN, "resolved", "not_accepted")

FEEDBACK = (
    {
        "name": "means",
        "label": _("How"),
        "type": "choice",
        "choices": CodeList("contact_means"),
        "required": True,
    },
    {"name": "reached", "label": _("Reached"), "type": "boolean"},
    {"name": "text", "label": _("What was said"), "type": "long", "max_length": 2000, "required": True},
    {"name": "satisfaction", "label": _("Satisfaction (1 to 5)"), "type": "integer", "limits": (1, 5)},
)
NOT_ACCEPTED = (
    {
        "name": "reason",
        "label": _("Reason in law"),
        "type": "choice",
        "choices": CodeList("not_accepted_reason"),
        "required": True,
    },
    {"name": "channels", "label": _("Lawful ways told"), "type": "long", "max_length": 500, "required": True},
)
TRANSFER = (
    {
        "name": "target",
        "label": _("Sent to"),
        "type": "choice",
        "choices": CodeList("transfer_target"),
        "required": True,
    },
    {"name": "receipt", "label": _("Their receipt number"), "type": "text", "max_length": 60},
)

WORKFLOW = Workflow(
    Case,
    field="status",
    start="registered",
    states=(
        State("registered", _("Registered"), "nt", "case"),
        State("accepted", _("Accepted"), "ac", "case"),
        State("not_accepted", _("Not accepted"), "rd", "stop"),
        State("in_progress", _("In progress"), "ac", "dispatch"),
        State("in_mediation", _("In mediation"), "ac", "mediate"),
        State("resolved", _("Resolved"), "am", "done"),
        State("fed_back", _("Fed back"), "am", "phone"),
        State("closed", _("Closed"), "gn", "done"),
        State("reopened", _("Reopened"), "am", "undo"),
        State("archived", _("Archived"), "gn", "archive"),
        State("transferred_out", _("Transferred out"), "nt", "transfer"),
        State("void", _("Void"), "nt", "stop"),
    ),
    transitions=(
        T("accept", "registered", "accepted", _("Accept"), primary=True),
        T(
            "not_accept",
            "registered",
            "not_accepted",
            _("Do not accept"),
            reason=True,
            fields=NOT_ACCEPTED,
            paper="cases.not_accepted_notice",
            danger=True,
        ),
        T("start", ("accepted", "reopened"), "in_progress", _("Handle"), primary=True),
        T("mediate", ("accepted", "in_progress", "reopened"), "in_mediation", _("Into mediation")),
        T("leave_mediation", "in_mediation", "in_progress", _("Out of mediation")),
        T(
            "resolve",
            OPEN,
            "resolved",
            _("Write result"),
            effect=write_result,
            fields=RESULT,
        ),
        T(
            "feed_back",
            ("resolved", "fed_back"),
            "fed_back",
            _("Feed back"),
            guard=guards.has_result,
            effect=effects.write_feedback,
            fields=FEEDBACK,
            primary=True,
        ),
        T(
            "close",
            ("resolved", "fed_back"),
            "closed",
            _("Close the case"),
            guard=guards.may_close,
            primary=True,
        ),
        T("reopen", "closed", "reopened", _("Reopen"), reason=True),
        T("archive", "closed", "archived", _("Archive")),
        T(
            "transfer",
            ("registered", *OPEN),
            "transferred_out",
            _("Transfer out"),
            reason=True,
            fields=TRANSFER,
            danger=True,
        ),
        T(
            "ask_void",
            VOIDABLE,
            None,
            _("Ask to make void"),
            guard=guards.no_void_pending,
            effect=effects.ask_void,
            reason=True,
            danger=True,
        ),
        T(
            "approve_void",
            VOIDABLE,
            "void",
            _("Make void"),
            guard=guards.void_asked,
            effect=effects.make_void,
            four_eyes="ask_void",
            danger=True,
        ),
        T(
            "refuse_void",
            VOIDABLE,
            None,
            _("Refuse to make void"),
            guard=guards.void_asked,
            effect=effects.refuse_void,
            reason=True,
        ),
    ),
)
