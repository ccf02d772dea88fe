"""The papers of an agreement: F7 written, F8 oral."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.filters import clause_no
from app.document.spec import Document
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.agreements.checks import ClauseText
from modules.agreements.models import Agreement
from modules.agreements.papers import paper_words
from modules.agreements.pictures import has_pictures, pictures
from modules.agreements.reading import clause_texts
from modules.cases.models import code_label
from modules.cases.papers import colleague, facts_missing
from modules.cases.services import sides_of
from modules.knowledge.services import article
from modules.mediation.papers import head
from modules.mediation.services import sessions_of

#: The rules a written agreement reminds the parties of, in this order.
REMINDERS = ("mediation.binding", "mediation.suit", "confirmation.joint")


#: Clauses to write instead of the saved ones, while one of them is typed.
Clauses = tuple[ClauseText, ...]


def agreement(row: Agreement, clauses: Clauses | None = None) -> dict[str, Any]:
    """F7: the written agreement."""
    clauses = clause_texts(row) if clauses is None else clauses
    return {
        **_common(row, clauses),
        "performance": {"manner": _manner(clauses), "place": row.place or "", "limit": _limit(clauses)},
        "copies": {"total": row.copies, "held": _held(row)},
        "notices": [f"根据{one}，{one.text}" for code in REMINDERS if (one := article(code, today()))],
        "date": "",
    }


def oral_agreement(row: Agreement, clauses: Clauses | None = None) -> dict[str, Any]:
    """F8: the register of an oral agreement, filled in by the committee."""
    clauses = clause_texts(row) if clauses is None else clauses
    return {
        **_common(row, clauses),
        "performance": "，".join(dict.fromkeys((_manner(clauses), _limit(clauses)))),
        "note": "双方当事人认为无需制作调解协议书",
        "date": (row.reached_on or today()).isoformat(),
    }


def _common(row: Agreement, clauses: Clauses) -> dict[str, Any]:
    sessions = sessions_of(row.mediation)
    recorder = next((one.recorder_id for one in reversed(sessions) if one.recorder_id), None)
    return {
        **head(row.mediation),
        "facts": row.facts,
        "clauses": [paper_words(clause) for clause in clauses],
        "recorder": {"name": colleague(recorder or row.mediation.registrar_id)},
    }


def _held(row: Agreement) -> str:
    """Who keeps the copies: each party one, the committee its own, and what is left over."""
    kept = threshold("copies_kept")
    left = row.copies - len(sides_of(row.case)) - kept
    held = (
        f"当事人各持一份，人民调解委员会持{clause_no(kept)}份"
        if kept > 1
        else "当事人、人民调解委员会各持一份"
    )
    return f"{held}，其余{clause_no(left)}份由人民调解委员会备用" if left > 0 else held


def _manner(clauses: Clauses) -> str:
    manners = dict.fromkeys(code_label("pay_manner", clause.manner) for clause in clauses if clause.manner)
    return "、".join(manners) or "按照协议内容履行"


def _limit(clauses: Clauses) -> str:
    days = [
        day
        for clause in clauses
        for day in (clause.due_on, *(day for day, _amount in clause.instalments))
        if day
    ]
    if not days:
        return "按照协议内容履行"
    last = max(days)
    return f"{last.year}年{last.month}月{last.day}日前全部履行完毕"


def may_print(row: Agreement) -> list[Refusal]:
    """In writing, and every party described."""
    oral = [] if row.form == "written" else [Refusal(gettext("This agreement is oral"))]
    return oral + facts_missing(row.case)


DOCUMENTS = (
    Document(
        "agreements.agreement",
        _("Mediation agreement"),
        Agreement,
        "agreements/agreement.html",
        agreement,
        numbered="agreement",
        needs=may_print,
    ),
    Document(
        "agreements.signed_copy",
        _("Agreement with signatures"),
        Agreement,
        "agreements/agreement.html",
        pictures,
        again="agreements.agreement",
        needs=lambda row: [] if row.status == "effective" else [Refusal(gettext("It is not in force yet"))],
        fits=has_pictures,
    ),
    Document(
        "agreements.oral_agreement",
        _("Register of an oral agreement"),
        Agreement,
        "agreements/oral_agreement.html",
        oral_agreement,
        numbered="oral_agreement",
        needs=lambda row: [] if row.form == "oral" else [Refusal(gettext("This agreement is in writing"))],
    ),
)
