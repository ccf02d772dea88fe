"""Consent of each side (People's Mediation Law art. 17): who is asked, and what a clear refusal stops."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import system
from app.workflow.engine import Refused, fire, offers, timeline
from modules.cases import services as cases
from modules.cases.models import CaseParty
from modules.cases.services import parties_of, sides_of
from modules.mediation import services
from modules.mediation.models import Consent
from modules.mediation.tests.quarrel import (
    ACT,
    AGENT,
    APPLICANT,
    RESPONDENT,
    STREET,
    TALK,
    put_in_session,
    said,
)
from modules.parties.models import Person

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def refusal(name: str) -> tuple[str, str]:
    return (f"{name} 明确拒绝调解，只能终止并告知", f"{ACT}第十七条")


def answers(mine) -> list[tuple[str, str, date | None]]:
    rows = object_session(mine).scalars(select(Consent).order_by(Consent.id))
    return [(row.party.name, row.answer, row.answered_on) for row in rows]


def strangers(mine) -> list[CaseParty]:
    other = select(CaseParty).where(CaseParty.case_id != mine.case_id)
    return list(object_session(mine).scalars(other))


def test_an_answer_takes_the_place_of_the_old_and_the_history_keeps_both(as_mediator, freeze):
    with as_mediator() as mine:
        respondent = sides_of(mine.case)[1]
        assert answers(mine) == [(APPLICANT, "unknown", None), (RESPONDENT, "unknown", None)]
        services.answer(mine, respondent, "refuse", date(2023, 8, 16))
        freeze("2023-08-18 09:00")
        services.answer(mine, respondent, "agree")
        assert answers(mine) == [
            (APPLICANT, "unknown", None),
            (RESPONDENT, "agree", date(2023, 8, 18)),
        ]
        kept = [event.data["answer"] for event in timeline(mine.case) if event.arrow == "answer"]
        assert kept == ["agree", "refuse"]


def test_an_unknown_answer_does_not_stop_acceptance_a_refusal_does(as_mediator, without_papers):
    with as_mediator() as mine:
        applicant, respondent = sides_of(mine.case)
        services.answer(mine, respondent, "refuse")
        with pytest.raises(Refused) as refused:
            fire(mine, "accept")
        assert said(refused) == [refusal(RESPONDENT)]
        services.answer(mine, applicant, "refuse")
        with pytest.raises(Refused) as refused:
            fire(mine, "accept")
        assert said(refused) == [refusal(APPLICANT), refusal(RESPONDENT)]
        services.answer(mine, respondent, "unknown")
        services.answer(mine, applicant, "agree")
        fire(mine, "accept")
        assert mine.status == "accepted"


@pytest.mark.parametrize("state", ["accepted", "in_session"])
def test_a_refusal_in_the_course_forbids_sessions_and_agreement_and_leaves_the_notice(as_mediator, state):
    with as_mediator() as mine:
        services.hold_session(put_in_session(mine), result="agreed", **TALK)
        mine.status = state
        services.answer(mine, sides_of(mine.case)[1], "refuse")
        with pytest.raises(Refused) as refused:
            services.hold_session(mine, result="agreed", **TALK)
        assert said(refused) == [refusal(RESPONDENT)]
        assert len(services.sessions_of(mine)) == 1
        free = {offer.arrow.name: offer.free for offer in offers(mine)}
        assert not free["hold"] and free["terminate"] and free["answer"]
        if state == "in_session":
            with pytest.raises(Refused) as refused:
                fire(mine, "agree")
            assert refusal(RESPONDENT) in said(refused)


def test_a_party_that_comes_round_is_mediated(as_mediator):
    with as_mediator() as mine:
        respondent = sides_of(mine.case)[1]
        put_in_session(mine)
        services.answer(mine, respondent, "refuse")
        services.answer(mine, respondent, "agree")
        assert services.hold_session(mine, result="continued", **TALK).number == 1


def test_a_side_that_joins_later_is_asked_too(as_mediator):
    with as_mediator() as mine:
        late = CaseParty(
            case=mine.case, role="respondent", person=Person(name="许后来", division_code=STREET)
        )
        object_session(mine).add(late)
        object_session(mine).flush()
        services.answer(put_in_session(mine), late, "refuse")
        with pytest.raises(Refused) as refused:
            services.hold_session(mine, result="agreed", **TALK)
        assert said(refused) == [refusal("许后来")]


@pytest.mark.parametrize("who", ["agent", "stranger"])
def test_only_the_sides_of_this_case_are_asked(applied, as_mediator, who):
    with system("another case") as session:
        others = [Person(name=name, division_code=STREET) for name in ("甲", "乙")]
        cases.register(
            division_code=STREET,
            title="另一件事",
            summary="另一件事",
            channel="window",
            parties=[cases.PartyEntry("applicant", others[0]), cases.PartyEntry("respondent", others[1])],
        )
        session.commit()
    with as_mediator() as mine:
        everybody = parties_of(mine.case)
        if who == "agent":
            party = next(one for one in everybody if one.name == AGENT)
        else:
            party = strangers(mine)[0]
        with pytest.raises(Refused) as refused:
            services.answer(mine, party, "refuse")
        assert said(refused) == [("只记录这件事项申请人、被申请人的意见", "")]
