"""Expired food bought in a supermarket: settled on the spot, and the same quarrel failing (domain M3).

海昌街道 330481003; the people and the shop are invented. The phone page and the cluster of like cases come later.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.scope import ScopeError, system
from app.clock.models import SlaPolicy
from app.document.attachments import attach, attachments_of
from app.document.service import issue, papers_of
from app.model.house import house
from app.model.moment import now
from app.org.models import Account, Unit
from app.workflow.engine import Refused, fire
from app.workflow.models import Event
from modules.agreements import services as agreements
from modules.cases import services as cases
from modules.cases.models import Case
from modules.dispatch.services import dispatch, open_assignments
from modules.mediation import services as mediation
from modules.mediation.models import Mediation
from modules.mediators.models import Committee, Mediator, Qualification
from modules.parties.models import Organisation, Person
from modules.performance import services as performance
from modules.performance.models import Receipt
from tests.house.reading import text_of

STREET = "330481003"
MEMBER = ("mediator", STREET, "海昌甲")
OFFICE = "海昌市场监管所"


@pytest.fixture
def team(river, as_person):
    """The street's committee with a member who holds both certificates, and the office for the market."""
    with as_person(*MEMBER):
        pass
    with system("a team for a test") as session:
        session.add(Unit(name=OFFICE, short_name=OFFICE, kind="department", division_code=STREET))
        unit = Unit(
            name="海昌街道人民调解委员会",
            short_name="海昌调委会",
            number_name="海昌",
            kind="committee",
            division_code=STREET,
        )
        body = Committee(unit=unit, kind="sub_district", division_code=STREET)
        account = session.scalars(select(Account).where(Account.username == "海昌甲")).one()
        person = Person(name="海昌甲", division_code=STREET)
        session.add_all([unit, body, person])
        session.flush()
        member = Mediator(person=person, committee=body, account=account, division_code=STREET)
        session.add(member)
        session.flush()
        for kind in ("mediator", "social_worker"):
            session.add(Qualification(mediator=member, kind=kind, number=kind, division_code=STREET))
        session.commit()


def registered(session, buyer="顾小满"):
    """A buyer and the shop; the shop is one organisation, however often somebody complains."""
    shop = session.scalars(select(Organisation)).first() or Organisation(
        name="海昌惠民超市有限公司",
        uscc="91330402MA2B0EXA0M",
        legal_representative="程惠民",
        division_code=STREET,
    )
    return cases.register(
        division_code=STREET,
        title="超市售出过期酸奶",
        summary="买到过期三天的酸奶，要求退货退款并赔偿。",
        channel="window",
        category="0302",
        appeal_kind="dispute",
        dispute_type="14",
        parties=[
            cases.PartyEntry("applicant", Person(name=buyer, division_code=STREET)),
            cases.PartyEntry("respondent", shop),
        ],
    )


def in_session(session, case, result):
    """Opened, agreed to, told and talked over, all on the spot."""
    mine = mediation.open_mediation(
        case=case,
        committee=session.scalars(select(Committee)).one(),
        mediators=session.scalars(select(Mediator)).all(),
        place="超市服务台",
    )
    for side in cases.sides_of(case):
        mediation.answer(mine, side, "agree")
    mediation.tell_rights(mine)
    fire(mine, "accept")
    talk = {"started_at": now(), "place": "超市服务台", "record_text": "超市：货架没有及时清理。"}
    mediation.hold_session(mine, result=result, **talk)
    return mine


def settled(session, case, freeze):
    """An oral agreement on refund and compensation, paid at once; the money's receipt."""
    mine = in_session(session, case, "agreed")
    agreement = agreements.draft(mediation=mine, facts="超市售出过期食品，承担全部责任。", form="oral")
    buyer, shop = cases.sides_of(case)
    agreements.add_clause(
        agreement,
        kind="pay",
        text="超市退还货款并赔偿共计人民币1,000.00元（大写壹仟元整），当场付清",
        payer=shop,
        payee=buyer,
        amount=Decimal("1000.00"),
        due_on=date(2023, 8, 1),
        manner="mobile",
        place="超市服务台",
    )
    agreements.reach_orally(agreement)
    freeze("2023-08-01 10:40")
    (owed,) = performance.obligations_of(agreement)
    paid = performance.receive(owed, Decimal("1000.00"), manner="mobile")
    return agreement, owed, paid


