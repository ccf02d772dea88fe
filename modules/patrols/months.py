"""Months as people write them (`2026-11`), and their days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_of(text: str) -> tuple[date, date] | None:
    """The first and last day of a month; nothing for what is no month."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def month_before(text: str) -> str:
    """The month before."""
    year, month = (int(part) for part in text.split("-"))
    return f"{year - (month == 1):04}-{(month - 2) % 12 + 1:02}"


def months_until(day: date, number: int) -> list[str]:
    """The last months up to that of a day, the newest first."""
    found = [f"{day:%Y-%m}"]
    while len(found) < number:
        found.append(month_before(found[-1]))
    return found
