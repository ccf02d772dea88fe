"""The pool of experts: drafted, reviewed by a second person, published; read below, kept here."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import current_scope, system
from app.view.calling import called
from app.workflow.engine import NotAllowed, Refused, fire, timeline
from modules.experts.models import Expert, Field
from modules.parties.models import Person

CITY, COUNTY, NEIGHBOUR = "3304", "330402", "330411"
NAMES = {CITY: "秦医正", COUNTY: "苏问道", NEIGHBOUR: "温致和"}

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def pool(river):
    """A draft in the pool of the city and of two counties."""
    with system("experts for a test") as session:
        field = session.scalars(select(Field).where(Field.code == "02")).one()
        for code, name in NAMES.items():
            person = Person(name=name, division_code=code)
            session.add(Expert(person=person, field=field, division_code=code))
        session.commit()


@pytest.fixture
def administrator(pool, as_person):
    """A function `administrator(name)`: the with-block gives the county's own expert to an administrator there."""

    @contextmanager
    def enter(name):
        with as_person("admin", COUNTY, name) as session:
            yield session.scalars(select(Expert).where(Expert.division_code == COUNTY)).one()
            session.commit()

    return enter


def words(refused) -> list[str]:
    return [str(one.message) for one in refused.value.refusals]


@one_engine
def test_who_submits_does_not_publish(administrator):
    with administrator("甲") as expert:
        assert expert.status == "draft"
        fire(expert, "submit")
        with pytest.raises(Refused) as refused:
            fire(expert, "publish")
        assert words(refused) == ["前一步是您办的，这一步须由另一人办"]
        assert expert.status == "reviewing"
    with administrator("乙") as expert:
        fire(expert, "publish")
        assert expert.status == "published"


@one_engine
def test_the_last_submission_decides_who_may_publish(administrator):
    with administrator("甲") as expert:
        fire(expert, "submit")
    with administrator("乙") as expert:
        with pytest.raises(Refused) as refused:
            fire(expert, "return_", note="  ")
        assert words(refused) == ["请填写事由"]
        fire(expert, "return_", note="请补职称证书")
        assert (expert.status, timeline(expert)[0].note) == ("draft", "请补职称证书")
        fire(expert, "submit")
        with pytest.raises(Refused):
            fire(expert, "publish")
    with administrator("甲") as expert:
        fire(expert, "publish")
        assert expert.status == "published"


@one_engine
def test_a_withdrawn_expert_is_reviewed_anew(administrator):
    with administrator("甲") as expert:
        fire(expert, "submit")
    with administrator("乙") as expert:
        fire(expert, "publish")
        with pytest.raises(Refused):
            fire(expert, "withdraw")
        fire(expert, "withdraw", note="本人申请退出")
        for arrow in ("submit", "publish", "return_"):
            with pytest.raises(Refused) as refused:
                fire(expert, arrow, note="试")
            assert words(refused) == ["现在不能办理：当前状态为“已撤回”"]
        fire(expert, "restore")
        assert expert.status == "draft"
        with pytest.raises(Refused):
            fire(expert, "publish")


@pytest.mark.parametrize(
    ("role", "place", "read"),
    [
        ("clerk", "330402007", {CITY, COUNTY}),
        ("mediator", "330402007001", {CITY, COUNTY}),
        ("admin", COUNTY, {CITY, COUNTY}),
        ("leader", CITY, set(NAMES)),
        ("leader", "330411002", {CITY, NEIGHBOUR}),
        ("statistician", COUNTY, set()),
    ],
)
def test_a_pool_is_read_below_by_names_and_not_next_door(pool, as_person, role, place, read):
    with as_person(role, place) as session:
        found = session.scalars(select(Expert)).all()
        assert {one.division_code for one in found} == read
        assert {called(one) for one in found} == {NAMES[code] for code in read}


@one_engine
def test_the_list_names_those_of_the_pools_above(app, login):
    page = login("clerk_town").get("/experts/expert/list/").text
    assert all(name in page for name in ("苏问道", "温致和", "顾法言"))


@one_engine
@pytest.mark.parametrize(
    ("role", "place", "free"),
    [
        ("admin", CITY, set(NAMES)),
        ("admin", COUNTY, {COUNTY}),
        ("admin", "330402007", set()),
        ("admin", "33", set()),
        ("clerk", COUNTY, set()),
    ],
)
def test_each_keeps_the_pool_of_the_own_place(pool, as_person, role, place, free):
    with as_person(role, place) as session:
        for expert in session.scalars(select(Expert)).all():
            if expert.division_code in free:
                assert fire(expert, "submit").to_state == "reviewing"
            else:
                with pytest.raises(NotAllowed) as refused:
                    fire(expert, "submit")
                assert words(refused) == ["您的岗位不办理这一步"]
        keeps = role == "admin" and place in (CITY, COUNTY)
        assert [current_scope().may(right, Expert) for right in ("c", "submit")] == [keeps, keeps]
        assert current_scope().may("u", Field) == keeps


@one_engine
def test_a_person_stands_once_in_a_field_of_a_pool(pool):
    with system("test") as session:
        known = session.scalars(select(Expert).where(Expert.division_code == COUNTY)).one()
        other = session.scalars(select(Field).where(Field.code == "05")).one()
        place = {"person_id": known.person_id, "division_code": COUNTY}
        session.add(Expert(**place, field=other))
        session.add(Expert(**{**place, "division_code": CITY}, field=known.field))
        session.flush()
        session.add(Expert(**place, field=known.field))
        with pytest.raises(IntegrityError):
            session.flush()


@one_engine
def test_the_fields_of_expertise_are_data(river):
    with system("test") as session:
        fields = session.scalars(select(Field).order_by(Field.code)).all()
        assert [field.code for field in fields] == [f"{number:02}" for number in range(1, 14)]
        assert (str(fields[0]), str(fields[-1])) == ("婚姻家庭", "教育与心理")
        assert all(field.active for field in fields)


@one_engine
def test_a_suspended_expert_returns_without_a_second_review(administrator):
    with administrator("甲") as expert:
        fire(expert, "submit")
    with administrator("乙") as expert:
        fire(expert, "publish")
        with pytest.raises(Refused) as refused:
            fire(expert, "suspend")
        assert words(refused) == ["请填写事由"]
        fire(expert, "suspend", note="援外半年")
        assert expert.status == "suspended"
        fire(expert, "resume", note="援外期满")
        assert expert.status == "published"
        fire(expert, "suspend", note="再次援外")
        fire(expert, "withdraw", note="调离本市")
        assert expert.status == "withdrawn"
        with pytest.raises(Refused):
            fire(expert, "resume", note="试")


@one_engine
def test_what_is_wrong_with_an_expert_is_said_at_the_field(administrator, freeze):
    freeze("2026-11-20 11:00")
    with administrator("甲") as expert:
        assert expert.problems() == {}
        expert.term_begins_on, expert.term_ends_on = date(2026, 11, 2), date(2026, 11, 1)
        assert list(expert.problems()) == ["term_ends_on"]
        expert.term_begins_on = date(2026, 1, 1)
        again = Expert(person_id=expert.person_id, field_id=expert.field_id, division_code=COUNTY)
        assert str(again.problems()["person_id"]).startswith("此人已在本专家库")
        assert expert.doubts() == ["任期已于2026-11-01届满，不再列入点选名单"]
