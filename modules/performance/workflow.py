"""From something owed to something performed; receipts and visits."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.workflow.spec import Refusal, State, T, Workflow
from modules.cases.models import CodeList
from modules.performance import effects, ways_on
from modules.performance.models import LIVE, Obligation, Receipt, ReturnVisit

_MEANS = {
    "name": "means",
    "label": _("How"),
    "type": "choice",
    "choices": CodeList("contact_means"),
    "required": True,
}

RECEIPT = (
    {"name": "amount", "label": _("Amount"), "type": "money", "required": True},
    {"name": "received_on", "label": _("Received on"), "type": "date"},
    {"name": "manner", "label": _("Manner"), "type": "choice", "choices": CodeList("pay_manner")},
    {"name": "remark", "label": _("Remark"), "type": "text", "max_length": 200},
    {"name": "more", "label": _("More than is owed"), "type": "boolean"},
)
URGING = (
    _MEANS,
    {"name": "text", "label": _("What was said"), "type": "long", "max_length": 2000, "required": True},
)
VISIT = (
    {"name": "visited_on", "label": _("Visited on"), "type": "date"},
    _MEANS,
    {"name": "text", "label": _("What was found"), "type": "long", "max_length": 5000, "required": True},
    {"name": "satisfaction", "label": _("Satisfaction (1 to 5)"), "type": "integer", "limits": (1, 5)},
)
DONE = ({"name": "done_on", "label": _("Performed on"), "type": "date"},)


def pays(obligation: Obligation) -> list[Refusal]:
    """Only a sum is received in parts."""
    if obligation.amount is not None:
        return []
    return [Refusal(gettext("No sum is owed here; note that it was performed"))]


def nothing_left(obligation: Obligation) -> list[Refusal]:
    """A sum is performed by what was received."""
    if not obligation.left:
        return []
    return [Refusal(gettext("%(left)s yuan are still owed", left=obligation.left), "#receipts")]


def superseded(obligation: Obligation) -> list[Refusal]:
    """What is owed falls away only with the agreement."""
    if obligation.agreement.status == "replaced":
        return []
    return [Refusal(gettext("The agreement is in force"))]


OWING = Workflow(
    Obligation,
    field="status",
    start="open",
    owner_of_history="agreement",
    states=(
        State("open", _("To be performed"), "am", "clock"),
        State("enforcement", _("Enforcement applied for"), "rd", "scales"),
        State("suit", _("In suit"), "rd", "law"),
        State("done", _("Performed"), "gn", "done"),
        State("dropped", _("Fallen away"), "nt", "undo"),
    ),
    transitions=(
        T(
            "receive",
            LIVE,
            None,
            _("Note a receipt"),
            guard=pays,
            effect=effects.write_receipt,
            fields=RECEIPT,
            primary=True,
        ),
        T(
            "complete",
            LIVE,
            "done",
            _("Performed"),
            guard=nothing_left,
            effect=effects.write_done,
            fields=DONE,
            primary=True,
        ),
        T("urge", LIVE, None, _("Urge"), effect=effects.write_urging, fields=URGING),
        T(
            "enforce",
            "open",
            "enforcement",
            _("Apply for enforcement"),
            guard=ways_on.may_enforce,
            effect=effects.apply_for_enforcement,
            reason=True,
        ),
        T(
            "remediate",
            "open",
            None,
            _("Mediate again"),
            guard=ways_on.may_go_on,
            effect=effects.begin_version,
            reason=True,
        ),
        T("sue", "open", "suit", _("A party sues"), guard=ways_on.may_go_on, reason=True),
        T("reopen", "done", "open", _("Not performed after all"), effect=effects.open_again, reason=True),
        T("drop", LIVE, "dropped", _("Falls away"), guard=superseded),
    ),
)

KEEPING = Workflow(
    Receipt,
    field="status",
    start="kept",
    owner_of_history="obligation",
    states=(State("kept", _("On record"), "gn", "done"), State("withdrawn", _("Withdrawn"), "nt", "undo")),
    transitions=(
        T(
            "withdraw",
            "kept",
            "withdrawn",
            _("Withdraw"),
            effect=effects.take_back,
            reason=True,
            danger=True,
        ),
    ),
)

VISITING = Workflow(
    ReturnVisit,
    field="status",
    start="planned",
    owner_of_history="agreement",
    states=(
        State("planned", _("Planned"), "am", "calendar"),
        State("done", _("Made"), "gn", "done"),
        State("skipped", _("Not needed"), "nt", "stop"),
    ),
    transitions=(
        T(
            "visit",
            "planned",
            "done",
            _("Write down the visit"),
            effect=effects.write_visit,
            fields=VISIT,
            paper="performance.return_visit",
            primary=True,
        ),
        T("skip", "planned", "skipped", _("Not needed"), reason=True),
    ),
)

WORKFLOWS = (OWING, KEEPING, VISITING)
