"""F17: the letter that answers the organ (委派、委托调解情况反馈函)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.model.moment import today
from app.workflow.spec import Refusal
from modules.cases.papers import colleague
from modules.cases.services import dispute_title, sides_of
from modules.docking.models import Entrustment

#: The words of the form, which are Chinese in every language of the screens.
KIND_WORDS = {"delegated": "委派", "commissioned": "委托", "transferred": "移送", "invited": "邀请"}


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
        "attachments": [line.strip() for line in (row.annexes or "").splitlines() if line.strip()],
        "contact": {"name": colleague(row.changed_by_id), "phone": row.unit.phone or ""},
        "copies": [],
        "date": (row.returned_on or today()).isoformat(),
    }


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
)
