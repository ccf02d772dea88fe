"""An agreement as its form stands while somebody types: unsaved, and anything may be wrong or missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.datastructures import MultiDict

from app.view.errors import Invalid
from app.view.lines import typed_lines
from app.view.screens import screens
from app.view.typing_in import read_values
from modules.agreements.checks import ClauseText
from modules.agreements.models import Agreement, Clause
from modules.agreements.models.clause import account_form
from modules.agreements.reading import clause_text, clauses_of

#: The last number a clause can have on a paper.
MOST_CLAUSES = 99


def typed_clause(agreement: Agreement, typed: MultiDict[str, str], key: int | None = None) -> ClauseText:
    """The clause as plain values; what cannot be read yet counts as missing. Without a position it stands last.

    Args:
        key: of the saved clause, whose account stands until another one is typed.
    """
    form = screens().form(Clause)
    said: dict[str, Any] = {}
    for field in form.fields:
        said |= _read([field], typed)
    parts = []
    for part in form.lines:
        for line in typed_lines(part, typed):
            one = {} if line.deleted else _read(part.fields, line.raw)
            if one.get("due_on") and one.get("amount"):
                parts.append((one["due_on"], one["amount"]))
    payee, account = said.get("payee"), account_form(said.get("account") or "")
    kept = next((one for one in clauses_of(agreement) if one.id == key), None)
    if kept is not None and "account" not in said and payee == kept.payee:
        account = kept.account or ""
    return ClauseText(
        position=min(max(said.get("position") or _after_all(agreement), 1), MOST_CLAUSES),
        kind=said.get("kind") or "",
        text=said.get("text") or "",
        payer=str(said.get("payer") or ""),
        payee=str(payee or ""),
        amount=said.get("amount"),
        due_on=said.get("due_on"),
        manner=said.get("manner") or "",
        instalments=tuple(sorted(parts)),
        place=said.get("place") or "",
        bank=said.get("bank") or "",
        account=account,
    )


def with_typed(
    agreement: Agreement, key: int | None, clause: ClauseText
) -> tuple[tuple[ClauseText, ...], int]:
    """All clauses with the typed one in place of the saved one, and the number it has among them.

    Args:
        key: of the saved clause; None for a new one, which stands after those of its position.
    """
    saved = [one for one in clauses_of(agreement) if one.id != key]
    ordered = [((one.position, one.id), clause_text(one, one.position)) for one in saved]
    ordered.append(((clause.position, key or max((one.id for one in saved), default=0) + 1), clause))
    ordered.sort(key=lambda pair: pair[0])
    texts = [text for _place, text in ordered]
    number = next(place for place, text in enumerate(texts, start=1) if text is clause)
    return tuple(replace(text, position=place) for place, text in enumerate(texts, start=1)), number


def show_typed(agreement: Agreement, typed: MultiDict[str, str]) -> None:
    """Let an agreement show what stands in its form, as far as it can be read. It is not saved by any later commit."""
    for field in screens().form(Agreement).fields:
        if field.name in typed and not field.readonly and not field.relation:
            for name, value in _read([field], typed).items():
                set_committed_value(agreement, name, value)


def _after_all(agreement: Agreement) -> int:
    return max((clause.position for clause in clauses_of(agreement)), default=0) + 1


def _read(fields: Any, typed: MultiDict[str, str]) -> dict[str, Any]:
    try:
        return read_values(fields, typed, partial=True)
    except Invalid:
        return {}
