"""From a draft to an agreement in force."""

from flask_babel import lazy_gettext as _

from app.clock.spec import Clock
from app.workflow.spec import State, T, Workflow
from modules.agreements import effects, guards
from modules.agreements.models import Agreement
from modules.agreements.models.signature import KINDS
from modules.cases.models import CaseParty
from modules.mediators.models import Mediator

SIGNATURE = (
    {
        "name": "kind",
        "label": _("Who signs"),
        "type": "choice",
        "choices": tuple(KINDS.items()),
        "required": True,
    },
    {"name": "party", "label": _("Party"), "type": "relation", "model": CaseParty, "within": "case"},
    {"name": "mediator", "label": _("Mediator"), "type": "relation", "model": Mediator},
    {"name": "signed_on", "label": _("On"), "type": "date", "required": True},
)

WORKFLOW = Workflow(
    Agreement,
    field="status",
    start="draft",
    owner_of_history="mediation",
    states=(
        State("draft", _("Draft"), "nt", "edit"),
        State("issued", _("Issued for signature"), "am", "paper"),
        State("signed", _("Signed"), "ac", "edit"),
        State("effective", _("In force"), "gn", "done"),
        State("replaced", _("Replaced"), "nt", "undo"),
        State("void", _("Withdrawn"), "nt", "stop"),
    ),
    transitions=(
        T(
            "issue",
            "draft",
            "issued",
            _("Issue for signature"),
            guard=guards.may_issue,
            effect=effects.fix_day,
            paper="agreements.agreement",
            primary=True,
        ),
        T(
            "sign",
            ("issued", "signed"),
            None,
            _("Note signature"),
            effect=effects.write_signature,
            fields=SIGNATURE,
        ),
        T("complete", "issued", "signed", _("All have signed"), guard=guards.all_signed),
        T(
            "take_effect",
            "signed",
            "effective",
            _("Take effect"),
            guard=guards.sealed,
            effect=effects.take_effect,
            clocks=(Clock(start="confirm_apply", since="effective_on"),),
        ),
        T(
            "reach",
            "draft",
            "effective",
            _("Agreed orally"),
            guard=guards.may_reach,
            effect=effects.take_effect_orally,
            paper="agreements.oral_agreement",
        ),
        T(
            "replace",
            "effective",
            "replaced",
            _("Replace"),
            guard=guards.superseded,
            clocks=(Clock(call_off="confirm_apply"),),
        ),
        T("withdraw", ("draft", "issued", "signed"), "void", _("Withdraw"), reason=True, danger=True),
    ),
)
