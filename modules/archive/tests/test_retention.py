"""Rules of retention are data: the first that fits proposes the period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.access.scope import system
from app.model.moment import frozen
from app.workflow.engine import fire
from modules.agreements.models import Agreement, Instalment
from modules.archive.models import RetentionRule
from modules.archive.retention import kept_until, propose
from modules.archive.services import volume_of
from modules.cases.models import CaseParty
from modules.confirmation.models import Confirmation
from modules.mediation.demo import LEASE, mediation_of
from modules.performance import services as performance


@pytest.fixture
def lease(app):
    """The lease dispute's mediation; the test's changes are undone."""
    with app.app_context(), frozen("2026-11-20 11:00"), system("test") as session:
        yield session, mediation_of(session, LEASE)
        session.rollback()


def agreement_of(session):
    return session.scalars(select(Agreement).where(Agreement.status == "effective")).one()


def death(session, mediation):
    mediation.case.summary = "施工中坠落身亡，家属要求赔偿"


def land(session, mediation):
    mediation.case.dispute_type = "07"


def crowd(session, mediation):
    party = session.scalars(select(CaseParty).where(CaseParty.case_id == mediation.case_id)).first()
    for _one in range(10):
        session.add(
            CaseParty(
                case=mediation.case, role="applicant", person=party.person, organisation=party.organisation
            )
        )


def confirmed_until(session, day):
    """The court confirmed; what is due last is due on a day. Agreements in force are not written, so Core does it."""
    session.scalars(select(Confirmation)).one().status = "confirmed"
    session.flush()
    last = select(func.max(Instalment.id)).scalar_subquery()
    session.execute(Instalment.__table__.update().where(Instalment.id == last).values(due_on=day))
    session.expire_all()


def long_instalments(session, mediation):
    confirmed_until(session, date(2031, 11, 21))


def just_five_years(session, mediation):
    confirmed_until(session, date(2031, 11, 20))


def at_once(session, mediation):
    first, second, _keys = performance.obligations_of(agreement_of(session))
    performance.receive(first, Decimal("23200.00"))
    performance.receive(second, Decimal("43200.00"))


def oral(session, mediation):
    session.execute(Agreement.__table__.update().values(form="oral"))
    session.expire_all()


@pytest.mark.parametrize(
    ("told", "code", "period"),
    [
        (None, "usual", "long"),
        (death, "death", "permanent"),
        (land, "land", "permanent"),
        (crowd, "many", "permanent"),
        (long_instalments, "instalments", "permanent"),
        (just_five_years, "usual", "long"),
        (at_once, "at_once", "short"),
        (oral, "oral", "short"),
    ],
)
def test_the_first_rule_that_fits_proposes(lease, told, code, period):
    session, mediation = lease
    if told is not None:
        told(session, mediation)
        session.flush()
    rule = propose(mediation)
    assert (rule.code, rule.period) == (code, period)


def test_a_rule_switched_off_proposes_nothing(lease):
    session, mediation = lease
    land(session, mediation)
    session.scalars(select(RetentionRule).where(RetentionRule.code == "land")).one().active = False
    session.flush()
    assert propose(mediation).code == "usual"


def test_years_are_thresholds_and_the_29th_of_february_is_the_28th(lease):
    assert kept_until("short", date(2026, 11, 23)) == date(2031, 11, 23)
    assert kept_until("short", date(2024, 2, 29)) == date(2029, 2, 28)
    assert kept_until("permanent", date(2026, 11, 23)) is None


def test_the_button_takes_the_period_of_today(lease):
    session, mediation = lease
    volume = volume_of(mediation)
    land(session, mediation)
    session.flush()
    fire(volume, "propose")
    assert (volume.retention, volume.retention_why) == ("permanent", "房屋宅基地、山林土地、征地拆迁纠纷")
