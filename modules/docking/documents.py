"""F17 answers the organ (委派、委托调解情况反馈函); the letter of request asks a third party (委托函)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.model.moment import today
from app.view.links import address
from app.workflow.spec import Refusal
from modules.cases.papers import colleague
from modules.cases.services import dispute_title, sides_of
from modules.docking.models import Entrustment, ThirdPartyRequest

#: The words of the form, which are Chinese in every language of the screens.
KIND_WORDS = {"delegated": "委派", "commissioned": "委托", "transferred": "移送", "invited": "邀请"}
COST_WORDS = {
    "applicant": "由申请人承担",
    "respondent": "由被申请人承担",
    "both": "由双方当事人共同承担",
    "centre": "由本单位承担",
    "nobody": "本次委托不产生费用",
}


def feedback_letter(row: Entrustment) -> dict[str, Any]:
    """What became of the matter, to the organ under the number of its letter."""
    named = row.case is not None and bool(sides_of(row.case))
    return {
        "unit": {"name": row.unit.name},
        "to": [{"name": row.organ}],
        "kind": KIND_WORDS[row.kind],
        "doc_no": row.doc_no,
        "received_on": row.received_on.isoformat(),
        "ended_on": (row.ended_on or today()).isoformat(),
        "matter": dispute_title(row.case) if row.case is not None and named else row.matter,
        "accepted": row.result != "not_accepted",
        "settled": row.result == "agreed",
        "agreement_no": row.agreement_no or "",
        "content": row.course or "",
        "reason": (row.reason or "").rstrip("。"),
        "suggestion": "",
        "attachments": _lines(row.annexes),
        "contact": {"name": colleague(row.changed_by_id), "phone": row.unit.phone or ""},
        "copies": [],
        "date": (row.returned_on or today()).isoformat(),
    }


def request_letter(row: ThirdPartyRequest) -> dict[str, Any]:
    """What a third party is asked, under the number of the case; what is handed over are its annexes."""
    unit = row.unit
    return {
        "unit": {"name": unit.name if unit else ""},
        "to": [{"name": row.org.name}],
        "kind": str(row.org.kind),
        "matter": dispute_title(row.case) if sides_of(row.case) else row.case.title,
        "case_no": row.case.case_no,
        "item": row.item.rstrip("。"),
        "due": row.due_on.isoformat() if row.due_on else "",
        "cost": COST_WORDS[row.cost_borne_by],
        "attachments": _lines(row.handed_over),
        "contact": {"name": colleague(row.changed_by_id), "phone": (unit.phone or "") if unit else ""},
        "copies": [],
        "date": today().isoformat(),
    }


def _lines(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def may_be_asked(row: ThirdPartyRequest) -> list[Refusal]:
    """The letter goes out while the answer is awaited, and some unit seals it."""
    if row.locked_reason():
        return [Refusal(row.locked_reason())]
    if row.unit is None:
        return [
            Refusal(gettext("Please choose the unit that asks"), address(ThirdPartyRequest, "edit", row.id))
        ]
    return []


def has_result(row: Entrustment) -> list[Refusal]:
    """The letter goes out with the answer, never before it."""
    return [] if row.result else [Refusal(gettext("There is no result yet"))]


DOCUMENTS = (
    Document(
        "docking.feedback_letter",
        _("Reply to an entrustment"),
        Entrustment,
        "docking/feedback_letter.html",
        feedback_letter,
        numbered="feedback_letter",
        needs=has_result,
    ),
    Document(
        "docking.request_letter",
        _("Letter of request to a third party"),
        ThirdPartyRequest,
        "docking/request_letter.html",
        request_letter,
        numbered="request_letter",
        needs=may_be_asked,
    ),
)