def test_settled_and_paid_on_the_spot_within_the_hours_for_consumers(team, freeze, as_person):
    freeze("2023-08-01 09:20")
    with as_person("clerk", STREET) as session:
        case = registered(session)
        session.commit()
        key = case.id
    with as_person(*MEMBER) as session:
        case = session.get_one(Case, key)
        agreement, owed, paid = settled(session, case, freeze)
        assert (agreement.number, agreement.effective_on) == ("（2023）海昌口调字第1号", date(2023, 8, 1))
        assert "壹仟元整" in "".join(text_of(papers_of(agreement)[0].body).split())
        assert (owed.status, owed.paid, owed.done_on) == ("done", Decimal("1000.00"), date(2023, 8, 1))
        voucher = papers_of(agreement)[0].body
        attach(paid, "付款截图.pdf", voucher)
        assert [file.name for file in attachments_of(paid)] == ["付款截图.pdf"]
        issue(house().documents["performance.receipt"], paid)
        assert "1,000.00" in text_of(papers_of(paid)[0].body)
        assert (case.category, case.status) == ("0302", "resolved")
        session.commit()
        owed_id = owed.id
    with system("read the history") as session:
        told = select(Event.row_id).where(Event.name == "performance.obligation.all_performed")
        assert session.scalars(told).all() == [owed_id]
        taken = {
            event.name.rpartition(".")[2]: event.at
            for event in session.scalars(
                select(Event).where(Event.model == "cases.case", Event.row_id == key)
            )
        }
        hours = dict(
            session.execute(
                select(SlaPolicy.code, SlaPolicy.amount).where(SlaPolicy.code.startswith("labour_consumer"))
            ).all()
        )
        assert taken["resolve"] - taken["accept"] <= timedelta(hours=hours["labour_consumer_target"])
        assert hours["labour_consumer_target"] < hours["labour_consumer"]


def test_a_shop_that_wants_no_more_talk_ends_it_and_the_office_takes_the_case(team, freeze, as_person):
    freeze("2023-08-01 09:20")
    with as_person("clerk", STREET) as session:
        first, second = registered(session), registered(session, "顾大满")
        session.commit()
        keys = first.id, second.id
    with as_person(*MEMBER) as session:
        settled(session, session.get_one(Case, keys[0]), freeze)
        case = session.get_one(Case, keys[1])
        mine = in_session(session, case, "failed")
        mediation.terminate(mine, "demanded", "向12315投诉举报\n向人民法院提起诉讼")
        words = "".join(text_of(papers_of(mine)[0].body).split())
        assert "12315" in words and "提起诉讼" in words and "当事人要求终止调解" in words
        assert (mine.status, case.status) == ("terminated", "in_progress")
        with pytest.raises(Refused):
            agreements.draft(mediation=mine, facts="再谈。")
        session.commit()
        ended = session.scalars(select(Mediation.status).where(Mediation.ended_on.is_not(None))).all()
        assert sorted(ended) == ["agreed", "terminated"]
        session.delete(mine)
        with pytest.raises(ScopeError):
            session.flush()
    with as_person("dispatcher", STREET) as session:
        case = session.get_one(Case, keys[1])
        dispatch(
            case, session.scalars(select(Unit).where(Unit.name == OFFICE)).one(), "查处过期食品，依法处理"
        )
        assert [one.unit.name for one in open_assignments(case)] == [OFFICE]
        session.commit()
    with system("count") as session:
        assert session.scalars(select(Receipt.amount)).all() == [Decimal("1000.00")]
