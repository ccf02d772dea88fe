"""A committee with its people, and a quarrel between neighbours that is brought before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.model.moment import today
from app.org.models import Account, Unit
from app.workflow.engine import Refused
from modules.cases import services as cases
from modules.cases.models import Case
from modules.mediation import services
from modules.mediation.models import Mediation
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

STREET = "330402007"
NAMED, CHAIR, OTHER = "钱和", "沈主任", "单解语"
APPLICANT, RESPONDENT, AGENT = "江桂香", "何建安", "江小满"
ACT = "《中华人民共和国人民调解法》"
TALK = {
    "started_at": datetime(2023, 8, 21, 14, 30),
    "place": "调解室",
    "record_text": "江桂香：我也有不对。",
}


@pytest.fixture
def committee(river: Any, as_person: Callable[..., Any], freeze: Callable[[str], Any]) -> None:
    """A committee with a chair and two members, each with an account; it is 17 August 2023."""
    freeze("2023-08-17 09:30")
    people = {NAMED: "member", CHAIR: "chair", OTHER: "member"}
    for name in people:
        with as_person("mediator", STREET, name):
            pass
    with system("a committee for a test") as session:
        unit = Unit(
            name="建设街道人民调解委员会",
            short_name="建设调委会",
            number_name="建设",
            kind="committee",
            division_code=STREET,
        )
        body = Committee(unit=unit, kind="sub_district", division_code=STREET)
        for name, post in people.items():
            person = Person(name=name, division_code=STREET)
            account = session.scalars(select(Account).where(Account.username == name)).one()
            session.add(
                Mediator(person=person, committee=body, account=account, post=post, division_code=STREET)
            )
        session.commit()


@pytest.fixture
def case(committee: None) -> int:
    """The key of an accepted case of two sides, one with an agent."""
    with system("a case for a test") as session:
        people = [Person(name=name, division_code=STREET) for name in (APPLICANT, RESPONDENT, AGENT)]
        made = cases.register(
            division_code=STREET,
            title="楼上渗水泡坏吊顶",
            summary="楼上卫生间渗水，泡坏楼下吊顶。",
            channel="window",
            dispute_type="02",
            parties=[
                cases.PartyEntry("applicant", people[0]),
                cases.PartyEntry("respondent", people[1]),
                cases.PartyEntry("agent", people[2], agent_of=0),
            ],
        )
        session.commit()
        return made.id


@pytest.fixture
def applied(case: int, as_person: Callable[..., Any]) -> int:
    """The key of its mediation, registered by the clerk 窗口甲, one mediator named."""
    with as_person("clerk", STREET, "窗口甲") as session:
        made = open_it(session, case, mediators=[mediator(session, NAMED)])
        session.commit()
        return made.id


@pytest.fixture
def as_mediator(
    applied: int, as_person: Callable[..., Any]
) -> Callable[..., AbstractContextManager[Mediation]]:
    """A function `as_mediator()`: the with-block gives the mediation to the mediator named on it."""

    @contextmanager
    def enter() -> Iterator[Mediation]:
        with as_person("mediator", STREET, NAMED) as session:
            yield session.get_one(Mediation, applied)

    return enter


@pytest.fixture
def without_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No paper is pressed; what it would say is asked of its function."""
    monkeypatch.setattr("app.document.arrows.issue", lambda document, row: None)


def open_it(session: Session, case: int, **facts: Any) -> Mediation:
    """Open a mediation of the case by the one committee there is."""
    body = session.scalars(select(Committee)).one()
    return services.open_mediation(case=session.get_one(Case, case), committee=body, **facts)


def mediator(session: Session, name: str) -> Mediator:
    """One of the committee's mediators."""
    return next(one for one in session.scalars(select(Mediator)) if one.name == name)


def put_in_session(mine: Mediation, state: str = "accepted") -> Mediation:
    """Bring it past acceptance without the papers of the way, for tests of what comes after."""
    mine.status, mine.accepted_on, mine.rights_told_on = state, today(), today()
    mine.case.status = "in_mediation"
    return mine


def said(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    """Each refusal as its words and its article."""
    return [(str(one.message), str(one.article)) for one in refused.value.refusals]
