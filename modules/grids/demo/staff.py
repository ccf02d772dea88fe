"""What became of the demo's grid workers: devices, courses, pay, a leave of absence, and one who left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import frozen
from app.workflow.engine import fire
from modules.grids.models import (
    Device,
    DeviceKind,
    Grid,
    GridAssignment,
    GridWorker,
    HandOver,
    Pay,
    Training,
)
from modules.parties.demo import person

TOWN = "990102001"
HIRED = date(2025, 3, 1)

#: Who serves without an account: name, grid.
HELPERS = (("葛桂枝", "990102001001901"), ("贺归乡", "990102001003001"))

#: Kind, serial number, who has it.
DEVICES = (
    ("01", "FQ-T-0012", "步长青"),
    ("01", "FQ-T-0013", "田野"),
    ("02", "FQ-D-0031", "葛桂枝"),
    ("02", "FQ-D-0032", ""),
    ("03", "FQ-J-0007", ""),
)

#: Name, last day of the insurance.
INSURED = (("步长青", date(2026, 12, 10)), ("田野", date(2027, 2, 28)), ("林阿土", date(2027, 2, 28)))


def tell_of_staff(session: Session, grids: dict[str, Grid]) -> None:
    """Add what hangs on the workers, and let one be away for a while and another go for good."""
    for name, code in HELPERS:
        worker = GridWorker(
            person_id=person(session, name).id, employment="full_time", hired_on=HIRED, division_code=TOWN
        )
        session.add(worker)
        session.flush()
        place = {"grid_id": grids[code].id, "division_code": grids[code].division_code}
        session.add(GridAssignment(worker_id=worker.id, main=True, valid_from=HIRED, **place))
    session.flush()
    _facts(session)
    _devices(session)
    with frozen("2026-05-06 08:30"):
        stand_in = {"successor": grid_worker(session, "林阿土")}
        fire(grid_worker(session, "贺归乡"), "leave", note="回乡照料住院的母亲", data=stand_in)
    with frozen("2026-05-07 09:00"):
        fire(session.scalars(select(HandOver)).one(), "accept")
    with frozen("2026-05-25 08:30"):
        fire(grid_worker(session, "贺归乡"), "return_")
    with frozen("2026-10-30 17:00"):
        fire(grid_worker(session, "葛桂枝"), "leave_service", note="年满六十六周岁，本人申请不再续聘")


def grid_worker(session: Session, name: str) -> GridWorker:
    """The demo grid worker of that name, for the demos of later modules."""
    return session.scalars(select(GridWorker).where(GridWorker.person_id == person(session, name).id)).one()


def _facts(session: Session) -> None:
    for name, until in INSURED:
        worker = grid_worker(session, name)
        place = {"worker_id": worker.id, "division_code": worker.division_code}
        worker.insurance_until = until
        session.add(Pay(since=HIRED, monthly=Decimal(1600), **place))
        course = Training(
            title="网格员岗前培训：走访登记与事件上报",
            begins_on=date(2025, 3, 3),
            ends_on=date(2025, 3, 5),
            **place,
        )
        course.result = "考核合格"
        session.add(course)
    session.flush()


def _devices(session: Session) -> None:
    kinds = {kind.code: kind for kind in session.scalars(select(DeviceKind))}
    with frozen("2025-03-06 09:00"):
        for code, serial, name in DEVICES:
            device = Device(kind=kinds[code], serial=serial, division_code=TOWN)
            session.add(device)
            session.flush()
            if name:
                fire(device, "lend", data={"worker": grid_worker(session, name)})
    spare = session.scalars(select(Device).where(Device.serial == "FQ-D-0032")).one()
    with frozen("2026-05-11 09:00"):
        fire(spare, "lend", data={"worker": grid_worker(session, "林阿土")})
    with frozen("2026-05-25 16:00"):
        fire(spare, "hand_back")
    recorder = session.scalars(select(Device).where(Device.serial == "FQ-J-0007")).one()
    with frozen("2026-07-14 10:20"):
        fire(recorder, "lose", note="防汛值守时落水，未能打捞")
