"""What lending a device, handing it back and losing it do. Nothing here commits."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.grids.models import Device, DeviceLoan


def lend(device: Device, data: dict[str, Any]) -> None:
    """Give a device to a worker in service.

    Raises:
        Refused: the worker is away, or the day cannot be meant.
    """
    worker = data["worker"]
    if worker.status != "serving":
        text = gettext("%(name)s is on leave or has left; nothing is lent to them", name=worker.name)
        raise Refused(Refusal(text, "#worker"))
    day = data["lent_on"] = data.get("lent_on") or today()
    _require_past(day, "#lent_on")
    session = _session(device)
    before = select(DeviceLoan.returned_on).where(DeviceLoan.device_id == device.id)
    last = session.scalar(before.order_by(DeviceLoan.returned_on.desc()).limit(1))
    if last is not None and day < last:
        raise Refused(
            Refusal(gettext("The device was with somebody else until %(day)s", day=last), "#lent_on")
        )
    device.worker = worker
    session.add(DeviceLoan(device=device, worker=worker, lent_on=day, division_code=worker.division_code))


def hand_back(device: Device, data: dict[str, Any]) -> None:
    """Take a device back into the store.

    Raises:
        Refused: the day lies ahead or before it was lent.
    """
    day = data["returned_on"] = data.get("returned_on") or today()
    _end_loan(device, day)


def lose(device: Device, _data: dict[str, Any]) -> None:
    """Report a device lost; a loan ends with the report."""
    _end_loan(device, today())


def _end_loan(device: Device, day: date) -> None:
    _require_past(day, "#returned_on")
    going_on = select(DeviceLoan).where(DeviceLoan.device_id == device.id, DeviceLoan.returned_on.is_(None))
    for loan in _session(device).scalars(going_on):
        if day < loan.lent_on:
            raise Refused(Refusal(gettext("It was lent on %(day)s only", day=loan.lent_on), "#returned_on"))
        loan.returned_on = day
    device.worker = None


def _require_past(day: date, field: str) -> None:
    if day > today():
        raise Refused(Refusal(gettext("This lies in the future"), field))


def _session(device: Device) -> Session:
    return object_session(device) or db.session()
