"""Calendar and limits as the administrators keep them: reading and first filling the tables."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.clock.calendar import DayKind, SpecialDay, WorkCalendar, YearPlan, YearState
from app.clock.models import CalendarYear, HolidayDay, SlaPolicy
from app.clock.shipped import rows, shipped_days


def stored_calendar(session: Session) -> WorkCalendar:
    """The working calendar of the database; each year is read when first needed."""

    def load(year: int) -> YearPlan | None:
        state = session.scalar(select(CalendarYear.state).where(CalendarYear.year == year))
        if state is None:
            return None
        days = session.execute(
            select(HolidayDay.date, HolidayDay.kind, HolidayDay.name).where(
                HolidayDay.date.between(date(year, 1, 1), date(year, 12, 31))
            )
        )
        return YearPlan(
            YearState(state), {day: SpecialDay(day, DayKind(kind), name) for day, kind, name in days}
        )

    return WorkCalendar(load)


def policy_for(
    session: Session, code: str, division_code: str, day: date, category: str = ""
) -> SlaPolicy | None:
    """The limit in force for a place and category on a day, or None when none is.

    Args:
        code: which limit, e.g. `sign`.
        division_code: where; the row with the longest code that this one starts with wins.
        day: when the clock starts.
        category: category code of the matter; among rows of one division the most exact one wins.
    """
    found = session.scalars(
        select(SlaPolicy).where(
            SlaPolicy.code == code,
            or_(SlaPolicy.valid_from.is_(None), SlaPolicy.valid_from <= day),
            or_(SlaPolicy.valid_to.is_(None), SlaPolicy.valid_to >= day),
        )
    )
    fitting = [
        policy
        for policy in found
        if division_code.startswith(policy.division_code or "") and category.startswith(policy.category or "")
    ]
    return max(fitting, key=_nearness, default=None)


def _nearness(policy: SlaPolicy) -> tuple[int, int, date]:
    """How closely a row fits; of two that fit alike the later one is in force."""
    return len(policy.division_code or ""), len(policy.category or ""), policy.valid_from or date.min


def fill_clock(session: Session) -> int:
    """Add the shipped years, holidays and limits that the tables lack; rows already there are left alone.

    A year that is already there brings no holidays along: an administrator may have removed some.

    Returns:
        How many rows were added. The caller commits.
    """
    known_years = set(session.scalars(select(CalendarYear.year)))
    known_days = set(session.scalars(select(HolidayDay.date)))
    known_codes = set(session.scalars(select(SlaPolicy.code)))
    added: list[CalendarYear | HolidayDay | SlaPolicy] = [
        CalendarYear(year=int(row["year"]), state=row["state"], source=row["source"])
        for row in rows("years.csv")
        if int(row["year"]) not in known_years
    ]
    added += [
        HolidayDay(date=special.date, kind=special.kind.value, name=special.name)
        for special in shipped_days()
        if special.date.year not in known_years and special.date not in known_days
    ]
    added += [_policy(row) for row in rows("sla_policies.csv") if row["code"] not in known_codes]
    session.add_all(added)
    session.flush()
    return len(added)


def _policy(row: dict[str, str]) -> SlaPolicy:
    values: dict[str, object] = {column: text or None for column, text in row.items()}
    values["amount"] = int(row["amount"])
    for column in ("valid_from", "valid_to"):
        values[column] = date.fromisoformat(row[column]) if row[column] else None
    return SlaPolicy(**values)
