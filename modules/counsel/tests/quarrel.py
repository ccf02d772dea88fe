"""A pool, a case of two sides, and those who ask and answer, for the tests of expert advice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.org.models import Account, Unit
from modules.cases import services as cases
from modules.cases.models import Case
from modules.counsel.models import ExpertConsultation
from modules.counsel.services import ask
from modules.experts.models import Expert
from modules.experts.tests.pool import expert
from modules.parties.models import Organisation, Person

STREET, COUNTY, CENTRE = "330402007", "330402", "建设街道治理中心"
ENGINEER, LAWYER = "苏问道", "顾法言"
APPLICANT, FIRM = "林秋月", "安居物业公司"
WORDS = {"topic": "渗水责任", "facts": "四楼卫生间渗水，泡坏三楼吊顶。", "question": "原因是什么？"}


@pytest.fixture
def pool(river: Any, as_person: Callable[..., Any], freeze: Callable[[str], Any]) -> None:
    """Two published experts of the county with an account each; it is Wednesday, 18 November 2026."""
    freeze("2026-11-18 09:00")
    for name in (ENGINEER, LAWYER):
        with as_person("expert", COUNTY, name):
            pass
    with system("a pool for a test") as session:
        session.add(
            Unit(name=CENTRE, short_name="建设中心", number_name="建设", kind="centre", division_code=STREET)
        )
        for name, code in ((ENGINEER, "11"), (LAWYER, "05")):
            account = session.scalars(select(Account).where(Account.username == name)).one()
            expert(session, name, code, account_id=account.id, title="高级职称")
        session.commit()


@pytest.fixture
def case(pool: None) -> int:
    """The key of an accepted case between a person and a firm, about property service."""
    with system("a case for a test") as session:
        made = file(session, "楼上渗水泡坏吊顶", Person(name=APPLICANT, division_code=STREET))
        session.commit()
        return made.id


def file(session: Session, title: str, applicant: Person) -> Case:
    """Another case of a person against the firm."""
    firm = session.scalars(select(Organisation).where(Organisation.name == FIRM)).first()
    return cases.register(
        division_code=STREET,
        title=title,
        summary="楼上卫生间渗水，电话13800000001。",
        channel="window",
        dispute_type="17",
        parties=[
            cases.PartyEntry("applicant", applicant),
            cases.PartyEntry("respondent", firm or Organisation(name=FIRM, division_code=STREET)),
        ],
    )


def known(session: Session, name: str) -> Expert:
    """An expert by name."""
    return next(one for one in session.scalars(select(Expert)) if one.name == name)


def put(session: Session, case: int, name: str = ENGINEER, **more: Any) -> ExpertConsultation:
    """Ask an expert on the case."""
    return ask(case=session.get_one(Case, case), expert=known(session, name), **{**WORDS, **more})


@pytest.fixture
def asked(case: int, as_person: Callable[..., Any]) -> int:
    """The key of a question to the engineer, put by the clerk of the street at nine o'clock."""
    with as_person("clerk", STREET, "窗口甲", unit=CENTRE) as session:
        made = put(session, case)
        session.commit()
        return made.id


@pytest.fixture
def without_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No paper is pressed; what it would say is asked of its function."""
    monkeypatch.setattr("app.document.arrows.issue", lambda document, row: None)
