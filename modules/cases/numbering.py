"""Taking the next case number of a division and day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.model.case_number import compose_case_number
from modules.cases.models import CaseSerial


def take_case_number(session: Session, division_code: str, day: date) -> str:
    """The next number (一案一码), without gaps: it is given back when the transaction is.

    Whoever registers in the same division on the same day waits for the transaction to end.

    Args:
        session: the session in which the case is being registered.
        division_code: the division that registers.
        day: the day of registration.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(CaseSerial).values(division_code=division_code, day=day, last=1)
    raised = first.on_conflict_do_update(
        index_elements=["division_code", "day"], set_={"last": CaseSerial.last + 1}
    ).returning(CaseSerial.last)
    return compose_case_number(division_code, day, session.execute(raised).scalar_one())
