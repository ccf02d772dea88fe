"""A1, steps 5 and 8: a grid worker leaves and all is in other hands; the plates of the grids can be read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from pypdf import PdfReader
from sqlalchemy import select

from app.access.scope import system
from app.job.runner import Runner
from app.org.models import Account, Unit
from app.workflow.engine import timeline
from modules.cases.models import Case
from modules.dispatch import services as dispatch
from modules.dispatch.models import Assignment
from modules.grids.demo.staff import grid_worker
from modules.grids.models import Device, Grid, GridAssignment, GridWorker, HandOver
from tests.house.installed import PASSWORD
from tests.house.reading import picture_of

LEAVER, NEXT = "步长青", "田野"
GRIDS = {"990102001001001", "990102001001002"}


@pytest.fixture
def work(app: Any, freeze: Any) -> int:
    """The key of a piece of work that the leaver has in hand."""
    freeze("2026-11-20 09:00")
    with app.app_context(), system("work for a test") as session:
        case = session.scalars(select(Case).where(Case.status == "in_progress").order_by(Case.id)).first()
        unit = session.scalars(select(Unit).where(Unit.name == "建设社区居民委员会")).one()
        account = session.scalars(select(Account).where(Account.username == "grid_worker_village")).one()
        made = dispatch.dispatch(case, unit, "上门核实楼道堆物情况", account)
        session.commit()
        return made.id


def leave(app: Any, client: Any, **data: Any) -> Any:
    """Press 离任 on the page of the leaver."""
    with app.app_context(), system("look") as session:
        key = grid_worker(session, LEAVER).id
        if "successor" in data:
            data["successor"] = grid_worker(session, data["successor"]).id
    return client.post(f"/grids/grid_worker/action/leave_service/{key}", data=data)


def work_off(app: Any) -> None:
    runner = Runner(app, app.extensions["house"].jobs, system)
    while runner.run_one():
        pass


def test_who_leaves_hands_over_grids_devices_tasks_and_account(app: Any, login: Any, work: int) -> None:
    admin, leaver = login("admin_county"), login("grid_worker_village")
    assert leaver.get("/").status_code == 200
    answer = leave(app, admin, left_on="2026-11-20", successor=NEXT, note="调任街道综治办")
    assert answer.status_code == 303, answer.text

    assert leaver.get("/").status_code == 302  # the session ended with the account
    again = app.test_client().post("/login/", data={"username": "grid_worker_village", "password": PASSWORD})
    assert again.status_code != 302

    work_off(app)
    with app.app_context(), system("look") as session:
        gone, successor = grid_worker(session, LEAVER), grid_worker(session, NEXT)
        assert (gone.status, gone.left_on, gone.account.active) == ("left", date(2026, 11, 20), False)
        assert all(post.valid_to == date(2026, 11, 19) for post in gone.account.posts)
        assert {(one.grid.code, one.valid_to) for one in gone.assignments} == {
            (code, date(2026, 11, 20)) for code in GRIDS
        }
        taken = [one for one in successor.assignments if one.grid.code in GRIDS]
        assert {one.grid.code for one in taken} == GRIDS
        assert not any(one.main for one in taken)  # the successor is full-time and keeps one main grid
        task = session.get(Assignment, work)
        assert task.handler_id == successor.account_id
        assert [act.arrow for act in timeline(task.case)][0] == "hand_on"
        sheet = session.scalars(select(HandOver).where(HandOver.worker_id == gone.id)).one()
        assert [item.kind for item in sheet.items] == ["grid", "grid", "device", "work"]
        assert sheet.items[-1].what == f"{task.case.case_no} 建设社区居民委员会"
        assert task.duty not in sheet.items[-1].what
        key = sheet.id
        device = session.scalars(select(Device).where(Device.worker_id == gone.id)).one().id

    accept = f"/grids/hand_over/action/accept/{key}"
    refused = admin.post(accept)
    assert refused.status_code == 422 and "移动终端 FQ-T-0012 尚未交回" in refused.text
    assert admin.post(f"/grids/device/action/hand_back/{device}").status_code == 303
    assert admin.post(accept).status_code == 303
    with app.app_context(), system("look") as session:
        sheet = session.get(HandOver, key)
        assert (sheet.status, sheet.accepted_by.username) == ("accepted", "admin_county")


def test_without_a_successor_tasks_are_with_the_unit_and_grids_are_vacant(
    app: Any, login: Any, work: int
) -> None:
    admin = login("admin_county")
    assert leave(app, admin, note="本人辞职").status_code == 303
    work_off(app)
    with app.app_context(), system("look") as session:
        task = session.get(Assignment, work)
        assert (task.handler_id, task.unit.name, task.status) == (None, "建设社区居民委员会", "dispatched")
        key = session.scalars(select(HandOver).order_by(HandOver.id.desc())).first().id
        device = session.scalars(select(Device).where(Device.serial == "FQ-T-0012")).one().id
    listed = admin.get("/grids/grid/list/?view=vacant").text
    assert all(code in listed for code in GRIDS)
    admin.post(f"/grids/device/action/hand_back/{device}")
    refused = admin.post(f"/grids/hand_over/action/accept/{key}")
    assert refused.status_code == 422 and "建设社区第2网格 尚无人接替，请选择接替人" in refused.text
    with app.app_context(), system("look") as session:
        chosen = grid_worker(session, "林阿土").id
    assert admin.post(f"/grids/hand_over/action/accept/{key}", data={"successor": chosen}).status_code == 303
    work_off(app)
    with app.app_context(), system("look") as session:
        task, successor = session.get(Assignment, work), grid_worker(session, "林阿土")
        assert successor.account_id is not None and task.handler_id == successor.account_id
        acts = [act for act in timeline(task.case) if act.arrow == "hand_on"]
        assert [act.note for act in acts] == ["已指定接替人", "原承办网格员已离岗"], "history keeps both"
        lines = [item for item in session.get(HandOver, key).items if item.kind == "work"]
        assert [item.successor for item in lines] == [successor], "said once, with who has it now"
    assert not any(code in admin.get("/grids/grid/list/?view=vacant").text for code in GRIDS)


def test_what_cannot_be_done_is_said_and_changes_nothing(app: Any, login: Any, work: int) -> None:
    admin = login("admin_county")
    for data, said in (
        ({"note": "调任", "left_on": "2026-11-21"}, "不能晚于现在"),
        ({"note": "调任", "left_on": "2025-02-28"}, "该网格员在这一天之后才入职"),
        ({"note": "调任", "successor": LEAVER}, "接替人不能是本人"),
        ({"note": "调任", "successor": "葛桂枝"}, "葛桂枝 请假中或已离任，不能接替"),
        ({"left_on": "2026-11-20"}, "请填写事由"),
    ):
        answer = leave(app, admin, **data)
        assert answer.status_code == 422, data
        assert said in answer.text, data
    work_off(app)
    with app.app_context(), system("look") as session:
        worker = grid_worker(session, LEAVER)
        assert (worker.status, worker.account.active, worker.left_on) == ("serving", True, None)
        assert session.scalars(select(HandOver.id).where(HandOver.worker_id == worker.id)).all() == []
        assert all(one.valid_to is None for one in worker.assignments)
        assert session.get(Assignment, work).handler_id == worker.account_id


def test_a_worker_served_beyond_the_place_is_left_to_the_level_above(app: Any, login: Any) -> None:
    with app.app_context(), system("a grid elsewhere") as session:
        far = session.scalars(select(Grid).where(Grid.code == "990102100201001")).one()
        worker = session.scalars(
            select(GridWorker).where(GridWorker.id == grid_worker(session, LEAVER).id)
        ).one()
        place = {"grid": far, "division_code": far.division_code}
        session.add(GridAssignment(worker=worker, main=False, valid_from=date(2026, 1, 1), **place))
        session.commit()
    answer = leave(app, login("admin_town"), note="调任")
    assert answer.status_code == 422 and "您辖区以外的网格" in answer.text


def test_plates_are_printed_and_lead_to_their_grids(app: Any, login: Any, client: Any) -> None:
    app.config["PUBLIC_URL"] = "https://fengqiao.test/"
    admin = login("admin_county")
    page = admin.get("/grids/plates/?division_code=990102001").text
    assert "6 块标牌" in page and "/grids/plates/sheet?division_code=990102001&amp;part=1" in page
    body = admin.get("/grids/plates/sheet?part=1").data
    read = []
    for number in range(1, len(PdfReader(BytesIO(body)).pages) + 1):
        read += [found.text for found in zxingcpp.read_barcodes(picture_of(body, number, dpi=150))]
    with app.app_context(), system("look") as session:
        codes = session.scalars(select(Grid.code).where(Grid.active)).all()
    assert sorted(read) == sorted(f"https://fengqiao.test/g/{code}" for code in codes)
    for address in read[:2]:
        answer = client.get(address.removeprefix("https://fengqiao.test"))
        assert answer.status_code == 200 and "12345" in answer.text
