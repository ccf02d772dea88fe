"""Clauses as they stand on papers: the same on the agreement and on the application to the court."""

from __future__ import annotations

from typing import Any

from modules.agreements.models import Agreement, Clause
from modules.agreements.reading import clauses_of
from modules.cases.models import code_label


def paper_clauses(agreement: Agreement) -> list[dict[str, Any]]:
    """The clauses as they stand on the paper, the same on F7, F8 and J1."""
    return [paper_clause(clause) for clause in clauses_of(agreement)]


def paper_clause(clause: Clause) -> dict[str, Any]:
    """One clause; sums are texts of exactly two decimals."""
    said: dict[str, Any] = {"text": clause.text.rstrip("。；;. ")}
    if clause.amount is not None:
        said |= {
            "amount": f"{clause.amount:.2f}",
            "payer": str(clause.payer or ""),
            "payee": str(clause.payee or ""),
            "manner": code_label("pay_manner", clause.manner),
            "due": clause.due_on.isoformat() if clause.due_on else "",
            "instalments": [
                {"due": part.due_on.isoformat(), "amount": f"{part.amount:.2f}"}
                for part in clause.instalments
            ],
        }
    return said
