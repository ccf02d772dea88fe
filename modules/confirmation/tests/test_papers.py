"""The words of the papers of a dispute that went the whole way: its mediation, its agreement, its confirmation."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.document.template import House, render_html
from modules.cases.models import CodeList
from modules.confirmation.models import Confirmation

HOUSE = House()


def words(app: Flask, paper: str, row: Any) -> str:
    """The words of a paper as its template and its data give them."""
    document = app.extensions["house"].documents[paper]
    return render_html(HOUSE, document.template, {**document.context(row), "stamp": {}})[0]


@pytest.fixture
def confirmation(app: Flask) -> Any:
    """The application of the demo's lease dispute, in a session that sees everything."""
    with app.app_context(), system("test") as session:
        yield session.scalars(select(Confirmation)).one()
        session.rollback()


def test_no_kind_of_dispute_is_called_a_dispute_twice(app, confirmation):
    mediation = confirmation.agreement.mediation
    kinds = dict(CodeList("dispute_type"))
    assert len(kinds) >= 18
    for code, kind in {**kinds, None: "纠纷"}.items():
        mediation.case.dispute_type = code
        for paper, row in (
            ("mediation.acceptance_register", mediation),
            ("mediation.rights_notice", mediation),
            ("mediation.termination_notice", mediation),
            ("confirmation.certificate", confirmation),
        ):
            said = words(app, paper, row)
            assert kind in said and "纠纷纠纷" not in said, (paper, kind)
