"""What deserves a second look at a mediator: age, certificates that run out, what somebody who left leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.model.base import db
from app.model.moment import today
from app.org.models import Account
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.knowledge.services import cite
from modules.mediators.models import Committee, Mediator, Qualification, Subsidy, Training
from modules.mediators.terms import years_after
from modules.parties.models import Person


def doubts_of(mediator: Mediator) -> list[str]:
    """Sentences for the page of a mediator."""
    session = object_session(mediator) or db.session()
    if mediator.status == "left":
        return list(_left_behind(session, mediator))
    held = select(Qualification).where(Qualification.mediator_id == mediator.id).order_by(Qualification.id)
    return [*_of_age(session, mediator), *doubts_of_certificates(session.scalars(held))]


def doubts_of_certificates(certificates: Iterable[Qualification]) -> list[str]:
    """Which have run out, and which soon will."""
    said, soon = [], notice_until()
    for one in certificates:
        day = one.expires_on
        if day is not None and day < today():
            said.append(gettext("%(what)s has run out on %(day)s", what=str(one), day=day))
        elif day is not None and day <= soon:
            said.append(gettext("%(what)s is valid until %(day)s only", what=str(one), day=day))
    return said


def notice_until() -> date:
    """The last day whose running out is told today."""
    return today() + timedelta(days=threshold("certificate_notice_days"))


def running_out() -> ColumnElement[bool]:
    """Certificates that soon run out."""
    return Qualification.expires_on.between(today(), notice_until())


def run_out() -> ColumnElement[bool]:
    """Certificates that have run out."""
    return Qualification.expires_on < today()


def in_industry() -> ColumnElement[bool]:
    """Mediators who serve in industry or professional committees that work."""
    bodies = select(Committee.id).where(Committee.kind == "industry_professional", Committee.active)
    return and_(Mediator.status == "serving", Mediator.committee_id.in_(bodies))


def _of_age(session: Session, mediator: Mediator) -> Iterator[str]:
    """People's Mediation Law art. 14: mediators are adults."""
    with beyond_scope(session, "age of a mediator"):
        born = session.scalar(select(Person.birth_date).where(Person.id == mediator.person_id))
    if born is not None and years_after(born, threshold("mediator_adult_age")) > today():
        yield Refusal(gettext("A mediator is an adult"), article=cite("mediator.adult")).said


def _left_behind(session: Session, mediator: Mediator) -> Iterator[str]:
    """What is still open of somebody who left; open postings ended with the leaving."""
    if mediator.account_id is not None:
        with beyond_scope(session, "account of a mediator"):
            works = session.scalar(select(Account.active).where(Account.id == mediator.account_id))
        if works:
            yield gettext("The account can still sign in")
    if mediator.on_court_roster:
        yield gettext("Still on the roster of the court")
    for one in session.scalars(_of(Training, mediator).where(Training.ends_on.is_(None))):
        yield gettext("The training “%(what)s” has no last day", what=str(one))
    for paid in session.scalars(_of(Subsidy, mediator).where(Subsidy.paid_on.is_(None))):
        yield gettext("The subsidy of %(month)s is not paid", month=paid.month)


def _of(model: Any, mediator: Mediator) -> Any:
    return select(model).where(model.mediator_id == mediator.id).order_by(model.id)
