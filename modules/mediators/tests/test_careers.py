"""What hangs on a mediator, what is refused at which field, and leaving and returning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import system
from app.model.moment import frozen
from app.org.models import Account, Unit
from app.workflow.engine import Refused, fire, timeline
from modules.mediators.models import Posting, Qualification, Subsidy, Training
from modules.mediators.standing import run_out, running_out
from modules.mediators.tests.town import TOWN, committee, mediator

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def session(river):
    with system("test") as session, frozen("2026-11-20 09:00"):
        yield session


@pytest.fixture
def body(session):
    return committee(session)


@pytest.fixture
def one(session, body):
    return mediator(session, body, "钱融融", hired_on=date(2024, 5, 20), birth_date=date(1979, 3, 4))


@pytest.fixture
def court(session):
    unit = Unit(name="南湖区人民法院", short_name="法院", kind="court", division_code="330402")
    session.add(unit)
    session.flush()
    return unit


def posting(session, of, unit, begins_on, ends_on=None):
    row = Posting(
        mediator=of, unit=unit, begins_on=begins_on, ends_on=ends_on, division_code=of.division_code
    )
    session.add(row)
    session.flush()
    return row


def wrong(row) -> dict[str, str]:
    return {name: str(text) for name, text in row.problems().items()}


@one_engine
@pytest.mark.parametrize(
    ("begins", "ends", "meets"),
    [
        ("2026-03-01", None, True),
        ("2025-01-01", "2025-12-31", False),
        ("2025-01-01", "2026-01-05", True),
        ("2026-02-01", "2026-02-28", True),
    ],
)
def test_nobody_is_posted_twice_to_a_unit_at_a_time(session, one, court, begins, ends, meets):
    known = posting(session, one, court, date(2026, 1, 5))
    assert wrong(known) == {}
    other = Posting(mediator_id=one.id, unit_id=court.id, begins_on=date.fromisoformat(begins))
    other.ends_on = date.fromisoformat(ends) if ends else None
    assert wrong(other) == ({"unit_id": "该调解员在此期间已派驻该单位"} if meets else {})


def test_the_database_knows_it_too(session, one, court):
    posting(session, one, court, date(2025, 1, 5), date(2025, 6, 30))
    posting(session, one, court, date(2026, 1, 5))
    with pytest.raises(IntegrityError), session.begin_nested():
        posting(session, one, court, date(2026, 2, 5))


@one_engine
def test_a_posting_leads_elsewhere_and_ends_after_it_begins(session, body, one, court):
    home = Posting(mediator_id=one.id, unit_id=body.unit_id, begins_on=date(2026, 1, 5))
    assert wrong(home) == {"unit_id": "这是该调解员所在的调委会"}
    back = Posting(mediator_id=one.id, unit_id=court.id, begins_on=date(2026, 1, 5), ends_on=date(2026, 1, 4))
    assert wrong(back) == {"ends_on": "早于起始日期"}


@one_engine
def test_a_posting_twice_is_said_at_the_field_of_the_form(app, login):
    with app.app_context(), system("look") as session:
        known = session.scalars(select(Posting).where(Posting.ends_on.is_(None)).order_by(Posting.id)).first()
        sent = {"mediator_id": known.mediator_id, "unit_id": known.unit_id, "begins_on": "2026-11-01"}
        place = known.mediator.division_code
    answer = login("admin_county").post("/mediators/posting/add", data=sent)
    assert place == "990102" and answer.status_code == 422
    assert "该调解员在此期间已派驻该单位" in answer.text


@one_engine
def test_certificates_that_run_out_are_found_and_said(session, one):
    for number, last in (
        ("1", "2026-11-19"),
        ("2", "2026-11-20"),
        ("3", "2027-01-19"),
        ("4", "2027-01-20"),
        ("5", ""),
    ):
        expires_on = date.fromisoformat(last) if last else None
        session.add(
            Qualification(
                mediator=one, kind="mediator", number=number, expires_on=expires_on, division_code=TOWN
            )
        )
    session.flush()
    found = [
        session.scalars(select(Qualification.number).where(which())).all() for which in (run_out, running_out)
    ]
    assert found == [["1"], ["2", "3"]]
    assert one.doubts() == [
        "人民调解员 1已于2026-11-19到期",
        "人民调解员 2将于2026-11-20到期",
        "人民调解员 3将于2027-01-19到期",
    ]
    assert wrong(Qualification(issued_on=date(2026, 1, 2), expires_on=date(2026, 1, 1))) == {
        "expires_on": "早于起始日期"
    }


@one_engine
def test_a_mediator_is_an_adult(session, body):
    eve = mediator(session, body, "小满", birth_date=date(2008, 11, 21))
    assert eve.doubts() == ["人民调解员应当是成年公民（《中华人民共和国人民调解法》第十四条）"]
    with frozen("2026-11-21 00:00"):
        assert eve.doubts() == []


@one_engine
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, ""),
        ({"month": "2026-13"}, "month"),
        ({"month": "11月"}, "month"),
        ({"month": "2026-12"}, "month"),
        ({"cases": -1}, "cases"),
        ({"amount": Decimal("-0.01")}, "amount"),
    ],
)
def test_a_subsidy_is_of_a_month_that_has_begun_and_not_negative(session, one, facts, field):
    row = Subsidy(**({"mediator": one, "month": "2026-11", "cases": 8, "amount": Decimal("1600.00")} | facts))
    assert list(wrong(row)) == ([field] if field else [])


def test_a_subsidy_is_exact_to_the_cent_and_one_a_month(session, one):
    facts = {"mediator_id": one.id, "month": "2026-11", "cases": 3, "division_code": TOWN}
    session.add(Subsidy(amount=Decimal("600.10"), **facts))
    session.flush()
    session.expire_all()
    assert session.scalars(select(Subsidy.amount)).one() == Decimal("600.10")
    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(Subsidy(amount=Decimal(1), **facts))


@one_engine
def test_leaving_ends_open_postings_and_says_what_else_is_open(session, one, court):
    over = posting(session, one, court, date(2025, 1, 5), date(2025, 6, 30))
    here = posting(session, one, court, date(2026, 1, 5))
    ahead = posting(session, one, one.committee.unit, date(2026, 11, 18))
    account = Account(
        username="q", name="钱融融", first_name="q", last_name="-", email="q@test.invalid", division_code=TOWN
    )
    one.account, one.on_court_roster = account, True
    session.add_all(
        (
            Training(
                mediator=one, kind="shadowing", title="跟班", begins_on=date(2026, 11, 2), division_code=TOWN
            ),
            Subsidy(mediator=one, month="2026-10", cases=5, amount=Decimal(1000), division_code=TOWN),
            Subsidy(
                mediator=one,
                month="2026-09",
                cases=8,
                amount=Decimal(1600),
                paid_on=date(2026, 10, 15),
                division_code=TOWN,
            ),
        )
    )
    session.flush()
    act = fire(one, "leave", note="退休", data={"left_on": date(2026, 11, 15)})
    assert (one.status, one.left_on) == ("left", date(2026, 11, 15))
    assert [row.ends_on for row in (over, here, ahead)] == [
        date(2025, 6, 30),
        date(2026, 11, 15),
        date(2026, 11, 18),
    ]
    assert act.data == {"left_on": "2026-11-15", "postings": [here.id, ahead.id]}
    assert one.doubts() == [
        "账号仍可登录",
        "仍在法院特邀调解员名册上",
        "培训“跟班”尚未结束",
        "2026-10的补贴尚未发放",
    ]
    again = Posting(mediator_id=one.id, unit_id=court.id, begins_on=date(2026, 11, 20))
    assert wrong(again) == {"mediator_id": "该调解员已离任"}


@one_engine
def test_who_left_may_return_to_a_committee_that_works_and_the_history_keeps_both(session, one):
    fire(one, "leave", note="借调")
    assert one.left_on == date(2026, 11, 20)
    one.committee.active = False
    session.flush()
    with pytest.raises(Refused) as refused:
        fire(one, "return_", note="期满")
    assert [refusal.message for refusal in refused.value.refusals] == ["该调解委员会已停用"]
    one.committee.active = True
    session.flush()
    fire(one, "return_", note="期满")
    assert (one.status, one.left_on) == ("serving", None)
    assert [(event.arrow, event.note) for event in timeline(one)] == [("return_", "期满"), ("leave", "借调")]
    assert timeline(one)[1].data["left_on"] == "2026-11-20"


@one_engine
@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2024, 5, 19)])
def test_nobody_leaves_tomorrow_or_before_being_hired(session, one, day):
    with pytest.raises(Refused) as refused:
        fire(one, "leave", note="退休", data={"left_on": day})
    assert [refusal.link for refusal in refused.value.refusals] == ["#left_on"]


@one_engine
@pytest.mark.parametrize(
    ("role", "place", "read"),
    [
        ("admin", TOWN, 1),
        ("leader", "3304", 1),
        ("statistician", "330402", 1),
        ("clerk", TOWN, 0),
        ("mediator", TOWN, 0),
    ],
)
def test_what_is_paid_is_read_by_those_who_keep_lead_and_count(session, one, as_person, role, place, read):
    session.add(Subsidy(mediator=one, month="2026-10", cases=5, amount=Decimal(1000), division_code=TOWN))
    session.commit()
    with as_person(role, place) as other:
        assert len(other.scalars(select(Subsidy)).all()) == read
