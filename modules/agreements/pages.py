"""The mediator's workbench: the page of one mediation on which an agreement is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from flask import redirect, request
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from app.access.scope import current_scope
from app.model.house import house
from app.view.calling import handles
from app.view.doorkeeper import page
from app.view.interface import Interface
from app.view.own_page import OwnPage
from app.view.paper_screen import framed
from app.view.parse import key_of
from app.view.screen_view import say_refused
from app.view.writing import commit
from app.workflow.engine import Refused
from modules.agreements.checks import NOTE, STOP, check
from modules.agreements.models import Agreement, Clause
from modules.agreements.reading import clause_texts, words_of
from modules.agreements.services import move_clause
from modules.agreements.typed import show_typed, typed_clause, with_typed
from modules.agreements.workbench import latest, workbench, workbench_address
from modules.mediation.models import Mediation

#: The paper of each form of agreement.
PAPERS = {"written": "agreements.agreement", "oral": "agreements.oral_agreement"}


class Workbench(OwnPage):
    """`/mediation/<pk>/workbench`: who, what is agreed, how it stands on the paper."""

    route_base = "/mediation"
    default_view = "workbench"
    model = Mediation
    class_permission_name = "mediation.mediation"

    @page("/<pk>/workbench", "show")
    def workbench(self, pk: str) -> Any:
        """The page, for whoever may read the mediation."""
        return self.draw("bench.html", workbench(Interface(Mediation).get_row(pk)))

    @page("/<pk>/workbench/paper", "show", methods=("GET", "POST"))
    def paper(self, pk: str) -> Response:
        """The agreement as its paper would stand, as saved or as its form stands while somebody types."""
        agreement = _agreement(pk)
        if not handles(agreement, current_scope()):
            raise Forbidden
        clauses, written = clause_texts(agreement), 0
        if "clause" in request.args and request.method == "POST":
            key = key_of(request.args["clause"])
            clauses, written = with_typed(agreement, key, typed_clause(agreement, request.form, key))
        elif request.method == "POST":
            show_typed(agreement, request.form)
        document = house().documents[PAPERS[agreement.form]]
        shown = replace(document, context=partial(document.context, clauses=clauses))
        words = replace(words_of(agreement), clauses=clauses)
        marks = {
            f"clause-{one.clause}": one.grade
            for one in sorted(check(words), key=lambda one: one.grade == STOP)
            if one.clause and one.grade != NOTE
        }
        if written:
            mine = f"clause-{written}"
            marks[mine] = f"written {marks.get(mine, '')}".rstrip()
        return framed(shown, agreement, marks)

    @page("/<pk>/workbench/move", "show", methods=("POST",))
    def move(self, pk: str) -> Response:
        """Put a clause one place up or down."""
        agreement = _agreement(pk)
        clause = Interface(Clause).get_row(request.form.get("clause", ""), "u", lock=True)
        if clause.agreement_id != agreement.id:
            raise NotFound
        try:
            move_clause(clause, up="up" in request.form)
            commit(Clause)
        except Refused as refused:
            say_refused(refused)
        return redirect(f"{workbench_address(agreement)}#clause-{clause.id}", 303)


def _agreement(pk: str) -> Agreement:
    agreement = latest(Interface(Mediation).get_row(pk))
    if agreement is None or not current_scope().may("r", Agreement):
        raise NotFound
    return agreement
