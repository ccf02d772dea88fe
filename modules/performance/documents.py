"""The papers of performance: F9 return visit, F18 register of performance, and the receipt the payer keeps."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.model.moment import today
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement
from modules.cases.models import code_label
from modules.cases.papers import colleague
from modules.mediation.papers import head
from modules.performance.models import Obligation, Receipt, ReturnVisit
from modules.performance.services import obligations_of, receipts_of

#: How an obligation stands, in the words of the form.
STANDING_WORDS = {
    "not_due": "未到期",
    "due": "未到期",
    "part": "部分履行",
    "overdue": "逾期未履行",
    "done": "已履行",
    "enforcement": "已申请强制执行",
    "suit": "已起诉",
    "dropped": "协议已变更",
}


def return_visit(row: ReturnVisit) -> dict[str, Any]:
    """F9: what the visit found."""
    return {
        **head(row.agreement.mediation),
        "agreement": {"number": row.agreement.number or ""},
        "reason": row.reason,
        "visited_on": row.visited_on.isoformat() if row.visited_on else "",
        "means": code_label("contact_means", row.means),
        "text": row.text or "",
        "satisfaction": row.satisfaction or 0,
        "obligations": [_owed(one) for one in obligations_of(row.agreement)],
        "visitor": {"name": colleague(row.visitor_id)},
    }


def register(row: Agreement) -> dict[str, Any]:
    """F18: what is owed, what came and when."""
    return {
        **head(row.mediation),
        "agreement": {"number": row.number or "", "effective_on": _iso(row.effective_on)},
        "obligations": [_owed(one) | {"receipts": _received(one)} for one in obligations_of(row)],
        "date": today().isoformat(),
    }


def receipt(row: Receipt) -> dict[str, Any]:
    """The payee says what came; the payer keeps it."""
    obligation = row.obligation
    return {
        "committee": {"name": obligation.unit.name},
        "agreement": {"number": obligation.agreement.number or ""},
        "payer": {"name": str(obligation.payer or "")},
        "payee": {"name": str(obligation.payee or "")},
        "what": str(obligation),
        "amount": f"{row.amount:.2f}",
        "manner": code_label("pay_manner", row.manner),
        "received_on": row.received_on.isoformat(),
        "left": f"{obligation.left:.2f}",
        "remark": row.remark or "",
    }


def _owed(one: Obligation) -> dict[str, Any]:
    return {
        "text": one.text.rstrip("。；"),
        "part": one.part or 0,
        "payer": str(one.payer or ""),
        "payee": str(one.payee or ""),
        "amount": f"{one.amount:.2f}" if one.amount is not None else "",
        "paid": f"{one.paid:.2f}" if one.amount is not None else "",
        "due_on": _iso(one.due_on),
        "done_on": _iso(one.done_on),
        "standing": STANDING_WORDS[one.stands()],
    }


def _received(one: Obligation) -> list[dict[str, str]]:
    return [
        {
            "on": row.received_on.isoformat(),
            "amount": f"{row.amount:.2f}",
            "manner": code_label("pay_manner", row.manner),
        }
        for row in receipts_of(one)
    ]


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def has_obligations(row: Agreement) -> list[Refusal]:
    """There is something to register once the agreement is in force."""
    return [] if obligations_of(row) else [Refusal(gettext("The agreement is not in force"))]


def stands_on_record(row: Receipt) -> list[Refusal]:
    """A withdrawn receipt is not printed, and one for a payee and a payer names both."""
    if row.status == "withdrawn":
        return [Refusal(gettext("This receipt was withdrawn"))]
    return []


DOCUMENTS = (
    Document(
        "performance.return_visit",
        _("Record of a return visit"),
        ReturnVisit,
        "performance/return_visit.html",
        return_visit,
    ),
    Document(
        "performance.register",
        _("Register of performance"),
        Agreement,
        "performance/register.html",
        register,
        needs=has_obligations,
    ),
    Document(
        "performance.receipt",
        _("Receipt for the payer"),
        Receipt,
        "performance/receipt.html",
        receipt,
        needs=stands_on_record,
    ),
)
