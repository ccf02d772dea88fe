"""Leaks the matrix must catch, each with the probes that meet it; planted one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from app.access import gate
from app.access.identity import beyond_scope
from app.access.row_criteria import RowCriteria
from app.access.scope import Scope, SystemScope, system
from app.model.base import Record, db
from app.view import exporting_views, papers, picker, quick, typing_in
from app.view.counting_views import CountingViews
from app.view.interface import Interface
from modules.cases import kindred
from tests.scope import narrow
from tests.scope.matrix import (
    Matrix,
    adding,
    counts,
    export,
    list_page,
    one_row,
    pickers,
    rest_list,
    rest_rows,
)

Leak = Callable[[pytest.MonkeyPatch], None]
Probes = tuple[Callable[[Matrix], None], ...]


def gate_left_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gate, "_criteria", lambda scope, models, right: RowCriteria(()))


def siblings_let_in(patch: pytest.MonkeyPatch) -> None:
    right = Scope._places
    patch.setattr(
        Scope,
        "_places",
        lambda self, cls, posts: right(self, cls, posts) | (cls.scope_city == posts[0].code[:4]),
    )


def rows_fetched_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    def get_row(self: Interface, key: str, right: str = "r", *, lock: bool = False) -> Record:
        with system("a leak") as session:
            row = session.get(self.obj, int(key))
            session.expunge_all()
        return db.session.merge(row, load=False)  # type: ignore[arg-type]

    patch.setattr(Interface, "get_row", get_row)


def counts_taken_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    def count(self: Interface, ask: object) -> int:
        with system("a leak") as session:
            return len(session.scalars(select(self.obj.id)).all())

    patch.setattr(Interface, "count", count)


def groups_counted_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    right = CountingViews._count

    def count(self: CountingViews, ask: Any, by: Any) -> Any:
        with beyond_scope(db.session(), "a leak"):
            return right(self, ask, by)

    patch.setattr(CountingViews, "_count", count)


def any_row_offered(patch: pytest.MonkeyPatch) -> None:
    right = picker.found_rows
    patch.setattr(picker, "found_rows", lambda statement, anywhere: right(statement, anywhere=True))


def file_written_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    right = exporting_views.lines_of

    def lines(*given: Any) -> Iterator[Any]:
        with beyond_scope(db.session(), "a leak"):
            yield from list(right(*given))

    patch.setattr(exporting_views, "lines_of", lines)


def papers_made_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    right = papers._asked

    def asked(document: str, pk: str) -> Any:
        with beyond_scope(db.session(), "a leak"):
            return right(document, pk)

    patch.setattr(papers, "_asked", asked)


def rows_offered_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    right = quick._rows

    def rows(*given: Any) -> Any:
        with beyond_scope(db.session(), "a leak"):
            return right(*given)

    patch.setattr(quick, "_rows", rows)


def matters_hinted_past_the_gate(patch: pytest.MonkeyPatch) -> None:
    right = kindred._matters

    def matters() -> Any:
        with beyond_scope(db.session(), "a leak"):
            return right()

    patch.setattr(kindred, "_matters", matters)
    patch.setattr(kindred, "SAME", 0.0)


def written_anywhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(typing_in, "current_scope", lambda: SystemScope(purpose="a leak"))
    patch.setattr(gate, "_check_flush", lambda session, scope: None)
    patch.setattr(Scope, "reaches_place", lambda scope, model, code: True)


_ROWS: Probes = (list_page, one_row, rest_list, rest_rows)

#: Caught on both engines; where a row is written anywhere, PostgreSQL's second wall fails the request, which shows.
LEAKS: dict[Leak, Probes] = {
    rows_fetched_past_the_gate: _ROWS,
    counts_taken_past_the_gate: _ROWS,
    groups_counted_past_the_gate: (counts,),
    any_row_offered: (pickers,),
    file_written_past_the_gate: (export,),
    papers_made_past_the_gate: (narrow.papers,),
    rows_offered_past_the_gate: (narrow.offers,),
    matters_hinted_past_the_gate: (narrow.offers,),
    written_anywhere: (adding,),
}

#: On PostgreSQL the second wall keeps these shut: there is nothing to catch.
BEHIND_THE_WALL: dict[Leak, Probes] = {gate_left_open: _ROWS, siblings_let_in: _ROWS}
