"""An enterprise's lease dispute with consultation and confirmation, by the services alone (domain M2).

建设街道 330402007, August to September 2023; the people and the company are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.clock.service import clocks_of
from app.document.service import papers_of
from app.model.money import capital_amount
from app.org.models import Account, Unit
from app.workflow.engine import Refused, fire, offers
from modules.agreements import services as agreements
from modules.agreements.models import Agreement
from modules.agreements.papers import paper_clauses
from modules.agreements.reading import findings
from modules.cases import services as cases
from modules.cases.documents import minutes
from modules.cases.models import Case, Consultation, ConsultationDecision, ConsultationOpinion
from modules.confirmation import services as confirmation
from modules.confirmation.courts import candidates
from modules.confirmation.deadline import deadline_of
from modules.confirmation.documents import application, legal_representatives
from modules.confirmation.models import Confirmation
from modules.mediation import services as mediation
from modules.mediation.models import Mediation
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Organisation, Person
from tests.house.reading import text_of

STREET = "330402007"
MEDIATOR = ("mediator", STREET, "钱和")
TENANT, LANDLORD = "嘉禾青稞餐饮管理有限公司", "陆喆山"


def said(refused: pytest.ExceptionInfo[Refused]) -> str:
    return "\n".join(f"{one.message} {one.article}" for one in refused.value.refusals)


@pytest.fixture
def committee(as_person: Callable[..., Any]) -> None:
    """The street's centre and committee with one mediator, and the units that are consulted."""
    with as_person(*MEDIATOR):
        pass
    with system("a committee for a test") as session:
        for name, kind in (
            ("建设街道治理中心", "centre"),
            ("南湖区司法局", "department"),
            ("南湖区市场监管局", "department"),
        ):
            session.add(Unit(name=name, short_name=name, kind=kind, division_code=STREET))
        unit = Unit(
            name="建设街道人民调解委员会",
            short_name="建设调委会",
            number_name="建设",
            kind="committee",
            division_code=STREET,
        )
        body = Committee(unit=unit, kind="sub_district", division_code=STREET)
        person = Person(name="钱和", division_code=STREET)
        account = session.scalars(select(Account).where(Account.username == "钱和")).one()
        session.add_all([unit, body, person])
        session.flush()
        session.add(
            Mediator(person=person, committee=body, account=account, post="member", division_code=STREET)
        )
        session.commit()


def register() -> Case:
    """Step 1: the enterprise's case, at the window."""
    tenant = Organisation(
        name=TENANT,
        uscc="91330402MA2B0EXA0M",
        address="嘉兴市南湖区建设街道勤俭路18号",
        legal_representative="沈青稞",
        representative_post="执行董事",
        phone="0573-82000001",
        division_code=STREET,
    )
    landlord = Person(
        name=LANDLORD,
        sex="1",
        birth_date=date(1985, 6, 20),
        ethnicity="汉族",
        address="嘉兴市南湖区建设街道",
        division_code=STREET,
    )
    return cases.register(
        division_code=STREET,
        title="提前退租不退租金，公司与房东合伙人各执一词",
        summary="承租商铺后因房东合伙人之间的纠纷无法经营，要求退还剩余租金和保证金。",
        channel="window",
        category="12",
        appeal_kind="dispute",
        dispute_type="04",
        enterprise=True,
        parties=[cases.PartyEntry("applicant", tenant), cases.PartyEntry("respondent", landlord)],
    )


