"""Clauses as they stand on papers: the same on the agreement and on the application to the court."""

from __future__ import annotations

from typing import Any

from modules.agreements.checks import ClauseText
from modules.agreements.models import Agreement
from modules.agreements.reading import clause_texts
from modules.cases.models import code_label


def paper_clauses(agreement: Agreement) -> list[dict[str, Any]]:
    """The clauses as they stand on the paper, the same on F7, F8 and J1."""
    return [paper_words(clause) for clause in clause_texts(agreement)]


def paper_words(clause: ClauseText) -> dict[str, Any]:
    """The words of a clause for the templates; sums are texts of exactly two decimals."""
    said: dict[str, Any] = {"text": clause.text.rstrip("。；;. ")}
    if clause.amount is not None:
        said |= {
            "amount": f"{clause.amount:.2f}",
            "payer": clause.payer,
            "payee": clause.payee,
            "bank": clause.bank,
            "account": clause.account,
            "manner": code_label("pay_manner", clause.manner),
            "due": clause.due_on.isoformat() if clause.due_on else "",
            "instalments": [
                {"due": day.isoformat(), "amount": f"{amount:.2f}"} for day, amount in clause.instalments
            ],
        }
    return said
