"""What an agreement says as plain values, and what the rules of its day find in it before anybody signs.

Each finding has a grade: `stop` keeps the agreement from being issued, `warn` asks for a second look, `note` informs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.model.mask import mask_account
from modules.legality.services import NOTE, STOP, WARN, Book, Finding, find, stops
from modules.legality.services import check as check_by

__all__ = ["NOTE", "STOP", "WARN", "AgreementText", "ClauseText", "Finding", "check", "stops"]

#: Agreements here are made in yuan.
CURRENCY = "人民币"


@dataclass(frozen=True)
class ClauseText:
    """One clause as plain values. `instalments` are pairs of day and sum."""

    position: int
    kind: str
    text: str
    payer: str = ""
    payee: str = ""
    amount: Decimal | None = None
    due_on: date | None = None
    manner: str = ""
    instalments: tuple[tuple[date, Decimal], ...] = ()
    place: str = ""
    bank: str = ""
    account: str = ""


@dataclass(frozen=True)
class AgreementText:
    """An agreement as plain values.

    Args:
        form: `written` or `oral`.
        parties: the parties, each by the names rules have for one (`modules/legality/vocabulary.py`).
        copies: how many copies are made.
        copies_kept: how many of them the committee keeps.
        facts: main facts, disputed items and responsibility.
        not_before: the first day on which anything can be due, and the day whose law counts.
        clauses: the clauses in order.
        place: where it is performed.
        started_on: when the mediation was accepted.
        dispute_type: the dispute in words.
        reached_on: the day it was reached, if that is fixed.
    """

    form: str
    parties: tuple[Mapping[str, Any], ...]
    copies: int
    copies_kept: int
    facts: str
    not_before: date
    clauses: tuple[ClauseText, ...]
    place: str = ""
    started_on: date | None = None
    dispute_type: str = ""
    reached_on: date | None = None

    def said(self) -> dict[str, Any]:
        """By the names that rules have for it."""
        return {
            "form": self.form,
            "facts": self.facts,
            "place": self.place,
            "currency": CURRENCY,
            "dispute_type": self.dispute_type,
            "copies": Decimal(self.copies) if self.copies is not None else None,
            "copies_needed": Decimal(len(self.parties) + self.copies_kept),
            "document_date": self.not_before,
            "not_before": self.not_before,
            "started_on": self.started_on,
            "reached_on": self.reached_on,
            "parties": self.parties,
            "clauses": [_clause(one) for one in self.clauses],
        }


def check(agreement: AgreementText, book: Book | None = None) -> list[Finding]:
    """Everything found; each names the number of its clause as the agreement has it, 0 for the whole.

    Args:
        agreement: the words.
        book: the rules; those kept in the database if not given.
    """
    said = agreement.said()
    found = find(said) if book is None else check_by(said, book, agreement.not_before)
    numbers = [0, *(clause.position for clause in agreement.clauses)]
    return [replace(one, clause=numbers[one.clause]) for one in found]


def _clause(clause: ClauseText) -> dict[str, Any]:
    return {
        "kind": clause.kind,
        "text": clause.text,
        "payer": clause.payer,
        "payee": clause.payee,
        "amount": clause.amount,
        "due_on": clause.due_on,
        "manner": clause.manner,
        "place": clause.place or None,
        "account": mask_account(clause.account) or None,
        "instalments": [{"due_on": day, "amount": amount} for day, amount in clause.instalments],
    }
