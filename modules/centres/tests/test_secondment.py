"""Posted staff: one centre at a time, a window of that centre, one appraisal a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from modules.centres.models import Appraisal, Secondment, ServiceWindow
from modules.centres.tests.conftest import COUNTY, STREET, As, key_of, unit_of
from modules.centres.tests.test_centres import centre_of


def posting(
    session: Session, unit: str, starts_on: date, ends_on: date | None = None, **more: Any
) -> Secondment:
    """郑亦诚, whom the demo posts to the county from 2 March 2026 on, posted to another centre."""
    row = Secondment(
        person_id=key_of(session, "郑亦诚"),
        home_unit_id=unit_of(session, "枫源县司法局").id,
        centre_id=centre_of(session, unit).id,
        starts_on=starts_on,
        ends_on=ends_on,
        **more,
    )
    session.add(row)
    return row


def test_nobody_is_posted_to_two_centres_at_once(roster: Session) -> None:
    assert list(posting(roster, STREET, date(2026, 11, 1)).problems()) == ["person_id"]
    roster.rollback()
    assert list(posting(roster, STREET, date(2026, 1, 1), date(2026, 3, 2)).problems()) == ["person_id"]
    roster.rollback()
    earlier = posting(roster, STREET, date(2026, 1, 1), date(2026, 3, 1))
    assert earlier.problems() == {} and earlier.division_code == "990102001"
    roster.flush()
    with pytest.raises(IntegrityError), roster.begin_nested():  # two forms sent at once
        posting(roster, STREET, date(2026, 11, 1), division_code="990102001")
        roster.flush()


def test_a_posting_has_its_days_in_order_and_a_window_of_its_centre(roster: Session) -> None:
    window = roster.scalars(select(ServiceWindow.id).where(ServiceWindow.number == 1)).one()
    backwards = posting(roster, STREET, date(2026, 1, 2), date(2026, 1, 1), window_id=window)
    assert list(backwards.problems()) == ["window_id", "ends_on"]


def test_an_appraisal_is_of_a_month_of_the_posting(roster: Session, freeze: Any) -> None:
    freeze("2026-11-28 09:00")
    kept = roster.scalars(select(Secondment)).one()

    def wrong(month: str, days: int, score: int) -> list[str]:
        row = Appraisal(secondment_id=kept.id, month=month, attendance_days=days, score=score)
        found = sorted(row.problems())
        assert row.division_code == "990102"
        return found

    assert wrong("2026-09", 22, 100) == wrong("2026-03", 0, 0) == wrong("2026-11", 30, 60) == []
    assert wrong("2026-11", 31, 101) == ["attendance_days", "score"]
    assert wrong("2026-02", 20, 80) == wrong("2026-12", 20, 80) == ["month"]
    assert wrong("2026-13", 20, 80) == wrong("十一月", 20, -1)[:1] == ["month"]
    kept.ends_on = date(2026, 9, 30)
    assert wrong("2026-09", 22, 90) == [] and wrong("2026-10", 22, 90) == ["month"]


def test_a_month_is_appraised_once(roster: Session) -> None:
    first = roster.scalars(select(Appraisal)).one()
    again = Appraisal(secondment_id=first.secondment_id, month=first.month, attendance_days=1, score=1)
    assert again.problems() == {}
    with pytest.raises(IntegrityError), roster.begin_nested():
        roster.add(again)
        roster.flush()


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_those_who_lead_read_appraisals_and_clerks_do_not(
    as_account: As, login: Callable[..., FlaskClient]
) -> None:
    with as_account("leader_city") as session:
        assert [str(row).split()[0] for row in session.scalars(select(Appraisal))] == ["郑亦诚"]
    with as_account("dispatcher_county") as session:
        assert session.scalars(select(Secondment)).all() and not session.scalars(select(Appraisal)).all()
    assert COUNTY in login("leader_city").get("/centres/secondment/list/").text
    assert login("clerk_county").get("/centres/secondment/list/").status_code == 403
