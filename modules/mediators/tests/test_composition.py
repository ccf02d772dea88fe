"""What the law asks of a committee: said on its page, never refused."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.model.moment import frozen
from app.org.models import Unit
from app.org.threshold import Threshold
from modules.mediators.models import Committee
from modules.mediators.tests.town import TOWN, committee, mediator
from modules.parties.models import Person

ART_8 = "（《中华人民共和国人民调解法》第八条）"
ART_9 = "（《中华人民共和国人民调解法》第九条）"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def full(session, **facts):
    """A committee nothing is wrong with, and its members."""
    body = committee(session, **facts)
    chair = mediator(session, body, "周主任", post="chair", sex="1", ethnicity="汉族")
    woman = mediator(session, body, "吴委员", post="member", sex="2", ethnicity="汉族")
    third = mediator(session, body, "郑委员", post="member", sex="1", ethnicity="汉族")
    return body, chair, woman, third


def test_a_whole_committee_raises_no_doubt(river):
    with system("test") as session:
        body, *_members = full(session)
        mediator(session, body, "聘用员", post="hired", sex="1")
        assert body.doubts() == []


def test_members_are_counted_and_the_hired_and_those_who_left_are_not(river):
    with system("test") as session:
        body, _chair, woman, _third = full(session)
        woman.post = "hired"
        session.flush()
        few = f"调解委员会由委员3至9人组成，现有2人{ART_8}"
        assert body.doubts() == [few, f"委员中没有妇女成员{ART_8}"]
        woman.post, woman.status = "member", "left"
        session.flush()
        assert body.doubts()[0] == few
        woman.status = "serving"
        for number in range(7):
            mediator(session, body, f"委员{number}", post="member")
        assert body.doubts() == [f"调解委员会由委员3至9人组成，现有10人{ART_8}"]
        session.scalars(select(Threshold).where(Threshold.code == "committee_members_most")).one().amount = 10
        session.flush()
        assert body.doubts() == []


def test_one_chair_and_in_places_of_several_ethnic_groups_a_member_of_the_smaller(river):
    with system("test") as session:
        body, chair, _woman, third = full(session, multi_ethnic=True)
        third.post = "chair"
        session.flush()
        assert body.doubts() == [
            f"调解委员会设主任一人，现有2人{ART_8}",
            f"多民族居住地区，委员中没有人数较少民族的成员{ART_8}",
        ]
        chair.post, third.person.ethnicity = "vice_chair", "回族"
        session.flush()
        assert body.doubts() == []


@pytest.mark.parametrize(
    ("elected", "ends", "day", "said"),
    [
        ("2024-05-20", "2027-05-19", "2026-11-20", ""),
        ("2024-05-20", "2027-05-20", "2026-11-20", "委员每届任期3年，所填任期超过3年"),
        ("2024-02-29", "2027-02-28", "2026-11-20", ""),
        ("2024-05-20", "2027-05-19", "2027-02-17", ""),
        ("2024-05-20", "2027-05-19", "2027-02-18", "任期将于2027-05-19届满，应当换届"),
        ("2024-05-20", "2027-05-19", "2027-05-20", "任期已于2027-05-19届满，应当换届"),
    ],
)
def test_a_term_lasts_three_years(river, elected, ends, day, said):
    with system("test") as session, frozen(f"{day} 09:00"):
        days = {"elected_on": date.fromisoformat(elected), "term_ends_on": date.fromisoformat(ends)}
        body, *_members = full(session, **days)
        assert body.doubts() == ([f"{said}{ART_9}"] if said else [])


def test_members_of_a_community_are_elected(river):
    with system("test") as session:
        body, *_members = full(session, kind="residents")
        assert body.doubts() == [f"委员应当推选产生，尚未填写选举日期{ART_9}"]


def test_nothing_is_asked_of_a_studio_or_of_a_closed_committee(river):
    with system("test") as session:
        above = committee(session)
        assert committee(session, kind="personal_studio", parent=above).doubts() == []
        assert committee(session, active=False).doubts() == []
        assert above.doubts() == [f"调解委员会由委员3至9人组成，现有0人{ART_8}"]


def test_people_beyond_the_reader_are_counted_and_not_shown(river, as_person):
    with system("test") as session:
        key = full(session, code="330402")[0].id
        session.commit()
    with as_person("clerk", TOWN) as session:
        assert session.get(Committee, key).doubts() == []
        assert session.scalars(select(Person)).all() == []


def test_a_studio_stands_under_a_committee(app, login):
    browser = login("admin_town")
    unit = {"kind": "personal_studio", "division_code": "990102001"}
    with app.app_context(), system("look") as session:
        unit_id = session.scalar(select(Unit.id).where(Unit.name == "城东街道社会治理中心"))
        found = session.scalars(select(Committee).order_by(Committee.id)).all()
        studio = next(one.id for one in found if one.kind == "personal_studio")
        above = next(one.id for one in found if one.unit.name == "城东街道人民调解委员会")
    for parent, words in (("", "个人调解室须依托调解委员会设立"), (studio, "不能是个人调解室")):
        sent = {"unit_id": str(unit_id), "parent_id": str(parent), **unit}
        answer = browser.post("/mediators/committee/add", data=sent)
        assert answer.status_code == 422 and words in answer.text
    answer = browser.post("/mediators/committee/add", data={"unit_id": unit_id, "parent_id": above, **unit})
    assert answer.status_code == 303


def test_a_norm_stays_within_what_days_can_hold(app, login):
    with app.app_context(), system("look") as session:
        norm = session.scalars(select(Threshold).where(Threshold.code == "committee_term_notice_days")).one()
        key, sent = norm.id, {"name": norm.name}
    browser = login("admin_county")
    for amount, status in (("2147483647", 422), ("-1", 422), ("1000", 303)):
        answer = browser.post(f"/org/threshold/edit/{key}", data={"amount": amount, **sent})
        assert answer.status_code == status
    assert browser.get("/mediators/committee/list/?view=ending").status_code == 200
