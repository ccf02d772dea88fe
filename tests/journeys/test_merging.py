"""Two records of one person made one, and taken apart again; every role and both histories on the one that stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.audit_chain import Audit
from app.access.scope import system
from app.workflow.engine import record
from modules.grids.models import GridWorker
from modules.mediators.models import Committee, Mediator
from modules.parties.merging import _references
from modules.parties.models import Person, PersonMerge

TOWN, ELSEWHERE = "990102001", "990103001"
NUMBER = "110105194912310021"


@pytest.fixture
def pair(app: Flask) -> Callable[..., tuple[int, int]]:
    """A function that puts one person on record twice: as a grid worker, and as a mediator."""

    def made(number: str = "", code: str = TOWN) -> tuple[int, int]:
        with app.app_context(), system("test") as session:
            committee = session.scalars(select(Committee).where(Committee.division_code == TOWN)).first()
            one = Person(name="余重名", phone="13812345678", division_code=code)
            other = Person(name="余重名", phone="138 1234 5678", address="河西路3号", division_code=code)
            if number:
                one.id_number = number
            session.add_all([one, other])
            session.flush()
            session.add(GridWorker(person=one, division_code=code))
            session.add(Mediator(person=other, committee=committee, division_code=code))
            record(one, "note", note="第一条")
            record(other, "note", note="第二条")
            session.commit()
            return one.id, other.id

    return made


def press(client: Any, keys: tuple[int, int], act: str) -> Any:
    return client.post(f"/parties/duplicates/{keys[0]}/{keys[1]}", data={"act": act})


def roles(app: Flask, key: int) -> set[str]:
    with app.app_context(), system("test") as session:
        return {
            model.model_id()
            for model in (GridWorker, Mediator)
            if session.scalar(select(model.id).where(model.person_id == key).limit(1))
        }


def test_duplicates_are_found_and_merged_with_all_that_names_them(
    app: Flask, login: Callable[..., Any], pair: Callable[..., tuple[int, int]]
) -> None:
    one, other = pair()
    admin, second = login("admin_county"), login("admin_town")
    listed = admin.get("/parties/duplicates/").text
    assert "余重名" in listed and "姓名和电话相同" in listed
    assert "河西路3号" in admin.get(f"/parties/duplicates/{one}/{other}").text
    press(admin, (one, other), "keep_first")
    assert roles(app, one) == {"grids.grid_worker"}, "a phone is on record: a second person decides"
    press(admin, (one, other), "approve")
    assert roles(app, one) == {"grids.grid_worker"}, "not the same person"
    press(second, (one, other), "approve")
    assert roles(app, one) == {"grids.grid_worker", "mediators.mediator"} and not roles(app, other)

    shown = admin.get(f"/parties/person/show/{one}").text
    assert "网格员" in shown and "人民调解员" in shown
    assert "第一条" in shown and "第二条" in shown, "both histories"
    assert "河西路3号" in shown, "a fact it did not have"
    assert "余重名" not in admin.get("/parties/duplicates/").text
    gone = admin.get(f"/parties/person/show/{other}").text
    assert "已并入另一条记录" in gone or "保留的记录" in gone
    assert admin.get(f"/parties/person/edit/{other}").status_code == 303
    here, apart = f"/parties/person/show/{one}\"", f"/parties/person/show/{other}\""
    listed = admin.get("/parties/person/list/").text
    assert here in listed and apart not in listed
    kept = admin.get("/parties/person/list/?view=merged").text
    assert apart in kept and here not in kept
    offered = {row["value"] for row in admin.get("/mediators/mediator/related/person_id").json}
    assert one in offered and other not in offered
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Person.id).where(Person.matching("余重名"))).all() == [one]
        assert session.scalars(
            select(Audit).where(Audit.action == "person_merged", Audit.row_id == one)
        ).one()


def test_a_merge_is_undone_with_what_it_moved_and_filled(
    app: Flask, login: Callable[..., Any], pair: Callable[..., tuple[int, int]]
) -> None:
    one, other = pair()
    press(login("admin_county"), (one, other), "keep_first")
    town = login("admin_town")
    press(town, (one, other), "approve")
    press(town, (one, other), "undo")
    assert roles(app, one) == {"grids.grid_worker"} and roles(app, other) == {"mediators.mediator"}
    with app.app_context(), system("test") as session:
        assert session.get_one(Person, one).address is None
        found = session.scalars(select(Person.id).where(Person.where_sealed("phone", "13812345678"))).all()
        assert set(found) == {one, other}, "found by the number again"
        assert session.scalars(select(PersonMerge.state)).all() == ["undone"]


def test_what_cannot_be_one_person_is_refused(
    app: Flask, login: Callable[..., Any], pair: Callable[..., tuple[int, int]]
) -> None:
    one, other = pair()
    with app.app_context(), system("test") as session:
        committee = session.scalars(select(Mediator).where(Mediator.person_id == other)).one().committee_id
        session.add(Mediator(person_id=one, committee_id=committee, division_code=TOWN))
        session.commit()
    press(login("admin_county"), (one, other), "keep_first")
    town = login("admin_town")
    assert (
        "只能保留一条"
        in town.post(
            f"/parties/duplicates/{one}/{other}", data={"act": "approve"}, follow_redirects=True
        ).text
    )
    assert roles(app, other) == {"mediators.mediator"}
    with app.app_context(), system("test") as session:
        session.get_one(Person, one).id_number = NUMBER
        session.get_one(Person, other).id_number = "110105199003071233"
        session.commit()
    press(town, (one, other), "approve")
    assert roles(app, other) == {"mediators.mediator"}, "two numbers are two people"
    assert press(town, (one, one), "keep_first").status_code == 303


def test_records_of_other_places_and_other_people_are_out_of_reach(
    login: Callable[..., Any], pair: Callable[..., tuple[int, int]]
) -> None:
    one, other = pair(code=ELSEWHERE)
    admin = login("admin_county")
    assert "余重名" not in admin.get("/parties/duplicates/").text
    assert admin.get(f"/parties/duplicates/{one}/{other}").status_code == 404
    assert press(admin, (one, other), "keep_first").status_code == 404
    assert login("clerk_county").get("/parties/duplicates/").status_code == 403
    assert admin.get("/parties/duplicates/x/y").status_code == 404


def test_every_reference_to_people_is_known(app: Flask) -> None:
    with app.app_context():
        named = {f"{model.__table__.name}.{column.key}" for model, column in _references()}
    assert {
        "cases_case_party.person_id",
        "grids_grid_worker.person_id",
        "mediators_mediator.person_id",
    } <= named
    assert not any(name.startswith("parties_") for name in named)
