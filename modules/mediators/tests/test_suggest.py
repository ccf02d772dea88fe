"""Who is suggested for a matter, in which order and why."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select

from app.access.scope import system
from app.model.base import db
from modules.mediators.models import Mediator
from modules.mediators.services import suggest
from modules.mediators.tests.town import TOWN, committee, mediator
from modules.parties.models import Person

COUNTY, NEXT_TOWN, NEXT_COUNTY, CITY = "330402", "330402002", "330411", "3304"

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def names(found) -> list[str]:
    return [one.name for one in found]


def test_two_parties_from_jiangxi_get_the_mediator_from_there_first(river, as_person):
    """Walk M1: 乡音驿站 finds the fellow countryman, though the other mediators are nearer and serve full-time."""
    with system("test") as session:
        here, there = committee(session), committee(session, NEXT_TOWN)
        mediator(
            session,
            here,
            "近专职",
            full_time=True,
            native_place="浙江",
            dialects="吴语",
            specialities="婚姻家庭",
        )
        mediator(session, there, "老乡", native_place="江西", dialects="赣语")
        mediator(session, there, "会赣语", native_place="湖南", dialects="湘语、赣语")
        session.commit()
    with as_person("dispatcher", COUNTY) as session:
        found = suggest(
            session, TOWN, speciality="婚姻家庭", native_places=("江西省上饶市", "江西"), dialect="赣语"
        )
        assert names(found) == ["老乡", "会赣语", "近专职"]
        assert found[0].reasons == ("与各方当事人同籍（江西）", "会说赣语")
        assert found[2].reasons == ("擅长婚姻家庭", "同一乡镇（街道）", "专职")
        assert found[0].mediator.committee.unit.name in str(found[0].mediator.committee)


@one_engine
def test_one_who_comes_from_where_only_one_party_does_is_not_put_first(river):
    with system("test") as session:
        mediator(session, committee(session), "同一乡镇", native_place="浙江")
        mediator(session, committee(session, NEXT_TOWN), "一方老乡", native_place="江西")
        for places in (("江西", "湖南"), ("江西", ""), ("江西", None), ()):
            assert names(suggest(session, TOWN, native_places=places)) == ["同一乡镇", "一方老乡"]


@one_engine
def test_each_reason_weighs_more_than_all_that_come_after_it(river):
    with system("test") as session:
        here, there = committee(session), committee(session, NEXT_TOWN)
        rest = {"full_time": True}
        mediator(session, there, "语言", languages="手语")
        mediator(session, there, "专长", specialities="物业、邻里", **rest)
        mediator(session, here, "同镇")
        mediator(session, there, "专职", **rest)
        free = mediator(session, there, "闲")
        busy = mediator(session, there, "忙")
        mediator(session, there, "也闲")
        found = suggest(
            session, TOWN, speciality="物业", language="手语", load={busy.id: 3, free.id: 0}, limit=7
        )
        assert names(found) == ["语言", "专长", "同镇", "专职", "闲", "也闲", "忙"]
        assert [found[4].reasons, found[6].reasons] == [("在办0件",), ("在办3件",)]
        assert names(suggest(session, TOWN, speciality="物业", language="手语", limit=2)) == ["语言", "专长"]


@one_engine
def test_who_left_whose_committee_is_closed_or_who_serves_elsewhere_is_not_suggested(river):
    with system("test") as session:
        mediator(session, committee(session), "已离任", status="left")
        mediator(session, committee(session, active=False), "已撤销")
        mediator(session, committee(session, NEXT_COUNTY), "邻县")
        mediator(session, committee(session, CITY), "市里")
        mediator(session, committee(session, COUNTY), "县里")
        assert names(suggest(session, TOWN)) == ["市里", "县里"]
        assert names(suggest(session, CITY)) == ["邻县", "市里", "县里"]


def test_a_reader_is_told_names_of_people_beyond_the_register_and_nobody_beyond_the_scope(river, as_person):
    with system("test") as session:
        mediator(session, committee(session, COUNTY), "县里")
        mediator(session, committee(session, NEXT_TOWN), "邻镇")
        session.commit()
    with as_person("mediator", TOWN) as session:
        assert names(suggest(session, TOWN)) == ["县里"]
        assert session.scalars(select(Person)).all() == []
    with as_person("handler", TOWN) as session:
        assert suggest(session, TOWN) == []


@one_engine
def test_five_thousand_mediators_are_weighed_in_two_queries(river, as_person):
    with system("test") as session:
        bodies = [committee(session, NEXT_TOWN), committee(session)]
        people = [Person(name=f"调解员{number:04}", division_code=COUNTY) for number in range(5000)]
        session.add_all(people)
        session.flush()
        session.add_all(
            Mediator(
                person_id=person.id,
                committee_id=bodies[number % 2].id,
                native_place="江西" if number % 50 == 7 else "浙江",
                dialects="赣语" if number % 40 == 7 else "吴语",
                specialities="婚姻家庭、邻里、物业",
                full_time=number % 3 == 0,
                division_code=bodies[number % 2].division_code,
            )
            for number, person in enumerate(people)
        )
        session.commit()
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    with as_person("dispatcher", COUNTY) as session:
        event.listen(db.engine, "before_cursor_execute", note)
        wanted = {"native_places": ("江西", "江西"), "dialect": "赣语", "speciality": "物业", "load": {}}
        found = suggest(session, TOWN, **wanted)
        event.remove(db.engine, "before_cursor_execute", note)
        assert [statement.split()[0] for statement in asked if "SELECT" in statement] == ["SELECT", "SELECT"]
        assert names(found)[:2] == ["调解员0207", "调解员0807"]
