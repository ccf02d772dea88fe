"""One person is one record, whatever they are to the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, or_, select

from app.model.base import db
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.parties.models import Person


class Register:
    """The people some rows speak of, looked up at once; those it puts on record it knows too.

    Args:
        rows: with `id_number` and, where one is told, `phone`.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        rows = list(rows)
        #: What stands in the index for each number.
        self.numbers = _indexes(rows, "id_number")
        asked = select(Person).where(
            or_(
                Person.id_number_index.in_(self.numbers.values()),  # type: ignore[attr-defined]
                Person.phone_index.in_(_indexes(rows, "phone").values()),  # type: ignore[attr-defined]
            )
        )
        with db.session.no_autoflush:
            found = db.session.scalars(asked).all()
        self._by_number: dict[str | None, Person] = {p.id_number_index: p for p in found}  # type: ignore[attr-defined]
        self._phones: set[str | None] = {p.phone_index for p in found}  # type: ignore[attr-defined]

    def person(self, *, name: str, id_number: str, phone: str = "", division_code: str) -> Person:
        """The person who bears an identity number, found on the register or put there.

        Args:
            name: full name.
            id_number: of a resident identity card.
            phone: kept for a new person, and for one on the register who has none.
            division_code: where a new person is kept.

        Raises:
            Refused: the number or the phone is wrong, the number bears another name, or a new person's phone is known
                as somebody else's. Nothing was added then.
        """
        given = Person(name=name, id_number=id_number, phone=phone or None, division_code=division_code)
        wrong = given.problems()
        if wrong:
            raise Refused(*(Refusal(str(text)) for text in wrong.values()))
        number, telephone = given.id_number_index, given.phone_index  # type: ignore[attr-defined]
        known = self._by_number.get(number)
        if known is not None:
            if known.name != name:
                raise Refused(Refusal(gettext("This ID number is on record under another name")))
            if given.phone and not known.phone:
                known.phone = given.phone
            return known
        if telephone and telephone in self._phones:
            raise Refused(Refusal(gettext("This phone is on record as somebody else's")))
        self._by_number[number] = given
        self._phones.add(telephone)
        db.session.add(given)
        return given


def person_of(*, name: str, id_number: str, phone: str = "", division_code: str) -> Person:
    """One person of the register; see `Register.person`."""
    register = Register([{"id_number": id_number, "phone": phone}])
    found = register.person(name=name, id_number=id_number, phone=phone, division_code=division_code)
    db.session.flush()
    return found


def _indexes(rows: list[Mapping[str, Any]], name: str) -> dict[str, str]:
    return {text: Person.index_of(name, text) for row in rows if (text := str(row.get(name) or ""))}


def named_in(values: Mapping[str, Any]) -> ColumnElement[bool]:
    """The condition that a person bears the number a row gives, or the name where it gives none."""
    number = values.get("id_number")
    return Person.where_sealed("id_number", number) if number else Person.name == values["name"]


def person_in_row(values: dict[str, Any], division_code: str) -> Person:
    """The person a row of a workbook tells of; takes `name`, `id_number` and `phone` out of its values.

    Raises:
        Refused: there is no identity number, or as `Register.person` says.
    """
    name, number, phone = (values.pop(fact, "") for fact in ("name", "id_number", "phone"))
    if not number:
        raise Refused(Refusal(gettext("%(name)s is not on record here yet; give the ID number", name=name)))
    return person_of(name=name, id_number=number, phone=phone, division_code=division_code)


def shared_home(places: Iterable[str | None]) -> str:
    """Where all parties come from: the widest place named, when the others lie in it; nothing otherwise."""
    named = sorted(((place or "").strip() for place in places), key=len)
    return named[0] if named and all(place.startswith(named[0]) for place in named) else ""
