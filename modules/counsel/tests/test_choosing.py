"""The page on which the parties choose, the form it leads to, and what the expert sees on screen."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.cases.demo import case_of
from modules.counsel.demo import FAMILY, LEAK
from modules.counsel.models import ExpertConsultation
from modules.experts.models import ExpertInterest
from modules.parties.demo import person

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def leak(app, freeze):
    """The key of the demo's case of a leak; it is 20 November 2026."""
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        return case_of(session, LEAK).id


def test_the_case_leads_to_the_choice_and_the_choice_to_the_question(app, login, leak):
    with app.app_context(), system("a tie for a test") as session:
        expert = (
            session.scalars(select(ExpertConsultation).where(ExpertConsultation.topic == LEAK)).one().expert
        )
        session.add(ExpertInterest(expert=expert, kind="kin", person=person(session, "林秋月")))
        session.commit()
    clerk = login("clerk_town")
    assert f"/counsel/choose/{leak}" in clerk.get(f"/cases/case/show/{leak}").text
    page = clerk.get(f"/counsel/choose/{leak}").text
    assert "与林秋月有利害关系：近亲属" in page
    (key, *_rest) = re.findall(rf"expert_consultation/add\?case_id={leak}&amp;expert_id=(\d+)", page)
    form = clerk.get(f"/counsel/expert_consultation/add?case_id={leak}&expert_id={key}&topic={LEAK}").text
    assert LEAK in form
    sent = {"case": leak, "expert": key, "chosen_by": "parties", "channel": "phone", "topic": LEAK}
    again = clerk.post(
        "/counsel/expert_consultation/add", data=sent | {"facts": "", "question": "由谁负责？"}
    )
    assert again.status_code == 422 and "由谁负责？" in again.text
    full = sent | {"facts": "渗水面积约2平方米。", "question": "由谁负责？"}
    assert clerk.post("/counsel/expert_consultation/add", data=full).status_code == 303
    tied = clerk.post("/counsel/expert_consultation/add", data=full | {"expert": expert_key(app)})
    assert tied.status_code == 422 and "与林秋月有利害关系：近亲属" in tied.text


def expert_key(app) -> int:
    with app.app_context(), system("test") as session:
        return session.scalars(select(ExpertInterest.expert_id).where(ExpertInterest.kind == "kin")).one()


def test_only_those_who_may_open_the_case_choose_for_it(login, leak):
    assert login("clerk_town2").get(f"/counsel/choose/{leak}").status_code == 404
    assert login("leader_town").get(f"/counsel/choose/{leak}").status_code == 403
    assert login("expert_county").get(f"/counsel/choose/{leak}").status_code == 403
    assert login("dispatcher_county").get(f"/counsel/choose/{leak}").status_code == 200


def test_the_expert_sees_the_own_question_and_no_case(app, login, freeze):
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        rows = {one.topic: one.id for one in session.scalars(select(ExpertConsultation))}
        case_no = case_of(session, FAMILY).case_no
    expert = login("expert_city")
    mine = expert.get(f"/counsel/expert_consultation/show/{rows[FAMILY]}")
    assert mine.status_code == 200 and "许小满" in mine.text and case_no not in mine.text
    assert expert.get(f"/counsel/expert_consultation/show/{rows[LEAK]}").status_code == 404
    assert expert.get("/cases/case/list/").status_code == 403