def through_sessions(freeze: Callable[[str], Any], as_person: Callable[..., Any]) -> int:
    """Steps 1 to 3: case, consent, telling, acceptance, both sessions; the key of the mediation."""
    freeze("2023-08-17 09:30")
    with as_person("clerk", STREET, unit="建设街道治理中心") as session:
        case = register()
        session.commit()
        case_id = case.id
        assert case.status == "accepted"
        assert case.case_no.startswith("33040200700020230817000001")
        assert case.first_receiver_unit.name == "建设街道治理中心"
    with as_person(*MEDIATOR) as session:
        case = session.get(Case, case_id)
        body = session.scalars(select(Committee)).one()
        mine = mediation.open_mediation(
            case=case, committee=body, mediators=session.scalars(select(Mediator)).all()
        )
        for side in cases.sides_of(case):
            mediation.answer(mine, side, "agree")
        mediation.tell_rights(mine)
        fire(mine, "accept")
        assert (mine.status, case.status) == ("accepted", "in_mediation")
        assert clocks_of(session, mine)[0].due_at.date() == date(2023, 9, 18)
        freeze("2023-08-21 14:30")
        talk = {
            "place": "建设街道调解室",
            "record_text": "调解员：请双方先核对账目。\n陆喆山：合伙账目没有分清。",
        }
        mediation.hold_session(mine, started_at=datetime(2023, 8, 21, 14, 30), result="continued", **talk)
        freeze("2023-08-28 14:30")
        mediation.hold_session(mine, started_at=datetime(2023, 8, 28, 14, 30), result="agreed", **talk)
        session.commit()
        assert [one.number for one in mediation.sessions_of(mine)] == [1, 2]
        return mine.id


def draft(mine: Mediation, **clause: Any) -> Agreement:
    """Step 4: the agreement with its clause of two instalments."""
    tenant, landlord = cases.sides_of(mine.case)
    agreement = agreements.draft(
        mediation=mine, facts="双方对解除租赁没有异议，争议为应退数额；房东一方承担主要责任。"
    )
    facts = {
        "kind": "pay",
        "text": "房东一方退还承租人剩余租金和保证金（大写捌万陆仟肆佰元整）",
        "payer": landlord,
        "payee": tenant,
        "amount": Decimal("86400.00"),
        "manner": "transfer",
        "instalments": [(date(2023, 9, 15), Decimal(43200)), (date(2023, 10, 31), Decimal(43200))],
    }
    agreements.add_clause(agreement, **{**facts, **clause})
    return agreement


def sign_all(agreement: Agreement, freeze: Callable[[str], Any], last: str = "2023-08-29") -> None:
    """Step 5: one party on the 28th, everybody else and the seal on the last day."""
    tenant, landlord = cases.sides_of(agreement.case)
    agreements.sign(agreement, party=tenant, on=date(2023, 8, 28))
    freeze(f"{last} 10:00")
    agreements.sign(agreement, party=landlord)
    agreements.sign(agreement, mediator=mediation.mediators_of(agreement.mediation)[0])
    assert agreement.status == "signed"
    agreements.sign(agreement)


