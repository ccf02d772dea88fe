"""Which teams and members can be kept: townships, calls with their day, one team at a time, one leader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.audit_chain import Audit
from app.access.scope import system
from app.org.threshold import Threshold
from app.workflow.engine import Refused, fire
from modules.parties.models import Person
from modules.teams.models import UNIFORMS, ResponseTeam, Skill, SocialForce, TeamMember
from modules.teams.services import FULL_TIME_CALLS, SHOULD_BE_FULL_TIME, kind_advice
from tests.planting import plant

TOWN, OTHER = "990102001", "990102100"

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def session(app):
    with app.test_request_context(), system("test") as session:
        yield session


@pytest.mark.parametrize(
    ("average", "kind", "warned"),
    [
        ("19.9", "part_time", False),
        ("20.0", "part_time", True),
        ("21.3", "part_time", True),
        ("21.3", "full_time", False),
        ("3.0", "full_time", False),
        (None, "part_time", False),
    ],
)
def test_from_the_threshold_on_a_part_time_team_should_be_full_time(session, average, kind, warned):
    """In words, on the page of the team and in the view of the list."""
    number = Decimal(average) if average else None
    assert (kind_advice(number, kind) is not None) == warned
    key = plant(session, ResponseTeam, TOWN, kind=kind, calls_per_day=number).id
    session.expire_all()
    team = session.scalars(select(ResponseTeam).where(ResponseTeam.id == key)).one()
    assert team.calls_per_day == number
    assert bool(team.doubts()) == warned
    assert (key in set(session.scalars(select(ResponseTeam.id).where(SHOULD_BE_FULL_TIME)))) == warned
    team.active = False
    session.flush()
    assert not team.doubts()
    assert key not in set(session.scalars(select(ResponseTeam.id).where(SHOULD_BE_FULL_TIME)))


@one_engine
def test_the_advice_names_the_numbers_an_administrator_keeps(session):
    assert kind_advice(Decimal("21.3"), "part_time") == "近90日日均接警21.3起，达到20起，应当组建专职队伍"
    session.scalars(select(Threshold).where(Threshold.code == FULL_TIME_CALLS)).one().amount = 22
    session.flush()
    assert kind_advice(Decimal("21.3"), "part_time") is None


@one_engine
def test_a_warning_stands_on_the_page_and_behind_the_view(login):
    leader = login("leader_county")
    page = leader.get("/teams/response_team/list/?view=should_be_full_time").text
    assert "塘湾街道民声服务队" in page and "石桥镇民声服务队" not in page and ">21.3<" in page
    key = page.partition("/teams/response_team/show/")[2].partition('"')[0]
    assert "近90日日均接警21.3起" in leader.get(f"/teams/response_team/show/{key}").text


@one_engine
@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, []),
        ({"division_code": "990102"}, ["division_code"]),
        ({"division_code": "990102001001"}, ["division_code"]),
        ({"calls_per_day": Decimal("0.0"), "calls_reported_on": date(2026, 11, 18)}, []),
        ({"calls_per_day": Decimal("-0.1"), "calls_reported_on": date(2026, 11, 18)}, ["calls_per_day"]),
        ({"calls_per_day": Decimal("8.5")}, ["calls_reported_on"]),
        ({"calls_reported_on": date(2026, 11, 18)}, ["calls_per_day"]),
    ],
)
def test_a_team_belongs_to_a_township_and_its_calls_to_a_day(app, given, wrong):
    assert list(ResponseTeam(**{"division_code": TOWN, **given}).problems()) == wrong


@one_engine
def test_the_six_things_are_counted(app):
    with app.test_request_context():
        assert ResponseTeam().uniformity == "0/6"
        assert ResponseTeam(same_pay=True, same_signs=True).uniformity == "2/6"
        assert ResponseTeam(**dict.fromkeys(UNIFORMS, True)).uniformity == "6/6"


@one_engine
@pytest.mark.parametrize(
    ("joined", "left", "wrong"),
    [
        (None, None, ["person_id"]),
        (date(2026, 6, 1), None, []),
        (date(2026, 5, 31), None, ["person_id"]),
        (date(2024, 1, 1), date(2025, 6, 1), []),
        (date(2024, 1, 1), date(2025, 6, 2), ["person_id"]),
        (date(2026, 7, 1), date(2026, 6, 30), ["left_on"]),
    ],
)
def test_a_person_is_in_one_team_at_a_time(session, joined, left, wrong):
    """Whoever left on 1 June 2026 may join another team on that very day."""
    first = plant(session, TeamMember, TOWN, joined_on=date(2025, 6, 1), left_on=date(2026, 6, 1))
    team = plant(session, ResponseTeam, OTHER)
    again = TeamMember(person_id=first.person_id, team_id=team.id, joined_on=joined, left_on=left)
    assert list(again.problems()) == wrong
    assert again.division_code == OTHER
    assert not first.problems()


@one_engine
def test_service_elsewhere_counts_beyond_what_the_keeper_may_see(river, as_person):
    with system("service elsewhere") as session:
        person = plant(session, Person, "330402007")
        there = plant(session, TeamMember, "330411002", person_id=person.id)
        team = plant(session, ResponseTeam, "330402007")
        keys = person.id, team.id, there.id
        session.commit()
    with as_person("admin", "330402") as session:
        assert session.get(TeamMember, keys[2]) is None
        assert list(TeamMember(person_id=keys[0], team_id=keys[1]).problems()) == ["person_id"]


@one_engine
def test_one_leads_a_team_at_a_time(session):
    first = plant(session, TeamMember, TOWN, post="leader")
    team = first.team
    assert team.leader is first
    second = plant(session, TeamMember, TOWN, team_id=team.id)
    second.post = "leader"
    assert list(second.problems()) == ["post"]
    second.post = "deputy"
    first.left_on = date(2026, 11, 1)
    session.flush()
    second.post = "leader"
    assert not second.problems()
    session.flush()
    session.expire_all()
    assert team.leader is second


@one_engine
def test_another_skill_is_a_change_of_the_member(app, login):
    """Of its version, so that nothing is overwritten unseen, and on the trail."""
    admin = login("admin_town")
    with app.app_context(), system("test") as session:
        member = session.scalars(select(TeamMember).order_by(TeamMember.id)).first()
        key, version = member.id, member.row_version
        skills = dict(session.execute(select(Skill.code, Skill.id)).all())
        form = {"person_id": member.person_id, "team_id": member.team_id, "post": member.post}
    form |= {"skills": [skills["01"], skills["09"]], "row_version": version}
    assert admin.post(f"/teams/team_member/edit/{key}", data=form).status_code == 303
    assert admin.post(f"/teams/team_member/edit/{key}", data=form).status_code == 409
    with app.app_context(), system("test") as session:
        member = session.get(TeamMember, key)
        assert [skill.code for skill in member.skills] == ["01", "09"]
        assert member.row_version > version
        trail = select(Audit.id).where(Audit.model == "teams.team_member", Audit.row_id == key)
        assert session.scalars(trail.where(Audit.action == "update")).all()
    page = admin.get(f"/teams/team_member/list/?skills={skills['09']}").text
    assert "孙立行" in page and "邵明渠" not in page


@one_engine
def test_a_force_is_attached_to_a_named_team_and_keeps_it_while_attached(session):
    force = plant(session, SocialForce, TOWN)
    with pytest.raises(Refused) as refused:
        fire(force, "attach")
    assert [str(one.message) for one in refused.value.refusals] == ["还没有选定民声服务队"]
    force.team_id = plant(session, ResponseTeam, TOWN).id
    fire(force, "attach")
    force.team_id = None
    assert list(force.problems()) == ["team_id"]
    fire(force, "detach", note="队伍调整")
    assert (force.status, force.problems()) == ("detached", {})
