"""What deserves a second look at a grid worker: insurance that runs out, what somebody who left leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.model.base import db
from app.model.moment import today
from app.org.models import Account
from app.org.threshold import threshold
from modules.grids.models import Device, GridWorker


def doubts_of(worker: GridWorker) -> list[str]:
    """Sentences for the page of a grid worker."""
    session = object_session(worker) or db.session()
    if worker.status == "left":
        return list(_left_behind(session, worker))
    until = worker.insurance_until
    if until is not None and until < today():
        return [gettext("The insurance ended on %(day)s", day=until)]
    if until is not None and until <= notice_until():
        return [gettext("The insurance ends on %(day)s", day=until)]
    return []


def notice_until() -> date:
    """The last day whose end of an insurance is told today."""
    return today() + timedelta(days=threshold("insurance_notice_days"))


def insurance_ending() -> ColumnElement[bool]:
    """Workers who have not left and whose insurance ends soon."""
    return and_(GridWorker.status != "left", GridWorker.insurance_until.between(today(), notice_until()))


def uninsured() -> ColumnElement[bool]:
    """Workers who have not left and whose insurance is over or not on record."""
    over = or_(GridWorker.insurance_until.is_(None), GridWorker.insurance_until < today())
    return and_(GridWorker.status != "left", over)


def _left_behind(session: Session, worker: GridWorker) -> Iterator[str]:
    if worker.account_id is not None:
        with beyond_scope(session, "account of a grid worker"):
            works = session.scalar(select(Account.active).where(Account.id == worker.account_id))
        if works:
            yield gettext("The account can still sign in")
    for device in session.scalars(select(Device).where(Device.worker_id == worker.id).order_by(Device.id)):
        yield gettext("%(device)s has not been handed back", device=str(device))
