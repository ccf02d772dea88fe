"""No arrow is left that nobody takes: by a planted row alone, in the demo, or in one of the walks below.

Each walk begins where the demo stands and is undone afterwards. A new arrow that is in none of the three fails here by
its name.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.clock.service import clocks_of
from app.document.service import papers_of
from app.document.sheet import VOID
from app.model.moment import frozen, now
from app.workflow.engine import fire
from app.workflow.models import Event
from modules.agreements import services as agreements
from modules.agreements.models import Agreement
from modules.archive import destroying
from modules.archive import services as archive
from modules.archive.building import build as make_file
from modules.archive.completeness import completeness
from modules.archive.gathering import pieces_of
from modules.archive.models import Explanation, Volume
from modules.cases.models import Case
from modules.cases.services import sides_of
from modules.confirmation import services as confirmation
from modules.confirmation.models import Confirmation
from modules.docking import services as docking
from modules.docking.demo import LETTERS, entrustment_of
from modules.docking.models import ThirdPartyRequest
from modules.grids.models import GridWorker
from modules.knowledge.models import HandlingGuide
from modules.knowledge.services import revise
from modules.legality.models import Rule
from modules.legality.services import next_version
from modules.mediation import services as mediation
from modules.mediation.demo import LEAK, LEASE, mediation_of
from modules.mediation.models import Mediation, PoliceReport
from modules.mediators.models import Committee
from modules.performance import services as performance
from modules.performance.models import Obligation, ReturnVisit
from tests.arrows import plain

RULING = {"number": "（2026）枫0102诉前调确1号", "ruled_on": date(2026, 11, 20)}


def keep_a_case_valid(session):
    case = session.scalars(select(Case).where(Case.status == "accepted")).first()
    fire(case, "ask_void", note="疑似重复登记")
    fire(case, "refuse_void", note="不是重复")
    assert case.status == "accepted"


def open_a_mediation_from_the_case(session):
    mediated = select(Mediation.case_id)
    free = select(Case).where(Case.status.in_(("accepted", "in_progress")), Case.id.not_in(mediated))
    case = next(case for case in session.scalars(free) if len(sides_of(case)) > 1)
    committee = session.scalars(select(Committee).where(Committee.active)).first()
    fire(case, "open_mediation", data={"committee": committee, "source": "application"})
    assert session.scalars(select(Mediation).filter_by(case_id=case.id)).one().committee is committee


def agree_orally(session):
    mine = mediation_of(session, LEAK)
    words = "双方同意修好水管。"
    mediation.hold_session(mine, started_at=now(), place="调解室", record_text=words, result="agreed")
    agreement = agreements.draft(mediation=mine, facts="双方各有责任。", form="oral")
    agreements.add_clause(agreement, kind="act", text="楼上住户于2026年11月30日前修好漏水的水管")
    agreements.reach_orally(agreement)
    assert agreement.status == "effective"


def replace_an_agreement(session):
    first = session.scalars(select(Agreement).filter_by(status="effective")).one()
    second = agreements.new_version(first)
    agreements.issue(second)
    for side in sides_of(second.case):
        agreements.sign(second, party=side)
    for mediator in mediation.mediators_of(second.mediation):
        agreements.sign(second, mediator=mediator)
    agreements.sign(second)
    assert (first.status, second.status) == ("replaced", "effective")


def apply_for_confirmation_anew(session):
    known = session.scalars(select(Confirmation)).one()
    fire(known, "withdraw", note="重新申请")
    fire(known.agreement, "confirm_in_court")
    anew = session.scalars(select(Confirmation).filter_by(status="draft")).one()
    confirmation.choose_court(anew, known.court)
    assert anew.court is known.court


def sign_the_papers_for_the_court_anew(session):
    known = session.scalars(select(Confirmation)).one()
    for paper in papers_of(known):
        paper.state = VOID
    fire(known, "start_over")
    assert known.status == "draft"


def report_to_the_police(session):
    mine = mediation_of(session, LEAK)
    told = {"organ": "城东派出所", "means": "phone", "facts": "一方扬言砸门。"}
    fire(mine, "report_police", data={"reported_at": now(), **told})
    (kept,) = session.scalars(select(PoliceReport)).all()
    assert (kept.mediation, kept.organ) == (mine, "城东派出所")


def give_a_mediation_more_days(session):
    mine = mediation_of(session, LEAK)
    agreed = {"days": 10, "why": "等待师傅查看", "applicants_agree": True, "respondents_agree": True}
    before = clocks_of(session, mine)[0].amount
    fire(mine, "extend", data=agreed)
    assert clocks_of(session, mine)[0].amount == before + 10


def go_to_court(session):
    known = session.scalars(select(Confirmation)).one()
    for side in sides_of(known.agreement.case):
        confirmation.sign(known, side)
    fire(known, "sign")
    fire(known, "submit")
    ways = (
        [("court_refuse", {"words": "材料不齐"})],
        [("court_accept", {}), ("confirm", RULING)],
        [("court_accept", {}), ("reject", {**RULING, "reason": "unclear"})],
    )
    for way in ways:
        before = session.begin_nested()
        for arrow, data in way:
            fire(known, arrow, data=data)
        before.rollback()
        assert known.status == "submitted"


def serve_grids_again(session):
    worker = session.scalars(select(GridWorker).where(GridWorker.status == "serving")).first()
    fire(worker, "leave_service", note="辞职")
    fire(worker, "rejoin", note="重新聘用")
    assert worker.status == "serving"


def follow_a_guide_and_let_it_go(session):
    known = session.scalars(
        select(HandlingGuide).where(HandlingGuide.status == "published", HandlingGuide.valid_to.is_(None))
    ).first()
    guide = revise(known, date(2026, 11, 20))
    fire(guide, "publish", data={"valid_from": date(2026, 11, 20)})
    fire(guide, "withdraw", note="不再适用")
    assert guide.status == "withdrawn"


def do_not_perform(session):
    owed = session.scalars(select(Obligation).where(Obligation.part == 1, Obligation.status == "open")).one()
    owed.due_on = date(2026, 11, 19)
    confirmed = session.scalars(select(Confirmation)).one()
    for status, way, reached in (
        ("screened", "sue", "suit"),
        ("screened", "remediate", "open"),
        ("confirmed", "enforce", "enforcement"),
    ):
        before = session.begin_nested()
        confirmed.status = status
        fire(owed, way, note="逾期不付")
        assert owed.status == reached
        before.rollback()


def take_a_receipt_back(session):
    owed = session.scalars(select(Obligation).where(Obligation.part == 1, Obligation.status == "open")).one()
    receipt = performance.receive(owed, Decimal("23200.00"))
    assert owed.status == "done"
    fire(receipt, "withdraw", note="记错了")
    assert (owed.status, owed.paid) == ("open", Decimal("20000.00"))


def visit_the_parties(session):
    visit = session.scalars(select(ReturnVisit).order_by(ReturnVisit.planned_on)).first()
    fire(visit, "visit", data={"means": "phone", "text": "双方没有异议。"})
    assert visit.status == "done"


def change_a_rule_and_let_it_go(session):
    """The next version of a rule of legality is published, and retired."""
    rule = session.scalars(select(Rule).where(Rule.code == "vague_words")).one()
    draft = next_version(rule, date(2026, 11, 21))
    fire(draft, "publish", data={"valid_from": date(2026, 11, 21)})
    assert (draft.status, rule.valid_to) == ("published", date(2026, 11, 20))
    fire(draft, "retire", note="不再适用")
    assert draft.status == "retired"


def file_a_volume(session):
    """What is missing is explained; checked, sent back, checked again, bound, sealed."""
    volume = archive.volume_of(mediation_of(session, LEASE))
    for held in completeness(volume):
        if held.missing:
            session.add(Explanation(volume=volume, requirement=held.requirement, reason="当面核对，未留存"))
    session.flush()
    for arrow in ("gather", "arrange", "propose", "build", "check"):
        fire(volume, arrow)
    fire(volume, "send_back", note="补充说明")
    fire(volume, "check")
    make_file(volume)
    fire(volume, "archive")
    assert volume.archived_on == date(2026, 11, 20)


def lend_a_volume(session):
    volume = session.scalars(select(Volume).where(Volume.status == "archived")).first()
    loan = {"borrower": "枫源县人民法院", "purpose": "诉讼查阅", "until": date(2026, 12, 1)}
    fire(volume, "lend", data=loan)
    fire(volume, "take_back", data={})
    assert volume.status == "archived"


def destroy_volumes(session):
    with frozen("2036-11-10 09:00"):
        facts = {"reason": "保管期满", "division_code": "990102"}
        dropped = destroying.begin(title="作废的清单", **facts)
        fire(dropped, "propose")
        fire(dropped, "refuse", note="列错了")
        for entry in destroying.entries_of(dropped):
            session.delete(entry)
        session.flush()
        fire(dropped, "drop", note="列错了")
        approved = destroying.begin(title="销毁清单", **facts)
        for arrow in ("propose", "approve", "carry_out"):
            fire(approved, arrow)
        assert destroying.destroy(approved) == 1


def open_a_volume_later(session):
    volume = archive.volume_of(mediation_of(session, LEASE))
    ended = volume.mediation
    for piece in pieces_of(volume):
        session.delete(piece)
    session.delete(volume)
    session.flush()
    fire(ended, "open_volume")
    assert pieces_of(archive.volume_of(ended))


def answer_a_court(session):
    """What a court delegated is extended and answered; another letter is taken back, a third sent back."""
    lease, summary = (entrustment_of(session, LETTERS[place][4]) for place in (1, 2))
    docking.extend(lease, 10, "核对账目", applicants=True, respondents=True)
    assert (lease.result, lease.due_on) == ("agreed", date(2026, 12, 28))
    docking.give_back(lease)
    assert lease.status == "returned" and lease.agreement_no
    before = session.begin_nested()
    fire(summary, "decline", data={"reason": "不属于受理范围"})
    assert summary.result == "not_accepted"
    before.rollback()
    fire(summary, "withdraw", note="原告撤诉")
    assert summary.status == "withdrawn"


def hear_from_third_parties(session):
    request = session.scalars(select(ThirdPartyRequest)).one()
    before = session.begin_nested()
    fire(request, "take_back", note="双方自行商定")
    before.rollback()
    fire(request, "come_back", data={"result_text": "修复费用三千元"})
    assert (request.status, request.returned_on) == ("returned", date(2026, 11, 20))


WALKS = (
    answer_a_court,
    hear_from_third_parties,
    keep_a_case_valid,
    open_a_mediation_from_the_case,
    agree_orally,
    replace_an_agreement,
    apply_for_confirmation_anew,
    sign_the_papers_for_the_court_anew,
    report_to_the_police,
    give_a_mediation_more_days,
    go_to_court,
    do_not_perform,
    take_a_receipt_back,
    visit_the_parties,
    serve_grids_again,
    follow_a_guide_and_let_it_go,
    change_a_rule_and_let_it_go,
    file_a_volume,
    lend_a_volume,
    destroy_volumes,
    open_a_volume_later,
)


@pytest.fixture
def taken(app):
    """The arrows taken so far, by model: those of the demo, and from now on every other."""
    with app.app_context(), system("test") as session:
        told = {(model, arrow) for model, arrow in session.execute(select(Event.model, Event.arrow))}
    house = app.extensions["house"]

    def note(_session, row, _event, arrow):
        if arrow is not None:
            told.add((row.model_id(), arrow.name))

    house.subscribers.append(note)
    yield told
    house.subscribers.remove(note)


def test_no_arrow_is_left_untaken(app, taken, freeze):
    freeze("2026-11-20 11:00")
    for walk in WALKS:
        with app.app_context(), system("test") as session:
            walk(session)
    lacking = [
        f"{flow.model_id} {arrow.name}"
        for flow in app.extensions["house"].workflows.values()
        for arrow in flow.transitions
        if not plain(flow, arrow) and (flow.model_id, arrow.name) not in taken
    ]
    assert lacking == []
