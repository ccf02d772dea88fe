"""The calendar and the limits as shipped: the CSV files in `seeds/`."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from app.clock.calendar import DayKind, SpecialDay, WorkCalendar, YearState

SEEDS = Path(__file__).parent / "seeds"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one seed file, as text."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped_days() -> list[SpecialDay]:
    """All special days of the shipped calendar."""
    return [
        SpecialDay(date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"])
        for row in rows("holidays.csv")
    ]


def shipped_years() -> dict[int, YearState]:
    """All years of the shipped calendar and whether their holidays are announced."""
    return {int(row["year"]): YearState(row["state"]) for row in rows("years.csv")}


def shipped_calendar() -> WorkCalendar:
    """The shipped calendar without a database, for tests and previews."""
    return WorkCalendar.of({special.date: special for special in shipped_days()}, shipped_years())
