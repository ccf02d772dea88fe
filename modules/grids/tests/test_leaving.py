"""Going on leave, leaving and coming back, and who served a grid meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.accounts import create_account, give_post
from app.access.scope import system
from app.model.moment import frozen
from app.workflow.engine import NotAllowed, Refused, fire
from modules.grids.models import Grid, HandOver
from modules.grids.services import served_on
from modules.grids.standing import insurance_ending, uninsured
from modules.grids.tests.street import TOWN, grid, serves, worker

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def session(river):
    with system("test") as session, frozen("2026-11-20 09:00"):
        yield session


@pytest.fixture
def first(session):
    return grid(session, 1)


@pytest.fixture
def one(session, first):
    made = worker(session, "步长青", employment="full_time")
    serves(session, made, first, "2025-03-01")
    return made


def on(where: Grid, day: str) -> list[tuple[str, bool]]:
    return [(row.worker.name, row.main) for row in served_on(where, date.fromisoformat(day))]


def vacant(session) -> set[int]:
    return set(session.scalars(select(Grid.id).where(Grid.vacant())))


def test_the_history_answers_who_served_on_a_day(session, first, one):
    other = worker(session, "田野")
    serves(session, other, first, "2024-01-01", "2025-03-01", main=False)
    assert on(first, "2023-12-31") == []
    assert on(first, "2025-02-28") == [("田野", False)]
    assert on(first, "2025-03-01") == [("步长青", True), ("田野", False)]  # the day of the hand-over
    assert on(first, "2025-03-02") == [("步长青", True)]


def test_a_leave_lets_somebody_stand_in_and_coming_back_ends_it(session, first, one):
    stand_in = worker(session, "田野")
    second = grid(session, 2)
    serves(session, one, second, "2025-06-01", main=False)
    fire(one, "leave", note="探亲", data={"successor": stand_in})
    assert (one.status, one.left_on) == ("on_leave", None)
    assert vacant(session) & {first.id, second.id} == set()
    with frozen("2026-12-01 09:00"):
        assert on(first, "2026-12-01") == [("田野", True)] and on(second, "2026-12-01") == [("田野", False)]
        fire(one, "return_")
        session.flush()
        assert on(first, "2026-12-01") == [("步长青", True)]
        assert [name for name, _main in on(second, "2026-12-01")] == ["步长青"]
    assert on(first, "2026-11-30") == [("田野", True)]
    sheet = session.scalars(select(HandOver).where(HandOver.worker_id == one.id)).one()
    assert (sheet.cause, sheet.ended_on) == ("leave", date(2026, 12, 1))
    with pytest.raises(Refused, match="已返岗"):
        fire(sheet, "accept")


@one_engine
def test_who_comes_back_the_next_day_has_no_gap(session, first, one):
    fire(one, "leave", note="体检")
    assert first.id in vacant(session)
    with frozen("2026-11-21 09:00"):
        fire(one, "return_")
        session.flush()
        assert first.id not in vacant(session)
    (kept,) = one.assignments
    assert (kept.valid_from, kept.valid_to) == (date(2025, 3, 1), None)


def test_another_post_keeps_the_account_open(session, first, one):
    account, _password = create_account(session, "buchangqing", "步长青", TOWN)
    field = give_post(session, account, "grid_worker", TOWN)
    desk = give_post(session, account, "mediator", TOWN)
    one.account = account
    epoch = account.session_epoch
    fire(one, "leave_service", note="改任专职调解员")
    assert (
        account.active and account.session_epoch > epoch
    )  # whoever is signed in signs in anew, without the post
    assert (field.valid_to, desk.valid_to) == (date(2026, 11, 19), None)
    assert one.doubts() == ["账号仍可登录"]


@one_engine
def test_serving_again_begins_without_grids(session, first, one):
    fire(one, "leave_service", note="辞职", data={"left_on": date(2026, 11, 18)})
    assert on(first, "2026-11-18") == [("步长青", True)] and on(first, "2026-11-19") == []
    fire(one, "rejoin", note="重新聘用")
    assert (one.status, one.left_on) == ("serving", None)
    assert first.id in vacant(session)


@one_engine
def test_nobody_absent_is_given_a_grid(session, first, one):
    fire(one, "leave", note="探亲")
    again = serves(session, one, first, "2026-11-20")
    assert {name: str(text) for name, text in again.problems().items()} == {
        "worker_id": "该网格员已离任或请假中"
    }
    again.valid_to = date(2026, 11, 1)
    assert {name: str(text) for name, text in again.problems().items()} == {"valid_to": "早于起始日期"}


def test_only_keepers_let_somebody_leave(session, first, one, as_person):
    key = one.id
    session.commit()
    with as_person("dispatcher", TOWN) as mine, pytest.raises(NotAllowed):
        fire(mine.get(type(one), key), "leave_service", note="辞职")
    with as_person("admin", TOWN) as mine:
        fire(mine.get(type(one), key), "leave_service", note="辞职")
        mine.flush()
        assert mine.scalars(select(HandOver)).one().day == date(2026, 11, 20)


@one_engine
def test_insurance_that_runs_out_is_found_and_said(session, one):
    found = []
    for until, said in (
        ("2026-11-19", ["保险已于 2026-11-19 到期"]),
        ("2026-11-20", ["保险将于 2026-11-20 到期"]),
        ("2026-12-20", ["保险将于 2026-12-20 到期"]),
        ("2026-12-21", []),
    ):
        one.insurance_until = date.fromisoformat(until)
        session.flush()
        assert one.doubts() == said
        asked = select(type(one).id).where(type(one).id == one.id)
        found.append(
            (session.scalar(asked.where(insurance_ending())), session.scalar(asked.where(uninsured())))
        )
    assert found == [(None, one.id), (one.id, None), (one.id, None), (None, None)]
