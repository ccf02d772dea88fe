"""The list, visits, looking at somebody's whole page, and figures without a name. Nothing here commits."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.access.audit import note
from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.model.base import db
from app.workflow.engine import record
from modules.keypersons.models import ConcernLevel, KeyPerson, KeyPersonKind, KeyVisit

#: The button that opens the figures to those who may open no row.
FIGURES = "figures"


def figures(session: Session) -> list[Any]:
    """How many people are on the list by kind and level, how many visits are overdue, what guardians are awarded.

    Args:
        session: the reader's; whoever holds the button sees the figures of the own places, and no row.

    Returns:
        Rows of kind, level, people, overdue, award.
    """
    scope = scope_of(session)
    here: ColumnElement[bool] = scope.criterion(KeyPerson, FIGURES) | scope.criterion(KeyPerson)
    asked = (
        select(
            KeyPersonKind.label.label("kind"),
            ConcernLevel.label.label("level"),
            func.count().label("people"),
            func.count(case((KeyPerson.overdue(), 1))).label("overdue"),
            func.coalesce(func.sum(KeyPerson.award), 0).label("award"),
        )
        .select_from(KeyPerson)
        .join(KeyPersonKind, KeyPerson.kind_id == KeyPersonKind.id)
        .join(ConcernLevel, KeyPerson.level_id == ConcernLevel.id)
        .where(here, KeyPerson.ended_on.is_(None))
        .group_by(KeyPersonKind.code, KeyPersonKind.label, ConcernLevel.code, ConcernLevel.label)
        .order_by(KeyPersonKind.code, ConcernLevel.code)
    )
    with beyond_scope(session, "count key persons"):
        return list(session.execute(asked))


def put_on(values: dict[str, Any]) -> KeyPerson:
    """Put somebody on the list; the first visit is due so many days after that day."""
    session, person = db.session(), KeyPerson(**values)
    session.add(person)
    session.flush()
    person.plan()
    record(person, "create")
    return person


def change(person: KeyPerson, values: dict[str, Any]) -> None:
    """Change what is kept of somebody; a new level or interval moves the next visit."""
    for name, value in values.items():
        setattr(person, name, value)
    db.session.flush()
    person.plan()
    record(person, "update")


def visit(values: dict[str, Any]) -> KeyVisit:
    """Write a visit down; where the person was met, the next one is counted from it."""
    session, made = db.session(), KeyVisit(**values)
    session.add(made)
    session.flush()
    person = made.key_person
    met = made.state != "not_met"
    if met and (person.last_visit_on is None or person.last_visit_on < made.visited_on):
        person.last_visit_on = made.visited_on
        person.plan()
    record(made, "create")
    return made


def look(person: KeyPerson, reason: str) -> None:
    """Keep that somebody looks at the whole page of a person, and why: in the trail and in the history."""
    note("reveal", person, {"field": "whole", "reason": reason})
    record(person, "view_whole", note=reason)
