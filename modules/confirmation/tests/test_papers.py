"""The words of the papers of a dispute that went the whole way: its mediation, its agreement, its confirmation."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import system
from app.document.models import Paper
from app.document.service import issue
from app.document.template import House, render_html
from app.workflow.engine import Refused
from modules.agreements.documents import agreement
from modules.cases.models import CaseParty, CodeList
from modules.cases.services import sides_of
from modules.confirmation.documents import application, material_list, service_addresses
from modules.confirmation.guards import applicants_of
from modules.confirmation.models import Confirmation
from modules.parties.models import Person
from tests.house.reading import text_of

HOUSE = House()


def words(app: Flask, paper: str, row: Any) -> str:
    """The words of a paper as its template and its data give them."""
    document = app.extensions["house"].documents[paper]
    contexts = document.context(row)
    several = contexts if isinstance(contexts, list) else [contexts]
    return "".join(render_html(HOUSE, document.template, {**one, "stamp": {}})[0] for one in several)


@pytest.fixture
def confirmation(app: Flask) -> Any:
    """The application of the demo's lease dispute, in a session that sees everything."""
    with app.app_context(), system("test") as session:
        yield session.scalars(select(Confirmation)).one()
        session.rollback()


def test_no_kind_of_dispute_is_called_a_dispute_twice(app, confirmation):
    mediation = confirmation.agreement.mediation
    kinds = dict(CodeList("dispute_type"))
    assert len(kinds) >= 18
    for code, kind in {**kinds, None: "纠纷"}.items():
        mediation.case.dispute_type = code
        for paper, row in (
            ("mediation.acceptance_register", mediation),
            ("mediation.rights_notice", mediation),
            ("mediation.termination_notice", mediation),
            ("confirmation.certificate", confirmation),
        ):
            said = words(app, paper, row)
            assert kind in said and "纠纷纠纷" not in said, (paper, kind)


ORGANISATION = {
    "uscc": "统一社会信用代码",
    "address": "住所",
    "legal_representative": "法定代表人",
    "representative_post": "代表人职务",
}
PERSON = {"sex": "性别", "birth_date": "出生日期", "address": "住址"}
WHOLE_PAPERS = ("agreements.agreement", "confirmation.bundle", "confirmation.legal_representative")


def row_of(paper: str, confirmation: Confirmation) -> Any:
    """What a paper of the dispute is made of."""
    return confirmation.agreement if paper == "agreements.agreement" else confirmation


@pytest.mark.parametrize("paper", WHOLE_PAPERS)
def test_a_paper_is_not_issued_before_every_party_is_described(app, confirmation, paper):
    document, row = app.extensions["house"].documents[paper], row_of(paper, confirmation)
    assert document.needs(row) == []
    tenant, landlord = (side.subject for side in sides_of(confirmation.agreement.case))
    for subject, facts, kind in ((tenant, ORGANISATION, "organisation"), (landlord, PERSON, "person")):
        kept = {name: getattr(subject, name) for name in facts}
        for name, label in facts.items():
            setattr(subject, name, None)
            with pytest.raises(Refused) as refused:
                issue(document, row)
            (refusal,) = refused.value.refusals
            assert subject.name in refusal.message and label in refusal.message
            assert refusal.link == f"/parties/{kind}/edit/{subject.id}"
            setattr(subject, name, kept[name])
        for name in facts:
            setattr(subject, name, None)
        (refusal,) = document.needs(row)
        assert all(label in refusal.message for label in facts.values())
        for name, fact in kept.items():
            setattr(subject, name, fact)


@pytest.mark.parametrize(
    ("paper", "lacking"),
    [
        ("agreements.agreement", "统一社会信用代码 住所地 法定代表人 法定代表人职务 性别 出生日期 住址"),
        ("confirmation.application", "统一社会信用代码 住所地 法定代表人 法定代表人职务 性别 出生日期 住址"),
        ("confirmation.service_address", "送达地址"),
        ("confirmation.legal_representative", "统一社会信用代码 单位地址 法定代表人 法定代表人职务"),
    ],
)
def test_a_draft_shows_what_is_missing(app, confirmation, paper, lacking):
    for side, facts in zip(sides_of(confirmation.agreement.case), (ORGANISATION, PERSON), strict=True):
        for name in facts:
            setattr(side.subject, name, None)
    for applicant in applicants_of(confirmation):
        applicant.address = None
    said = words(app, paper, row_of(paper, confirmation))
    for one in lacking.split():
        assert f"〔缺：{one}〕" in said, one


