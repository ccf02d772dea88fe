"""Duties: hours past midnight, two different people, nobody in two shifts at once, gaps, the next week's roster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.view.calling import called
from app.view.display import text_of
from modules.centres.models import Duty, Shift
from modules.centres.services import copy_week, gaps, on_duty
from modules.centres.tests.conftest import (
    COUNTY,
    MONDAY,
    STREET,
    As,
    Writing,
    duty,
    key_of,
    planned,
    unit_of,
)

Login = Callable[..., FlaskClient]
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
TUESDAY = MONDAY + timedelta(days=1)
WEEK = timedelta(days=7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}")


def test_a_night_shift_runs_past_midnight_and_ends_when_the_day_begins(roster: Session) -> None:
    night = planned(roster, MONDAY, "night", "章存真", "沈和平")
    day = planned(roster, TUESDAY, "day", "周望舒", "李清禾")
    assert (night.begins_at, night.ends_at) == (at("23 17:30"), at("24 08:30"))
    assert on_duty(roster, at("23 17:29")) == []
    assert on_duty(roster, at("24 02:00")) == [night]
    assert on_duty(roster, at("24 08:30")) == [day]


def test_a_place_asks_its_units_and_those_below(roster: Session) -> None:
    county = planned(roster, MONDAY, "day", "周望舒", "李清禾")
    street = planned(roster, MONDAY, "whole_day", "吴启程", "何晓岚", unit=STREET)
    noon = at("23 12:00")
    assert on_duty(roster, noon) == [county, street]
    assert on_duty(roster, noon, "990102") == [county, street]
    assert on_duty(roster, noon, "990102001") == [street]
    assert on_duty(roster, noon, "990103") == []


def test_a_duty_lies_where_its_unit_does_and_keeps_its_hours(roster: Session) -> None:
    street = planned(roster, MONDAY, "day", "吴启程", "何晓岚", unit=STREET)
    street.shift.ends = "18:00"
    roster.flush()
    street.note = "节前"
    assert street.problems() == {}
    assert (street.division_code, street.ends_at) == ("990102001", at("23 17:30"))
    street.day = TUESDAY
    assert street.problems() == {}
    assert (street.begins_at, street.ends_at) == (at("24 08:30"), at("24 18:00"))


def test_two_people_stand_at_the_posts_and_nobody_in_two_shifts_at_once(roster: Session) -> None:
    planned(roster, MONDAY, "night", "章存真", "沈和平")
    assert list(duty(roster, TUESDAY, "day", "周望舒", "周望舒").problems()) == ["person_b_id"]
    roster.rollback()
    planned(roster, MONDAY, "night", "章存真", "沈和平")
    assert duty(roster, MONDAY, "day", "章存真", "周望舒").problems() == {}  # one follows the other
    roster.scalars(select(Shift).where(Shift.code == "whole_day")).one().begins = "08:00"
    found = duty(roster, TUESDAY, "whole_day", "周望舒", "沈和平", unit=STREET).problems()
    assert list(found) == ["person_b_id"]
    assert COUNTY in found["person_b_id"] and "夜班" in found["person_b_id"]


def test_a_second_duty_is_found_beyond_the_reader(roster: Session, as_account: As) -> None:
    planned(roster, MONDAY, "day", "吴启程", "李清禾")
    roster.commit()
    with as_account("dispatcher_town") as session:
        assert session.scalars(select(Duty)).all() == []
        assert list(duty(session, MONDAY, "whole_day", "吴启程", unit=STREET).problems()) == ["person_a_id"]


def test_gaps_are_shifts_without_somebody_and_hours_without_a_shift(roster: Session) -> None:
    county, street = unit_of(roster, COUNTY), unit_of(roster, "塘湾街道社会治理中心")
    planned(roster, MONDAY - timedelta(days=1), "night", "章存真", "沈和平")
    planned(roster, MONDAY, "day", "周望舒", "李清禾")
    night = planned(roster, MONDAY, "night", "章存真")
    found = gaps(roster, county, MONDAY, TUESDAY)
    assert [(gap.begins_at, gap.ends_at, gap.posts, gap.duty) for gap in found] == [
        (at("23 17:30"), at("24 08:30"), ("person_b_id",), night),
        (at("24 08:30"), at("25 00:00"), ("person_a_id", "person_b_id"), None),
    ]
    planned(roster, MONDAY, "day", "", "", unit=street.name)
    assert [gap.duty for gap in gaps(roster, street, MONDAY, TUESDAY)] == on_duty(
        roster, at("23 12:00"), "990102002"
    )


def test_a_week_is_planned_like_the_one_before(roster: Session) -> None:
    county = unit_of(roster, COUNTY)
    planned(roster, MONDAY, "day", "周望舒", "李清禾")
    planned(roster, TUESDAY, "day", "周望舒", "李清禾")
    planned(roster, TUESDAY, "night", "章存真", "沈和平")
    standing = planned(roster, MONDAY + WEEK, "day", "郑亦诚", "李清禾")
    planned(roster, TUESDAY + WEEK, "whole_day", "吴启程", "沈和平", unit=STREET)
    made = copy_week(roster, county, MONDAY + WEEK)
    day, night = made
    assert [(one.day, one.shift.code) for one in made] == [(TUESDAY + WEEK, "day"), (TUESDAY + WEEK, "night")]
    assert (day.person_a_id, day.person_b_id) == (key_of(roster, "周望舒"), key_of(roster, "李清禾"))
    assert (night.person_a_id, night.person_b_id) == (key_of(roster, "章存真"), None)
    assert standing.person_a_id == key_of(roster, "郑亦诚")
    assert copy_week(roster, county, MONDAY + WEEK) == []


def test_those_above_read_the_names_of_people_beyond_them(roster: Session, as_account: As) -> None:
    """The leader of a city opens no register of people; a name that were left out would look like a gap."""
    planned(roster, MONDAY, "day", "周望舒", "")
    roster.commit()
    with as_account("leader_city") as session:
        row = session.scalars(select(Duty)).one()
        assert row.person_a is None and row.post_a == "周望舒"
        assert (text_of(row.post_b), row.post_b["tone"]) == ("无人", "amber")
        assert called(row) == f"{COUNTY} 11月23日 周一 白班"


@one_engine
def test_the_page_points_out_the_gap_and_masks_the_phone(writing: Writing, login: Login) -> None:
    with writing() as session:
        page = f"/centres/duty/show/{planned(session, MONDAY, 'day', '周望舒').id}"
    told = login("dispatcher_county").get(page).text
    assert "此处无人值守：B岗" in told
    assert "199****0031" in told and "19900000031" not in told
    assert "/reveal/parties.person/" in told
    assert "/reveal/" not in login("leader_county").get(page).text


@one_engine
def test_views_find_who_is_on_duty_now_and_the_gaps_ahead(
    writing: Writing, login: Login, freeze: Callable[[str], datetime]
) -> None:
    with writing() as session:
        pages = [
            f"/centres/duty/show/{row.id}"
            for row in (
                planned(session, MONDAY, "night", "章存真", "沈和平"),
                planned(session, MONDAY, "day", "周望舒"),
                planned(session, TUESDAY, "day", "周望舒"),
            )
        ]
    freeze("2026-11-24 03:00")
    reader = login("clerk_county")

    def shown(view: str) -> list[bool]:
        told = reader.get(f"/centres/duty/list/?view={view}").text
        return [page in told for page in pages]

    assert shown("now") == [True, False, False]
    assert shown("gaps") == [False, False, True]
    assert pages[0] in reader.get("/").text
    assert "处缺岗" not in reader.get("/").text
    assert (
        "县治理中心：今后七天值班表有 2 处缺岗，最早自 11-24 08:30"
        in login("dispatcher_county").get("/").text
    )


@one_engine
def test_a_form_says_at_the_field_what_is_wrong(writing: Writing, login: Login) -> None:
    with writing() as session:
        shift = planned(session, MONDAY, "day", "周望舒", "李清禾").shift_id
        street, county = unit_of(session, STREET).id, unit_of(session, COUNTY).id
        given = {"unit_id": street, "day": "2026-11-23", "shift_id": shift}
        given |= {"person_a_id": key_of(session, "吴启程"), "person_b_id": key_of(session, "李清禾")}
    dispatcher = login("dispatcher_county")
    refused = dispatcher.post("/centres/duty/add", data=given)
    assert refused.status_code == 422 and "该时段已在岗" in refused.text
    given["person_b_id"] = ""
    assert dispatcher.post("/centres/duty/add", data=given).status_code == 303
    above = login("dispatcher_town").post("/centres/duty/add", data=given | {"unit_id": county})
    assert above.status_code == 422 and "这个地方不在您的辖区" in above.text
    with writing() as session:
        assert len(on_duty(session, at("23 12:00"))) == 2
