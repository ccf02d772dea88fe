"""An agreement at the workbench: its clauses with what is found wrong under each, its paper, its signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.document.filters import clause_no
from app.model.base import db
from app.model.moment import today
from app.model.money import AmountError, capital_amount
from app.view.calling import called, handles
from app.view.display import facts_of, state_badge, text_of
from app.view.due import exact_moment
from app.view.links import address
from app.view.papers import paper_panel
from app.view.screens import screens
from modules.agreements.checks import Finding
from modules.agreements.hints import GRADES
from modules.agreements.models import Agreement, Clause, Signature
from modules.agreements.reading import clauses_of, findings, kept_findings, unsigned
from modules.cases.models import code_label
from modules.knowledge.services import cite

_FACTS = "payer payee amount:money due_on manner place bank account"

#: States in which signatures are being collected.
_SIGNING = ("issued", "signed")


@dataclass(frozen=True)
class Written:
    """The form that is open at the workbench: of the agreement, of one of its clauses, or of a new clause (no row)."""

    form: dict[str, Any]
    row: Agreement | Clause | None


def agreement_pane(agreement: Agreement, back: str, written: Written | None = None) -> dict[str, Any]:
    """The context of the middle and the right part, and of the foot.

    Args:
        agreement: which version.
        back: the workbench, where forms come back to.
        written: the form that is open.
    """
    locked = agreement.locked_reason()
    found = kept_findings(agreement) if locked else findings(agreement)
    day = None if locked else agreement.reached_on or today()
    clauses = clauses_of(agreement)
    scope = current_scope()
    pane: dict[str, Any] = {
        "number": agreement.number or gettext("The number is taken when it is issued"),
        "version": agreement.version,
        "state": state_badge(agreement, "status"),
        "locked": locked,
        "counts": _counts(found),
        "whole": said((one for one in found if not one.clause), day),
        "clauses": [
            _clause(clause, place, back, bool(locked))
            | {"findings": said((one for one in found if one.clause == place), day)}
            | _form_of(written, clause)
            for place, clause in enumerate(clauses, start=1)
        ],
        **_form_of(written, agreement),
        "new": written.form if written and written.row is None else None,
        "typed_url": _typed_url(written, back),
        "paper_url": f"{back}/paper" if handles(agreement, current_scope()) else "",
        "papers": paper_panel(agreement) or [],
        "signatures": _signatures(agreement),
    }
    actions = [
        {"label": gettext("Agreement"), "url": address(Agreement, "show", agreement.id), "icon": "file"}
    ]
    if not locked and scope.may("u", agreement):
        edit = address(Agreement, "edit", agreement.id, asked={"next": back})
        actions.append({"label": gettext("Edit facts"), "url": edit, "icon": "edit"})
    if not locked and scope.may("c", Clause):
        add = address(Clause, "add", asked={"agreement_id": agreement.id, "next": back})
        actions.append({"label": gettext("Add a clause"), "url": add, "icon": "plus", "key": "N"})
    return pane | {"actions": actions}


def _form_of(written: Written | None, row: Agreement | Clause) -> dict[str, Any]:
    return {"form": written.form} if written is not None and written.row is row else {}


def _typed_url(written: Written | None, back: str) -> str:
    """Where the paper is asked for as the open form stands."""
    if written is None:
        return ""
    if isinstance(written.row, Agreement):
        return f"{back}/paper"
    return f"{back}/paper?clause={written.row.id if written.row else ''}"


def said(found: Iterable[Finding], day: date | None) -> list[dict[str, Any]]:
    """Findings for the page, the gravest first; without a day their articles are cited already."""
    ordered = sorted(found, key=lambda one: list(GRADES).index(one.grade))
    return [
        {
            "mark": GRADES[one.grade][0],
            "tone": GRADES[one.grade][1],
            "icon": GRADES[one.grade][2],
            "text": one.message,
            "fix": one.fix,
            "article": _cited(one.article, day),
        }
        for one in ordered
    ]


def _cited(article: str, day: date | None) -> str:
    return cite(article, day) if article and day is not None else article


def _counts(found: list[Finding]) -> list[dict[str, Any]]:
    counted = ((grade, sum(one.grade == grade for one in found)) for grade in GRADES)
    return [
        {"label": f"{GRADES[grade][0]} {number}", "tone": GRADES[grade][1], "icon": GRADES[grade][2]}
        for grade, number in counted
        if number
    ]


def _clause(clause: Clause, place: int, back: str, locked: bool) -> dict[str, Any]:
    facts = facts_of((screens().field(Clause, word) for word in _FACTS.split()), clause)
    drawn: dict[str, Any] = {
        "id": f"clause-{clause.id}",
        "title": gettext("Clause %(number)s", number=clause_no(place)),
        "kind": code_label("clause_kind", clause.kind),
        "text": clause.text,
        "facts": [fact for fact in facts if text_of(fact)],
        **_sums(clause),
    }
    scope = current_scope()
    actions: list[dict[str, Any]] = []
    if not locked and scope.may("u", clause):
        drawn["move"] = {"url": f"{back}/move", "clause": clause.id}
        edit = address(Clause, "edit", clause.id, asked={"next": back})
        actions.append({"label": gettext("Edit"), "url": f"{edit}#{drawn['id']}", "icon": "edit"})
    if not locked and scope.may("d", clause):
        actions.append(
            {
                "label": gettext("Delete"),
                "url": address(Clause, "delete", clause.id),
                "method": "post",
                "fields": {"next": back},
                "confirm": {"title": gettext("Delete"), "object": f"{drawn['title']} {clause.text[:40]}"},
            }
        )
    return drawn | {"actions": actions}


def _sums(clause: Clause) -> dict[str, Any]:
    """The sum in capitals, and the instalments with what they make and how far that is from the sum."""
    found: dict[str, Any] = {}
    if clause.amount is not None:
        try:
            found["capitals"] = capital_amount(clause.amount)
        except AmountError as error:
            found["capitals"] = str(error)
    if clause.instalments:
        together = sum((part.amount for part in clause.instalments), start=Decimal(0))
        found["instalments"] = [
            {"amount": f"{part.amount:,.2f}", "due": part.due_on.isoformat()} for part in clause.instalments
        ]
        found["sum"] = f"{together:,.2f}"
        if clause.amount is not None and together != clause.amount:
            gap = f"{abs(together - clause.amount):,.2f}"
            found["gap"] = gettext("%(gap)s off the amount", gap=gap)
    return found


def _signatures(agreement: Agreement) -> list[dict[str, Any]]:
    """Who has signed and when, then who is still to sign."""
    query = (
        select(Signature)
        .where(Signature.agreement_id == agreement.id)
        .order_by(Signature.signed_on, Signature.id)
    )
    done = [
        {"who": str(row), "when": exact_moment(row.signed_on), "tone": "green", "icon": "circle-check"}
        for row in db.session.scalars(query)
    ]
    if agreement.status not in _SIGNING:
        return done
    return done + [
        {
            "who": called(one, of=agreement),
            "when": gettext("not signed yet"),
            "tone": "amber",
            "icon": "clock",
        }
        for one in unsigned(agreement)
    ]
