"""What stands behind a mediation: inquiries and evidence, who reads them, and their papers."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import current_scope, system
from app.document.service import issue, papers_of, preview
from app.model.house import house
from app.view.calling import handles
from app.view.errors import Invalid
from app.view.writing import create, locked_reason
from app.workflow.engine import Refused, fire
from modules.cases.models import CaseParty
from modules.cases.services import sides_of
from modules.mediation import services
from modules.mediation.material import closing_report, evidence_list, has_ended, has_evidence, investigation
from modules.mediation.models import Evidence, Investigation, Participant, PoliceReport
from modules.mediation.tests.quarrel import (
    APPLICANT,
    CHAIR,
    NAMED,
    OTHER,
    RESPONDENT,
    STREET,
    TALK,
    put_in_session,
    said,
)
from modules.parties.models import Person
from tests.house.reading import text_of

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PHOTO = {"name": "渗水照片", "form": "original", "pages": 4, "received_on": date(2023, 8, 17)}


def ask(mine, **changes):
    """Put on record what a neighbour was asked."""
    asked = {
        "started_at": datetime(2023, 8, 18, 9, 30),
        "place": "榕和社区",
        "person": Person(name="郑守拙", sex="1", division_code=STREET),
        "relation": "同单元邻居",
        "others": "孙立行，街道工作人员",
        "record_text": "问：你家有没有渗水？\n答：有。",
    }
    return services.investigate(mine, **asked | changes)


def bring(mine, **facts):
    """Enter a piece of evidence as the form does."""
    return create(Evidence, PHOTO | {"mediation": mine, "source": "现场拍摄"} | facts)


@one_engine
def test_an_inquiry_is_numbered_recorded_and_not_rewritten(as_mediator):
    with as_mediator() as mine:
        put_in_session(mine)
        first, second = ask(mine), ask(mine, others=None)
        assert [first.number, second.number] == [1, 2]
        assert first.recorder_id == current_scope().user_id and mine.status == "accepted"
        assert locked_reason(first) == "记录写成后不再改动" and handles(first, current_scope())
        paper = investigation(first)
        assert paper["record"] == [
            {"speaker": "问", "text": "你家有没有渗水？"},
            {"speaker": "答", "text": "有。"},
        ]
        assert (paper["asked"]["name"], paper["asked"]["sex"], paper["relation"]) == (
            "郑守拙",
            "男",
            "同单元邻居",
        )
        assert paper["others"] == [{"name": "孙立行", "role": "街道工作人员"}]
        assert paper["recorder"] == {"name": NAMED}
        assert investigation(second)["others"] == []


@one_engine
def test_nobody_is_asked_before_acceptance_or_against_a_refusal(as_mediator):
    with as_mediator() as mine:
        with pytest.raises(Refused) as refused:
            ask(mine)
        assert said(refused)[0][0].startswith("现在不能办理")
        put_in_session(mine)
        services.answer(mine, sides_of(mine.case)[0], "refuse")
        with pytest.raises(Refused) as refused:
            ask(mine)
        assert "明确拒绝调解" in said(refused)[0][0] and "第十七条" in said(refused)[0][1]
        assert services.investigations_of(mine) == []


@one_engine
def test_evidence_is_numbered_and_listed_with_who_brought_and_who_received_it(as_mediator):
    with as_mediator() as mine:
        assert [str(one.message) for one in has_evidence(mine)] == ["还没有登记证据材料"]
        side = sides_of(mine.case)[0]
        bring(mine)
        bring(mine, name="保修单", form="copy", compared=True, pages=1, party=side, source=None)
        bring(mine, name="账目", form="copy", source="社区提供", remark="两个月")
        items = evidence_list(mine)["items"]
        assert [one["no"] for one in items] == [1, 2, 3] and has_evidence(mine) == []
        assert [one["provider"]["name"] for one in items] == ["", APPLICANT, ""]
        assert [(one["form"], one["compared"]) for one in items] == [
            ("原件", False),
            ("复印件", True),
            ("复印件", False),
        ]
        assert {one["receiver"]["name"] for one in items} == {NAMED}
        pieces = services.evidence_of(mine)
        assert [piece.doubts() for piece in pieces] == [[], [], ["复印件还没有与原件核对"]]
        text = "".join(text_of(preview(house().documents["mediation.evidence_list"], mine).body).split())
        assert "与原件核对无异" in text and "共3份9页" in text and "社区提供" in text


@one_engine
@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"source": None}, "party", "请选择提供人或者写明来源"),
        ({"pages": 0}, "pages", "请写明页数，1到9999页"),
        ({"pages": 100000}, "pages", "请写明页数，1到9999页"),
        ({"received_on": date(2023, 8, 18)}, "received_on", "收到日期不能晚于今天"),
        ({"compared": True}, "compared", "只有复印件才需要与原件核对"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(as_mediator, facts, field, words):
    with as_mediator() as mine:
        with pytest.raises(Invalid) as wrong:
            bring(mine, **facts)
        assert {name: [str(text) for text in texts] for name, texts in wrong.value.errors.items()} == {
            field: [words]
        }


@one_engine
def test_a_party_of_another_case_brings_nothing_here(as_mediator):
    with as_mediator() as mine:
        other = CaseParty(case_id=mine.case_id + 1)
        piece = Evidence(mediation=mine, party=other, **PHOTO)
        assert set(piece.problems()) == {"party"}
        object_session(mine).rollback()


@one_engine
def test_what_was_received_stays_when_the_mediation_has_ended(as_mediator, without_papers):
    with as_mediator() as mine:
        piece = bring(mine)
        assert locked_reason(piece) == ""
        services.terminate(mine, "demanded", "向人民法院提起诉讼")
        assert locked_reason(piece) == "调解已经结束"
        with pytest.raises(Invalid):
            bring(mine)


@pytest.mark.parametrize(
    ("role", "place", "name", "reads"),
    [
        ("mediator", STREET, NAMED, 1),
        ("mediator", STREET, CHAIR, 1),
        ("archivist", "330402", "档案员", 1),
        ("clerk", STREET, "窗口甲", 0),
        ("mediator", STREET, OTHER, 0),
        ("leader", "330402", "领导", 0),
    ],
)
def test_only_those_named_read_what_was_asked_and_brought(
    applied, as_mediator, as_person, role, place, name, reads
):
    with as_mediator() as mine:
        ask(put_in_session(mine))
        bring(mine)
        object_session(mine).commit()
    with as_person(role, place, name) as session:
        assert [len(session.scalars(select(model)).all()) for model in (Investigation, Evidence)] == [
            reads
        ] * 2


@one_engine
def test_the_mediator_issues_the_papers_of_what_was_said(as_mediator):
    with as_mediator() as mine:
        row = ask(put_in_session(mine))
        held = services.hold_session(mine, result="continued", **TALK)
        for name, said_there in (("investigation_record", row), ("mediation_record", held)):
            assert handles(said_there, current_scope())
            paper = issue(house().documents[f"mediation.{name}"], said_there)
            assert papers_of(said_there) == [paper]
        text = "".join(text_of(papers_of(row)[0].body).split())
        assert "被调查人：郑守拙，男" in text and "经核对无误" in text


@one_engine
def test_the_report_is_written_at_the_end(as_mediator, without_papers):
    with as_mediator() as mine:
        put_in_session(mine)
        assert [str(one.message) for one in has_ended(mine)] == ["调解还没有结束"]
        services.terminate(mine, "demanded", "向人民法院提起诉讼\n向12315投诉")
        report = closing_report(mine)
        assert has_ended(mine) == []
        assert (report["result"], report["reason"]) == ("终止调解", "当事人要求终止调解")
        assert report["channels"] == ["向人民法院提起诉讼", "向12315投诉"]
        assert (report["accepted_on"], report["ended_on"]) == ("2023-08-17", "2023-08-17")
        assert [one["name"] for one in report["parties"]] == [APPLICANT, RESPONDENT]
        text = "".join(text_of(preview(house().documents["mediation.closing_report"], mine).body).split())
        assert "终止调解，原因：当事人要求终止调解。" in text and "向12315投诉" in text


@one_engine
def test_a_refusal_leaves_only_the_notice_of_termination(as_mediator):
    """M1: who clearly refuses is not mediated; the notice with the ways on is what is left, and it is issued."""
    with as_mediator() as mine:
        put_in_session(mine)
        services.answer(mine, sides_of(mine.case)[1], "refuse")
        for act, data in (("hold", TALK | {"result": "agreed", "record": "无"}), ("agree", {})):
            with pytest.raises(Refused):
                fire(mine, act, data={key: value for key, value in data.items() if key != "record_text"})
        services.terminate(mine, "refused", "向人民法院提起诉讼")
        paper = papers_of(mine)[0]
        assert paper.document == "mediation.termination_notice" and mine.case.status == "in_progress"
        assert "一方明确拒绝调解" in "".join(text_of(paper.body).split())


def test_a_failed_mediation_is_not_deleted(applied, as_person):
    """M3: whoever mediated keeps no right to take the record away."""
    with system("test") as session:
        put_in_session(session.get_one(Evidence.mediation.property.mapper.class_, applied))
        session.commit()
    with as_person("mediator", STREET, NAMED):
        scope = current_scope()
        assert not any(
            scope.may("d", f"mediation.{name}")
            for name in ("mediation", "session", "investigation", "evidence")
        )


@one_engine
def test_others_take_part_only_with_the_consent_of_all(as_mediator):
    with as_mediator() as mine:
        invited = {"mediation": mine, "role": "neighbour", "invited_on": date(2023, 8, 17)}
        with pytest.raises(Invalid) as wrong:
            create(
                Participant,
                invited | {"person": Person(name="郑守拙", division_code=STREET), "agreed": False},
            )
        assert "第二十条" in wrong.value.errors["agreed"][0]
        kept = create(
            Participant, invited | {"person": Person(name="郑守拙", division_code=STREET), "agreed": True}
        )
        assert handles(kept, current_scope()) and not locked_reason(kept)
        mine.status = "terminated"
        assert locked_reason(kept) == "调解已经结束"


@one_engine
def test_what_the_police_were_told_is_kept_and_not_rewritten(as_mediator, freeze):
    freeze("2023-08-18 10:00")
    told = {"organ": "建设派出所", "means": "phone", "facts": "一方扬言报复。"}
    with as_mediator() as mine:
        with pytest.raises(Refused) as refused:
            fire(mine, "report_police", data={"reported_at": datetime(2023, 8, 18, 10, 1), **told})
        assert refused.value.refusals[0].link == "#reported_at"
        fire(mine, "report_police", data={"reported_at": datetime(2023, 8, 18, 9, 55), **told})
        kept = object_session(mine).scalars(select(PoliceReport)).one()
        assert kept.organ == "建设派出所" and kept.reporter_id == kept.created_by_id is not None
        assert locked_reason(kept) == "记录写成后不再改动"
        assert mine.status == "applied"
