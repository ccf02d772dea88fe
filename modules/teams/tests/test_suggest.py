"""Who is proposed for a piece of work: in which order, with which reasons, at what cost."""

from __future__ import annotations

from datetime import date

import pytest

from app.access.scope import system
from app.model.moment import frozen
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, Skill, TeamMember
from modules.teams.services import suggest
from tests.kernel.view_house import statements
from tests.planting import plant

TOWN, NEXT_TOWN, COUNTY, FAR_TOWN = "330402007", "330402002", "330402", "330411002"
LAW, HEALTH = "08", "09"

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def members(river):
    """A function `members("甲", "乙")`: members of a team of the town, and their keys by name; more on their rows."""

    def plant_members(*names, place=TOWN, skills=(), active=True, **more):
        with system("members for a test") as session:
            team = plant(session, ResponseTeam, place, active=active)
            known = {skill.code: skill for skill in session.query(Skill)}
            keys = {
                name: plant(
                    session,
                    TeamMember,
                    place,
                    team_id=team.id,
                    person_id=plant(session, Person, place, name=name).id,
                    skills=[known[code] for code in skills],
                    **more,
                ).id
                for name in names
            }
            session.commit()
        return keys

    return plant_members


def names(found) -> list[str]:
    return [one.name for one in found]


def test_each_reason_goes_before_the_next(members, as_person):
    """One member with each reason alone, and one with none; names are in the opposite order."""
    load = {}
    load |= dict.fromkeys(members("队员2", place=NEXT_TOWN).values(), 0)
    load |= dict.fromkeys(members("队员1", place=NEXT_TOWN).values(), 4)
    load |= dict.fromkeys(members("队员3", place=NEXT_TOWN, native_place="江西上饶").values(), 4)
    load |= dict.fromkeys(members("队员4", place=NEXT_TOWN, skills=(LAW,)).values(), 4)
    load |= dict.fromkeys(members("队员5").values(), 4)
    load |= dict.fromkeys(members("队员6", skills=(LAW,), native_place="江西").values(), 0)
    first, second = members("队员8", "队员7", place=NEXT_TOWN).values()
    load |= {first: 9, second: 0}
    with as_person("dispatcher", COUNTY) as session:
        found = suggest(
            session, f"{TOWN}001", LAW, native_place="江西", on_duty={second: "B", first: "A"}, load=load
        )
    assert names(found) == ["队员8", "队员7", "队员6", "队员5", "队员4", "队员3", "队员2", "队员1"]
    assert [one.reasons for one in found] == [
        ("值班中（A岗）", "在办 9 件"),
        ("值班中（B岗）", "在办 0 件"),
        ("本乡镇（街道）队伍", "专长：法律", "同乡：江西", "在办 0 件"),
        ("本乡镇（街道）队伍", "在办 4 件"),
        ("专长：法律", "在办 4 件"),
        ("同乡：江西", "在办 4 件"),
        ("在办 0 件",),
        ("在办 4 件",),
    ]


@one_engine
def test_nothing_speaks_for_somebody_that_nobody_asked_for(members, as_person):
    members("队员2", skills=(LAW,), native_place="江西", dialects="赣语")
    members("队员1", place=NEXT_TOWN)
    with as_person("dispatcher", COUNTY) as session:
        found = suggest(session, COUNTY)
    assert [(one.name, one.reasons) for one in found] == [("队员1", ()), ("队员2", ())]


@one_engine
@pytest.mark.parametrize(
    ("native_place", "dialect", "found"),
    [
        ("江西", None, {"赣语队员": ("同乡：江西",), "江西队员": ("同乡：江西",)}),
        ("江西上饶", None, {"赣语队员": ("同乡：江西上饶",), "江西队员": ("同乡：江西上饶",)}),
        ("江西", "赣语", {"赣语队员": ("同乡：江西", "同方言：赣语"), "江西队员": ("同乡：江西",)}),
        (None, "吴语", {"吴语队员": ("同方言：吴语",)}),
        (None, "徽语", {}),
    ],
)
def test_the_tongue_of_home(members, as_person, native_place, dialect, found):
    """Places fit when one is part of the other, a dialect when it is among those told; both are better than one."""
    members("江西队员", native_place="江西")
    members("赣语队员", native_place="江西", dialects="赣语、官话")
    members("吴语队员", native_place="浙江", dialects="官话, 吴语")
    members("一队员", native_place="", dialects=None)
    with as_person("dispatcher", COUNTY) as session:
        said = suggest(session, COUNTY, native_place=native_place, dialect=dialect)
    fitting = [(one.name, one.reasons) for one in said if one.reasons]
    assert dict(fitting) == found
    assert names(said)[: len(fitting)] == [name for name, _reasons in fitting]
    assert not (native_place and dialect) or names(said)[:2] == ["赣语队员", "江西队员"]


@one_engine
def test_only_those_who_serve_today_in_teams_that_are(members, as_person):
    members("在队", joined_on=date(2026, 11, 20))
    members("明日离队", left_on=date(2026, 11, 21))
    members("今日离队", left_on=date(2026, 11, 20))
    members("明日入队", joined_on=date(2026, 11, 21))
    members("队伍撤销", active=False)
    with as_person("dispatcher", COUNTY) as session, frozen("2026-11-20 10:00"):
        assert names(suggest(session, TOWN)) == ["在队", "明日离队"]


def test_the_scope_says_who_there_is_and_names_are_said_in_full(members, as_person):
    """Also to those who may not open the register of people: a leader of the city."""
    members("此地")
    members("邻镇", place=NEXT_TOWN)
    members("邻县", place=FAR_TOWN)
    for role, place, seen in (
        ("dispatcher", TOWN, {"此地"}),
        ("clerk", f"{TOWN}001", {"此地"}),
        ("dispatcher", COUNTY, {"此地", "邻镇"}),
        ("leader", "3304", {"此地", "邻镇", "邻县"}),
        ("handler", COUNTY, set()),
    ):
        with as_person(role, place) as session:
            assert set(names(suggest(session, TOWN))) == seen, (role, place)


@one_engine
def test_many_members_cost_two_statements(river, members, as_person):
    members(*(f"队员{number}" for number in range(30)), skills=(LAW, HEALTH))
    with as_person("dispatcher", COUNTY) as session, statements(river) as asked:
        found = suggest(session, TOWN, LAW, load={}, limit=12)
    assert len(found) == len({one.member_id for one in found}) == 12
    assert len([text for text in asked if text.lstrip().upper().startswith("SELECT")]) == 2, asked
