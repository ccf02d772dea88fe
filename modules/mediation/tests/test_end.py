"""The end: by notice that names the lawful ways on (People's Mediation Law art. 26), and what stays afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import system
from app.document.service import papers_of
from app.model.house import house
from app.view.writing import locked_reason
from app.workflow.engine import Refused, fire, offers
from modules.cases.models import CaseOutcome
from modules.mediation import services
from modules.mediation.documents import termination_notice
from modules.mediation.models import ENDED, Mediation
from modules.mediation.tests.quarrel import (
    ACT,
    NAMED,
    TALK,
    mediator,
    open_it,
    put_in_session,
    said,
)
from modules.mediation.workflow import WORKFLOW
from tests.house.reading import text_of
from tests.planting import plant

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

WAYS = "向人民法院提起诉讼\n\n 向仲裁机构申请仲裁 "


def test_a_notice_ends_it_and_hands_the_case_back(as_mediator, without_papers, freeze):
    with as_mediator() as mine:
        put_in_session(mine, "in_session")
        freeze("2023-08-25 16:00")
        services.terminate(mine, "missing", WAYS, note="多次联系未果")
        assert (mine.status, mine.ended_on, mine.end_reason) == ("terminated", date(2023, 8, 25), "missing")
        assert mine.case.status == "in_progress"
        notice = termination_notice(mine)
        assert notice["reason"] == "一方下落不明"
        assert notice["channels"] == ["向人民法院提起诉讼", "向仲裁机构申请仲裁"]
        assert notice["basis"] == {"termination": f"{ACT}第二十六条"}
        assert (notice["accepted_on"], notice["date"]) == ("2023-08-17", "2023-08-25")


def test_an_application_may_end_before_acceptance_and_leaves_the_case_alone(as_mediator, without_papers):
    with as_mediator() as mine:
        services.terminate(mine, "not_acceptable", WAYS)
        assert (mine.status, mine.case.status) == ("terminated", "accepted")
        assert termination_notice(mine)["accepted_on"] == mine.applied_on.isoformat()


def test_notices_of_a_committee_are_numbered_in_their_order(as_mediator):
    with as_mediator() as mine:
        services.terminate(mine, "demanded", WAYS)
        session = object_session(mine)
        second = open_it(session, mine.case_id, mediators=[mediator(session, NAMED)])
        services.terminate(second, "refused", WAYS)
        papers = [papers_of(one)[0] for one in (mine, second)]
        assert [paper.number for paper in papers] == [f"（2023）建设人调终字第{n}号" for n in (1, 2)]
        text = "".join(text_of(papers[1].body).split())
        assert "一方明确拒绝调解" in text and "向仲裁机构申请仲裁" in text and "第二十六条" in text


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_stays_as_it_was(as_mediator, state):
    with as_mediator() as mine:
        mine.status = state
        assert locked_reason(mine) == "调解已经结束"
        own = {arrow.name for arrow in WORKFLOW.transitions}  # its volume is opened by a later module
        assert not own & {offer.arrow.name for offer in offers(mine)}
        for arrow in ("answer", "tell_rights", "hold", "agree", "terminate", "pause"):
            with pytest.raises(Refused) as refused:
                fire(mine, arrow, note="试")
            assert said(refused)[0][0].startswith("现在不能办理")


@pytest.mark.parametrize("state", ["applied", "accepted", "in_session"])
def test_what_runs_is_not_locked(as_mediator, state):
    with as_mediator() as mine:
        mine.status = state
        assert locked_reason(mine) == ""


def test_agreement_in_force_settles_the_case_by_peoples_mediation(applied, freeze):
    with system("test") as session:
        mine = put_in_session(session.get(Mediation, applied))
        services.hold_session(mine, result="agreed", **TALK)
        with pytest.raises(Refused):
            fire(mine, "agree")
        agreement = house().models["agreements.agreement"]  # a later noun, known here by its name alone
        plant(session, agreement, mine.division_code, mediation=mine, status="effective")
        freeze("2023-08-29 10:00")
        fire(mine, "agree")
        assert (mine.status, mine.ended_on, mine.case.status) == ("agreed", date(2023, 8, 29), "resolved")
        outcome = session.scalars(select(CaseOutcome)).one()
        assert (outcome.result, outcome.mode, outcome.text) == ("settled", "people", mine.summary)
