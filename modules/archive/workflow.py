"""The life of a volume, and that of a list of volumes to be destroyed."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.clock.spec import Clock
from app.workflow.spec import State, T, Workflow
from modules.archive import destroying, effects
from modules.archive.completeness import complete
from modules.archive.models import Destruction, Volume

LOAN = (
    {
        "name": "borrower",
        "label": _("Borrower (unit and person)"),
        "type": "text",
        "max_length": 80,
        "required": True,
    },
    {
        "name": "purpose",
        "label": _("Purpose of the loan"),
        "type": "text",
        "max_length": 200,
        "required": True,
    },
    {"name": "until", "label": _("To be returned by"), "type": "date", "required": True},
)
RETURN = ({"name": "condition", "label": _("Condition on return"), "type": "text", "max_length": 200},)

FILING = Workflow(
    Volume,
    field="status",
    start="open",
    owner_of_history="mediation",
    states=(
        State("open", _("Being filed"), "am", "paper"),
        State("checked", _("Checked"), "ac", "check"),
        State("archived", _("Archived"), "gn", "archive"),
        State("lent", _("On loan"), "am", "users"),
        State("destroyed", _("Destroyed"), "nt", "stop"),
    ),
    transitions=(
        T(
            "check",
            "open",
            "checked",
            _("Check the volume"),
            guard=complete,
            effect=effects.check,
            four_eyes=True,
            primary=True,
        ),
        T("gather", "open", None, _("Gather papers again"), effect=effects.take_in),
        T("arrange", "open", None, _("Official order"), effect=effects.arrange),
        T("propose", "open", None, _("Propose retention"), effect=effects.propose),
        T("build", ("open", "checked"), None, _("Make the whole file"), effect=effects.ask_for_file),
        T(
            "archive",
            "checked",
            "archived",
            _("Archive and seal"),
            guard=effects.file_is_made,
            effect=effects.seal,
            clocks=(Clock(stop="file_volume"),),
            primary=True,
            danger=True,
        ),
        T("send_back", "checked", "open", _("Send back for changes"), reason=True),
        T("lend", "archived", "lent", _("Lend the volume"), effect=effects.lend, fields=LOAN),
        T(
            "take_back",
            "lent",
            "archived",
            _("Note the return"),
            effect=effects.take_back,
            fields=RETURN,
            primary=True,
        ),
        T(
            "destroy",
            "archived",
            "destroyed",
            _("Destroy"),
            guard=effects.may_be_destroyed,
            effect=effects.wipe,
            danger=True,
        ),
    ),
)

DESTROYING = Workflow(
    Destruction,
    field="status",
    start="draft",
    states=(
        State("draft", _("Being listed"), "nt", "paper"),
        State("proposed", _("Proposed"), "am", "clock"),
        State("approved", _("Approved once"), "am", "check"),
        State("carried_out", _("Approved twice and carried out"), "gn", "done"),
        State("dropped", _("Dropped"), "nt", "stop"),
    ),
    transitions=(
        T("propose", "draft", "proposed", _("Propose"), guard=destroying.names_volumes, primary=True),
        T("approve", "proposed", "approved", _("Approve (first)"), four_eyes="propose", primary=True),
        T(
            "carry_out",
            "approved",
            "carried_out",
            _("Approve (second) and destroy"),
            guard=destroying.is_a_third,
            effect=destroying.carry_out,
            four_eyes="approve",
            primary=True,
            danger=True,
        ),
        T("refuse", ("proposed", "approved"), "draft", _("Refuse"), reason=True),
        T("drop", "draft", "dropped", _("Drop the list"), reason=True, danger=True),
    ),
)

WORKFLOWS = (FILING, DESTROYING)
