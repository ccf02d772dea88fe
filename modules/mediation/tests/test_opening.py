"""What it takes to open and to accept a mediation."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.workflow.engine import NotAllowed, Refused, fire
from modules.cases.models import Case, CaseParty
from modules.mediation import services
from modules.mediation.models import Consent, Mediation, NamedMediator
from modules.mediation.tests.quarrel import (
    ACT,
    APPLICANT,
    CHAIR,
    NAMED,
    OTHER,
    RESPONDENT,
    STREET,
    mediator,
    open_it,
    put_in_session,
    said,
)
from modules.mediators.models import Committee

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@one_engine
def test_every_side_is_asked_and_the_first_mediator_leads(case, as_person):
    with as_person("mediator", STREET, NAMED) as session:
        mine = open_it(session, case, mediators=[mediator(session, OTHER), mediator(session, NAMED)])
        assert (mine.status, mine.applied_on, mine.case.status) == ("applied", date(2023, 8, 17), "accepted")
        assert mine.summary == mine.case.summary
        asked = session.scalars(select(Consent).order_by(Consent.id)).all()
        assert [(one.party.name, one.answer) for one in asked] == [
            (APPLICANT, "unknown"),
            (RESPONDENT, "unknown"),
        ]
        assert [one.name for one in services.mediators_of(mine)] == [OTHER, NAMED]
        assert session.scalars(select(NamedMediator.leads).order_by(NamedMediator.id)).all() == [True, False]


@one_engine
def test_all_that_is_missing_is_said_at_once(case):
    with system("test") as session:
        respondent = session.scalars(select(CaseParty).where(CaseParty.role == "respondent")).one()
        session.delete(respondent)
        session.scalars(select(Committee)).one().active = False
        session.flush()
        with pytest.raises(Refused) as refused:
            open_it(session, case)
        assert said(refused) == [("该调解委员会已停用", ""), ("调解需要有申请人和被申请人", "")]
        assert session.scalars(select(Mediation)).all() == []


@pytest.mark.parametrize(("role", "name"), [("mediator", OTHER), ("clerk", "窗口乙")])
def test_a_case_has_one_open_mediation_also_where_the_reader_does_not_see_it(
    applied, case, as_person, role, name
):
    with as_person(role, STREET, name) as session:
        assert session.scalars(select(Mediation)).all() == []
        with pytest.raises(Refused) as refused:
            open_it(session, case)
        assert said(refused) == [("这件事项还有未结束的调解", "")]


@one_engine
@pytest.mark.parametrize(
    ("state", "free"),
    [("applied", False), ("accepted", False), ("in_session", False), ("agreed", True), ("terminated", True)],
)
def test_after_the_end_of_one_another_may_be_opened(applied, case, state, free):
    with system("test") as session:
        session.get(Mediation, applied).status = state
        session.flush()
        if free:
            assert open_it(session, case).status == "applied"
        else:
            with pytest.raises(Refused):
                open_it(session, case)


@one_engine
def test_only_desk_and_mediators_open_one_and_only_of_a_case_under_way(case, as_person):
    asked = {"source": "application"}
    with as_person("handler", STREET) as session, pytest.raises(NotAllowed):
        fire(session.get(Case, case), "open_mediation", data=asked)
    with as_person("clerk", STREET) as session:
        matter = session.get(Case, case)
        asked["committee"] = session.scalars(select(Committee)).one()
        asked["mediator"] = mediator(session, CHAIR)
        fire(matter, "open_mediation", data=dict(asked))
        mine = session.scalars(select(Mediation)).one()
        assert [one.name for one in services.mediators_of(mine)] == [CHAIR]
        matter.status = "closed"
        with pytest.raises(Refused) as refused:
            fire(matter, "open_mediation", data=dict(asked))
        assert said(refused)[0][0].startswith("现在不能办理")


@one_engine
def test_nobody_accepts_without_a_mediator(case, as_person):
    with as_person("mediator", STREET, NAMED) as session:
        mine = open_it(session, case)
        with pytest.raises(Refused) as refused:
            fire(mine, "accept")
        assert said(refused) == [("还没有确定人民调解员", f"{ACT}第十九条")]


@one_engine
def test_a_case_goes_into_mediation_only_after_one_is_accepted(as_mediator):
    with as_mediator() as mine:
        with pytest.raises(Refused) as refused:
            fire(mine.case, "mediate")
        assert said(refused) == [("还没有受理的调解", "")]
        fire(mine, "accept", data={"accepted_on": date(2023, 8, 18)})
        assert (mine.status, mine.accepted_on) == ("accepted", date(2023, 8, 18))
        assert mine.case.status == "in_mediation"


def test_an_open_mediation_keeps_a_case_from_being_closed_by_who_cannot_read_it(applied, case, as_person):
    with system("test") as session:
        put_in_session(session.get(Mediation, applied))
        session.commit()
    with as_person("dispatcher", STREET) as session:
        matter = session.get(Case, case)
        assert session.scalars(select(Mediation)).all() == []
        fire(matter, "resolve", data={"result": "settled", "text": "双方自行和解"})
        told = {"means": "phone", "reached": True, "text": "已告知", "satisfaction": 5}
        fire(matter, "feed_back", data=told)
        with pytest.raises(Refused) as refused:
            fire(matter, "close")
        assert said(refused) == [("调解还没有结束", "")]
        session.commit()
    with system("test") as session:
        session.get(Mediation, applied).status = "terminated"
        session.commit()
    with as_person("dispatcher", STREET) as session:
        fire(session.get(Case, case), "close")


@one_engine
def test_a_mediator_who_has_left_is_not_named(case):
    with system("test") as session:
        gone = mediator(session, OTHER)
        gone.status = "left"
        session.flush()
        with pytest.raises(Refused) as refused:
            open_it(session, case, mediators=[gone])
        assert said(refused) == [(f"{OTHER}已离任，不能担任调解员", "")]
        assert session.scalars(select(Mediation)).all() == []
