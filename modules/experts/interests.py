"""Ties between experts and the parties of a matter: who may not be asked, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import ColumnElement, Row, Select, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.access.identity import beyond_scope
from app.org.models import Unit
from modules.experts.models import INTERESTS, Expert, ExpertInterest
from modules.parties.models import Organisation, Person


@dataclass(frozen=True)
class Matter:
    """What an expert is wanted for.

    Args:
        division_code: where the matter lies.
        fields: keys of the fields of expertise it touches.
        people: keys of the people who are parties or speak for one.
        organisations: keys of the organisations that are.
    """

    division_code: str
    fields: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Sides:
    """The parties as they are compared: a person may stand in the register of several places."""

    people: dict[int, str]
    cards: dict[str, str]
    organisations: dict[int, str]
    codes: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        return {name: name for name in self.organisations.values()}


def conflicts(
    session: Session, matter: Matter, expert_ids: Collection[int] | None = None
) -> dict[int, list[str]]:
    """The reasons for which experts may not be asked in a matter, by the expert's key.

    A person is the same by row or by identity number; an organisation by row, credit code or name.

    Args:
        session: the reader's session. The ties lie beyond most readers, who are told the reason alone.
        matter: who the parties are.
        expert_ids: only these experts; all if not given.
    """
    if not matter.people and not matter.organisations:
        return {}
    mine = Expert.id.in_(expert_ids) if expert_ids is not None else None
    found: dict[int, list[str]] = {}
    with beyond_scope(session, "look for conflicts of interest"):
        sides = _sides(session, matter)
        for statement, said in ((_same(sides), _said_same), (_ties(sides), _said_tie)):
            for row in session.execute(statement if mine is None else statement.where(mine)):
                found.setdefault(row.id, []).extend(said(row, sides))
    return found


def _sides(session: Session, matter: Matter) -> _Sides:
    """Both registers in one statement."""
    people = select(Person.id, Person.name, Person.id_number_index.label("same"), Person.id == 0).where(
        Person.id.in_(matter.people)
    )
    bodies = select(Organisation.id, Organisation.name, Organisation.uscc, Organisation.id > 0).where(
        Organisation.id.in_(matter.organisations)
    )
    rows = session.execute(union_all(people, bodies)).all()
    persons, organisations = [row for row in rows if not row[3]], [row for row in rows if row[3]]
    return _Sides(
        people={row[0]: row[1] for row in persons},
        cards={row[2]: row[1] for row in persons if row[2]},
        organisations={row[0]: row[1] for row in organisations},
        codes={row[2]: row[1] for row in organisations if row[2]},
    )


def _person(column: type[Person], sides: _Sides) -> ColumnElement[bool]:
    return or_(column.id.in_(sides.people), column.id_number_index.in_(sides.cards))


def _same(sides: _Sides) -> Select[tuple[int, int, str | None, str | None, str | None]]:
    """Experts who are a party themselves, or work for one."""
    works = or_(Person.employer.in_(sides.names), Unit.name.in_(sides.names))
    return (
        select(
            Expert.id,
            Expert.person_id,
            Person.id_number_index.label("card"),
            Person.employer,
            Unit.name.label("unit"),
        )
        .join(Person, Expert.person_id == Person.id)
        .outerjoin(Unit, Expert.unit_id == Unit.id)
        .where(or_(_person(Person, sides), works))
    )


def _said_same(row: Row, sides: _Sides) -> Iterator[str]:
    if row.person_id in sides.people or row.card in sides.cards:
        yield gettext("Is a party or speaks for one")
    for body in dict.fromkeys((row.employer, row.unit)):
        if body in sides.names:
            yield gettext("Works for a party: %(party)s", party=body)


def _ties(sides: _Sides) -> Select[tuple[int, str, int | None, str | None, int | None, str | None]]:
    """The ties experts declared to one of the parties."""
    person = aliased(Person)
    body = aliased(Organisation)
    to_body = or_(body.id.in_(sides.organisations), body.uscc.in_(sides.codes), body.name.in_(sides.names))
    return (
        select(Expert.id, ExpertInterest.kind, person.name.label("person"), body.name.label("body"))
        .join(ExpertInterest, ExpertInterest.expert_id == Expert.id)
        .outerjoin(person, ExpertInterest.person_id == person.id)
        .outerjoin(body, ExpertInterest.organisation_id == body.id)
        .where(or_(_person(person, sides), to_body))
        .order_by(ExpertInterest.id)
    )


def _said_tie(row: Row, _sides: _Sides) -> Iterator[str]:
    kind = str(INTERESTS.get(row.kind, row.kind))
    yield gettext("Tie to %(party)s: %(kind)s", party=row.person or row.body, kind=kind)