def test_an_unknown_representative_leaves_no_empty_line_on_the_first_papers(app, confirmation):
    mediation = confirmation.agreement.mediation
    sides_of(mediation.case)[0].subject.legal_representative = None
    for paper in ("mediation.application", "mediation.acceptance_register"):
        said = words(app, paper, mediation)
        assert "法定代表人" not in said and "〔缺" not in said


def test_an_application_without_requests_is_not_issued(app, confirmation):
    document, mediation = (
        app.extensions["house"].documents["mediation.application"],
        confirmation.agreement.mediation,
    )
    assert document.needs(mediation) == []
    mediation.requests = None
    assert "〔缺：当事人申请事项〕" in words(app, "mediation.application", mediation)
    with pytest.raises(Refused) as refused:
        issue(document, mediation)
    assert refused.value.refusals[0].message == "还没有写明当事人申请事项"


def test_every_paper_the_demo_has_issued_is_whole(app, confirmation):
    papers = object_session(confirmation).scalars(select(Paper)).all()
    assert len(papers) >= 10
    for paper in papers:
        said = " ".join(text_of(paper.body).split())
        for gap in ("〔缺", "：。", "任职务", "，。", "：，", "纠纷纠纷"):
            assert gap not in said, (paper.document, gap)


def test_an_agent_takes_delivery_for_the_party_he_speaks_for_alone(confirmation):
    """Two parties of one name, and an agent of the second."""
    session, case = object_session(confirmation), confirmation.agreement.case
    tenant, landlord = sides_of(case)
    landlord.person.name = tenant.name
    agent = Person(name="代英武", phone="13900002222", division_code=case.division_code)
    session.add(agent)
    session.add(CaseParty(case=case, role="agent", person=agent, agent_of=landlord, relation="亲属"))
    session.flush()
    assert [one["recipient"]["name"] for one in service_addresses(confirmation)] == ["", "代英武"]


def test_the_list_of_materials_has_each_party_s_papers_in_original_or_copy(confirmation):
    tenant, landlord = (side.name for side in sides_of(confirmation.agreement.case))
    rows = [(item["name"], item["copies"], item["original"]) for item in material_list(confirmation)["items"]]
    assert rows == [
        ("司法确认申请书", 1, True),
        ("承诺书", 1, True),
        ("人民调解协议书", 1, True),
        ("调解组织主持调解的证明", 1, True),
        (f"{tenant}的营业执照", 1, False),
        (f"{tenant}的法定代表人身份证明书", 1, True),
        (f"{tenant}的法定代表人身份证明", 1, False),
        (f"{landlord}的身份证明", 1, False),
        ("财产权利证明等", "", None),
        (f"{tenant}的送达地址确认书", 1, True),
        (f"{landlord}的送达地址确认书", 1, True),
        ("其他：", "", None),
    ]
    assert "送达地址确认书2份" in application(confirmation)["attachments"]
    assert not any("财产" in item or "申请书" in item for item in application(confirmation)["attachments"])


@pytest.mark.parametrize(
    ("copies", "kept", "held"),
    [
        (3, 1, "当事人、人民调解委员会各持一份"),
        (5, 1, "当事人、人民调解委员会各持一份，其余二份由人民调解委员会备用"),
        (4, 2, "当事人各持一份，人民调解委员会持二份"),
    ],
)
def test_all_copies_of_the_agreement_are_accounted_for(confirmation, monkeypatch, copies, kept, held):
    monkeypatch.setattr("modules.agreements.documents.threshold", {"copies_kept": kept}.__getitem__)
    with object_session(confirmation).no_autoflush:  # the words of an agreement in force are not stored anew
        confirmation.agreement.copies = copies
        assert agreement(confirmation.agreement)["copies"] == {"total": copies, "held": held}
        object_session(confirmation).expire(confirmation.agreement)
