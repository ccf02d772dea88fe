"""Taking the next case number of a division and day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.model.case_number import compose_case_number
from app.model.serial import next_serial
from modules.cases.models import CaseSerial


def take_case_number(session: Session, division_code: str, day: date) -> str:
    """The next number (一案一码), without gaps: it is given back when the transaction is.

    Whoever registers in the same division on the same day waits for the transaction to end.

    Args:
        session: the session in which the case is being registered.
        division_code: the division that registers.
        day: the day of registration.
    """
    serial = next_serial(session, CaseSerial, division_code=division_code, day=day)
    return compose_case_number(division_code, day, serial)
