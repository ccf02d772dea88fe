"""One person is one record, whatever they are to the house."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.parties.models import Person


def person_of(*, name: str, id_number: str, phone: str = "", division_code: str) -> Person:
    """The person who bears an identity number, found on the register or put there.

    Args:
        name: full name.
        id_number: of a resident identity card.
        phone: kept for a new person, and for one on the register who has none.
        division_code: where a new person is kept.

    Raises:
        Refused: the number or the phone is wrong, the number bears another name, or a new person's phone is known as
            somebody else's.
    """
    given = Person(name=name, id_number=id_number, phone=phone or None, division_code=division_code)
    wrong = given.problems()
    if wrong:
        raise Refused(*(Refusal(str(text)) for text in wrong.values()))
    session = db.session()
    with session.no_autoflush:
        found = session.scalars(
            select(Person).where(Person.where_sealed("id_number", given.id_number or "")).limit(1)
        ).first()
        if found is not None:
            if found.name != name:
                raise Refused(Refusal(gettext("This ID number is on record under another name")))
            if given.phone and not found.phone:
                found.phone = given.phone
            return found
        if given.phone and session.scalar(
            select(Person.id).where(Person.where_sealed("phone", given.phone)).limit(1)
        ):
            raise Refused(Refusal(gettext("This phone is on record as somebody else's")))
    session.add(given)
    session.flush()
    return given
