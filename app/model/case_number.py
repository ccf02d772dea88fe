"""The number of a matter (one case, one code): division, day, serial and a check digit, 27 digits in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.model.base import level_of
from app.model.checksum import carries_mod_11_10, mod_11_10

DIVISION_DIGITS = 12
SERIAL_DIGITS = 6
LENGTH = DIVISION_DIGITS + len("yyyymmdd") + SERIAL_DIGITS + 1


@dataclass(frozen=True)
class CaseNumber:
    """A number taken apart. `division_code` is padded with zeros to the village level."""

    division_code: str
    day: date
    serial: int

    def __str__(self) -> str:
        body = f"{self.division_code}{self.day:%Y%m%d}{self.serial:0{SERIAL_DIGITS}d}"
        return body + mod_11_10(body)


def compose_case_number(division_code: str, day: date, serial: int) -> str:
    """Write a case number.

    Args:
        division_code: code of the registering division, 2 to 12 digits.
        day: the day of registration.
        serial: the running number of that division and day, from 1.

    Raises:
        ValueError: not a division code, or the serial does not fit into six digits.
    """
    level_of(division_code)
    if not 0 < serial < 10**SERIAL_DIGITS:
        raise ValueError(f"serial out of range: {serial}")
    return str(CaseNumber(division_code.ljust(DIVISION_DIGITS, "0"), day, serial))


def parse_case_number(text: str) -> CaseNumber | None:
    """Take a case number apart, or None when it is not one (length, date or check digit is wrong).

    Blanks are ignored, so that a number read aloud in groups can be typed in groups.
    """
    digits = "".join(text.split())
    if len(digits) != LENGTH or not carries_mod_11_10(digits):
        return None
    day_at, serial_at = DIVISION_DIGITS, DIVISION_DIGITS + len("yyyymmdd")
    try:
        day = date(
            int(digits[day_at : day_at + 4]),
            int(digits[day_at + 4 : day_at + 6]),
            int(digits[day_at + 6 : serial_at]),
        )
    except ValueError:
        return None
    return CaseNumber(digits[:DIVISION_DIGITS], day, int(digits[serial_at:-1]))


def in_groups(text: str) -> str:
    """A case number in groups: place, year, day, serial, check digit; any other text as it is."""
    if parse_case_number(text) is None:
        return text
    cuts = (0, 4, 8, 12, 16, 20, LENGTH - 1, LENGTH)
    return " ".join(text[start:end] for start, end in zip(cuts, cuts[1:]))