def in_force(freeze: Callable[[str], Any], as_person: Callable[..., Any], last: str = "2023-08-29") -> int:
    """Steps 1 to 5; the key of the agreement."""
    key = through_sessions(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = draft(session.get(Mediation, key))
        agreements.issue(agreement)
        sign_all(agreement, freeze, last)
        session.commit()
        return agreement.id


def screened(session: Any, agreement: Agreement) -> Confirmation:
    """Step 7: screening answered no, both sides join."""
    case = confirmation.prepare(agreement)
    for question in confirmation.questions():
        confirmation.answer(case, question, "no")
    for side in cases.sides_of(agreement.case):
        confirmation.apply_jointly(case, side, postcode="314000")
    fire(case, "screen")
    return case


def test_consultation_keeps_minutes(committee, freeze, as_person):
    freeze("2023-08-17 09:30")
    with as_person("clerk", STREET, unit="建设街道治理中心") as session:
        case = register()
        units = {unit.name: unit for unit in session.scalars(select(Unit))}
        meeting = Consultation(
            case=case,
            topic="商铺租赁纠纷联合调处",
            unit=units["建设街道治理中心"],
            held_at=datetime(2023, 8, 19, 9, 30),
            place="二楼会商室",
            background="涉及退租和登记变更两个问题。",
        )
        for name, text in (
            ("南湖区司法局", "可以由调解委员会调解。"),
            ("南湖区市场监管局", "登记变更由窗口指导。"),
        ):
            session.add(ConsultationOpinion(consultation=meeting, unit=units[name], text=text))
        task = "组织双方调解退款事宜"
        session.add(
            ConsultationDecision(
                consultation=meeting,
                unit=units["建设街道人民调解委员会"],
                text=task,
                due_on=date(2023, 8, 29),
            )
        )
        session.commit()
        said = minutes(meeting)
        assert [opinion["unit"] for opinion in said["opinions"]] == ["南湖区司法局", "南湖区市场监管局"]
        assert said["decisions"] == [{"text": task, "unit": "建设街道人民调解委员会", "due": "2023-08-29"}]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount": Decimal("86000.00")}, "86,400.00"),
        ({"payee": None}, "收款人"),
        ({"text": "退还租金（大写捌万陆仟元整）"}, "捌万陆仟肆佰元整"),
        ({"instalments": [(date(2023, 8, 1), Decimal(86400))]}, "2023-08-01"),
    ],
)
def test_wrong_clauses_are_refused_with_the_article(committee, freeze, as_person, change, words):
    key = through_sessions(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = draft(session.get(Mediation, key), **change)
        with pytest.raises(Refused) as refused:
            agreements.issue(agreement)
        assert words in said(refused) or "payee" in said(refused)
        assert "《中华人民共和国人民调解法》第二十九条" in said(refused)
        assert agreement.status == "draft" and agreement.number is None


def test_a_vague_word_warns_and_too_few_copies_stop(committee, freeze, as_person):
    key = through_sessions(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = draft(session.get(Mediation, key), text="房东一方尽快退还承租人剩余租金")
        assert agreement.copies == 3
        assert [(one.grade, one.clause) for one in findings(agreement)] == [("warn", 1)]
        agreement.copies = 2
        assert [one.grade for one in findings(agreement)] == ["stop", "warn"]
        with pytest.raises(Refused):
            agreements.issue(agreement)


def test_the_agreement_takes_effect_with_the_last_signature(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        assert agreement.number == "（2023）建设人调字第1号"
        assert (agreement.status, agreement.effective_on) == ("effective", date(2023, 8, 29))
        assert agreement.reached_on == date(2023, 8, 28)
        assert capital_amount(Decimal("86400.00")) == "捌万陆仟肆佰元整"
        assert agreement.mediation.status == "agreed" and agreement.case.status == "resolved"
        paper = papers_of(agreement)[0]
        assert paper.number == agreement.number
        text = "".join(text_of(paper.body).split())
        assert "捌万陆仟肆佰元整" in text and "43,200.00" in text and "一式三份" in text


def test_the_day_it_was_reached_is_locked_with_the_words(committee, freeze, as_person):
    key = through_sessions(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = draft(session.get(Mediation, key))
        agreement.reached_on = date(2023, 8, 27)
        freeze("2023-08-28 16:00")
        agreements.issue(agreement)
        assert agreement.reached_on == date(2023, 8, 27)
        agreement.reached_on = None
        with pytest.raises(Refused):
            session.flush()


def test_words_in_force_cannot_be_changed_only_replaced(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        clause = agreements.clauses_of(agreement)[0]
        with pytest.raises(Refused):
            agreements.change_clause(clause, text="退还租金")
        clause.text = "退还租金"
        with pytest.raises(Refused):
            session.flush()
        session.rollback()
        agreement = session.get(Agreement, key)
        agreement.facts = "另有隐情"
        with pytest.raises(Refused):
            session.flush()
        session.rollback()
        agreement = session.get(Agreement, key)
        second = agreements.new_version(agreement)
        agreements.issue(second)
        sign_all(second, freeze, "2023-08-30")
        assert second.number == "（2023）建设人调字第2号"
        assert (second.version, second.status, agreement.status) == (2, "effective", "replaced")


def test_the_last_day_rolls_over_the_holiday(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        assert deadline_of(agreement).at.date() == date(2023, 9, 28)
        variant = SimpleNamespace(effective_on=date(2023, 8, 30), division_code=STREET)
        assert deadline_of(variant).at.date() == date(2023, 10, 7)


def test_confirmation_from_screening_to_ruling(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        court = candidates(agreement)
        assert [one.court.name for one in court] == ["嘉兴市南湖区人民法院"]
        assert len(court[0].reasons) == 4
        freeze("2023-09-01 09:00")
        case = screened(session, agreement)
        words = application(case)
        assert [one["name"] for one in words["applicants"]] == [TENANT, LANDLORD]
        assert words["clauses"] == paper_clauses(agreement)
        assert words["agreement"] == {"date": "2023-08-29", "number": "（2023）建设人调字第1号"}
        assert [one["unit"]["name"] for one in legal_representatives(case)] == [TENANT]
        text = "".join(text_of(papers_of(case)[0].body).split())
        assert "没有恶意串通" in text and "嘉兴市南湖区人民法院" in text and "被申请人：" not in text
        assert text.count("送达地址确认书") >= 2 and "法定代表人身份证明" in text
        for side in cases.sides_of(agreement.case):
            confirmation.sign(case, side)
        fire(case, "sign")
        freeze("2023-09-04 09:00")
        fire(case, "submit")
        freeze("2023-09-06 09:00")
        fire(case, "court_accept")
        freeze("2023-09-15 16:00")
        confirmation.register_ruling(
            case,
            number="（2023）浙0402诉前调确1号",
            ruled_on=date(2023, 9, 15),
            confirmed=True,
            judge="法官甲",
        )
        session.commit()
        assert case.status == "confirmed"
        assert (case.submitted_on, case.court_accepted_on, case.decided_on) == (
            date(2023, 9, 4),
            date(2023, 9, 6),
            date(2023, 9, 15),
        )
        kept = {clock.policy_code: clock.met for clock in clocks_of(session, case)}
        assert kept == {"court_accept": True, "court_decide": True}


def test_after_the_last_day_the_button_is_off_and_says_why(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        freeze("2023-09-28 23:59")
        assert {offer.arrow.name: offer.free for offer in offers(agreement)}["confirm_in_court"]
        freeze("2023-09-29 00:00")
        button = next(offer for offer in offers(agreement) if offer.arrow.name == "confirm_in_court")
        assert not button.free
        assert "2023-09-28" in str(button.refusals[0].message)
        assert button.refusals[0].article == "《中华人民共和国民事诉讼法》第二百零一条"
        with pytest.raises(Refused):
            confirmation.prepare(agreement)


def test_screening_that_stops_names_the_article(committee, freeze, as_person):
    key = in_force(freeze, as_person)
    with as_person(*MEDIATOR) as session:
        agreement = session.get(Agreement, key)
        case = confirmation.prepare(agreement)
        with pytest.raises(Refused) as refused:
            fire(case, "screen")
        assert len(refused.value.refusals) == 3
        for question in confirmation.questions():
            confirmation.answer(case, question, "yes" if question.code == "title" else "no")
        with pytest.raises(Refused) as refused:
            fire(case, "screen")
        assert "解释》第三百五十五条" in said(refused)


def test_a_party_that_refuses_stops_everything_but_the_end(committee, freeze, as_person):
    freeze("2023-08-17 09:30")
    with as_person(*MEDIATOR) as session:
        pass
    with as_person("clerk", STREET) as session:
        case_id = register().id
        session.commit()
    with as_person(*MEDIATOR) as session:
        case = session.get(Case, case_id)
        body = session.scalars(select(Committee)).one()
        mine = mediation.open_mediation(
            case=case, committee=body, mediators=session.scalars(select(Mediator)).all()
        )
        mediation.tell_rights(mine)
        fire(mine, "accept")
        mediation.answer(mine, cases.sides_of(case)[1], "refuse")
        with pytest.raises(Refused) as refused:
            mediation.hold_session(
                mine,
                started_at=datetime(2023, 8, 21, 14, 30),
                place="调解室",
                record_text="无",
                result="agreed",
            )
        assert "《中华人民共和国人民调解法》第十七条" in said(refused)
        mediation.terminate(mine, "refused", "向人民法院提起诉讼\n向仲裁机构申请仲裁")
        assert (mine.status, case.status) == ("terminated", "in_progress")
        paper = papers_of(mine)[0]
        assert paper.number == "（2023）建设人调终字第1号"
        assert "向人民法院提起诉讼" in text_of(paper.body)


def test_only_those_named_read_the_file(committee, freeze, as_person):
    in_force(freeze, as_person)
    for person in (("mediator", STREET, "另一调解员"), ("clerk", STREET), ("leader", "330402")):
        with as_person(*person) as session:
            assert session.scalars(select(Case)).all()
            assert not session.scalars(select(Mediation)).all()
            assert not session.scalars(select(Agreement)).all()
    with as_person("archivist", "330402") as session:
        assert session.scalars(select(Mediation)).one().status == "agreed"
        assert session.scalars(select(Agreement)).one().number
    with as_person("mediator", "330411", "邻县调解员") as session:
        assert not session.scalars(select(Case)).all()
