"""A quarrel in a family, settled by word of mouth with a mediator the parties chose (domain M1, as far as it reaches).

梧桐街道 330483001; the people are invented.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.document.attachments import attach
from app.document.service import issue, papers_of
from app.model.house import house
from app.model.moment import now
from app.org.models import Account, Unit
from app.workflow.engine import Refused, fire, offers
from modules.agreements import services as agreements
from modules.archive import services as archive
from modules.archive.building import build as make_file
from modules.archive.gathering import pieces_of
from modules.archive.models import Volume
from modules.cases import services as cases
from modules.cases.models import Case
from modules.mediation import services as mediation
from modules.mediation.suggesting import beside_opening, suggested
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from modules.performance import services as performance
from tests.house.reading import text_of

STREET = "330483001"


@pytest.fixture
def family(river, as_person, freeze):
    """The committee, its mediator, and the case: the key of the case."""
    freeze("2024-03-04 09:00")
    with as_person("mediator", STREET, "乡音甲"):
        pass
    with system("a family for a test") as session:
        unit = Unit(
            name="梧桐街道人民调解委员会",
            short_name="梧桐调委会",
            number_name="梧桐",
            kind="committee",
            division_code=STREET,
        )
        body = Committee(unit=unit, kind="sub_district", division_code=STREET)
        account = session.scalars(select(Account).where(Account.username == "乡音甲")).one()
        person = Person(name="乡音甲", native_place="江西", division_code=STREET)
        session.add_all([unit, body, person])
        session.flush()
        session.add(
            Mediator(person=person, committee=body, account=account, dialects="赣语", division_code=STREET)
        )
        session.commit()
    with as_person("clerk", STREET) as session:
        older, younger = (
            Person(name=name, native_place="江西", division_code=STREET) for name in ("江桂香", "江小满")
        )
        case = cases.register(
            division_code=STREET,
            title="婆媳为家用争吵",
            summary="婆媳为带孩子和家用争吵，情绪激动。",
            channel="grid",
            dispute_type="01",
            parties=[cases.PartyEntry("applicant", older), cases.PartyEntry("respondent", younger)],
        )
        session.commit()
        return case.id


def begun(session, key):
    """The mediation with its chosen mediator, consent and telling."""
    mine = mediation.open_mediation(
        case=session.get(Case, key),
        committee=session.scalars(select(Committee)).one(),
        mediators=session.scalars(select(Mediator)).all(),
        mode="party_choice",
        place="乡音驿站",
    )
    for side in cases.sides_of(mine.case):
        mediation.answer(mine, side, "agree")
    mediation.tell_rights(mine)
    fire(mine, "accept")
    return mine


def test_the_mediator_from_the_home_of_both_parties_is_named_first(family, as_person):
    """Step 2: one in the committee knows families and is full-time, and still stands behind the fellow countryman."""
    with system("a colleague for a test") as session:
        body = session.scalars(select(Committee)).one()
        person = Person(name="本地乙", native_place="浙江", division_code=STREET)
        near = Mediator(person=person, committee=body, full_time=True, division_code=STREET)
        near.specialities = "婚姻家庭"
        session.add(near)
        session.commit()
    with as_person("clerk", STREET) as session:
        found = suggested(session.get(Case, family))
        assert [one.name for one in found] == ["乡音甲", "本地乙"]
        assert found[0].reasons == ("与各方当事人同籍（江西）", "同一乡镇（街道）", "在办0件")
        assert found[1].reasons == ("擅长婚姻家庭", "同一乡镇（街道）", "专职", "在办0件")
        (card,) = beside_opening(session.get(Case, family))
        chosen = card["rows"][0]["pick"]["fields"]
        assert chosen["mediator"] == (str(found[0].mediator.id), "乡音甲")
        assert chosen["committee"] == (str(found[0].mediator.committee_id), "梧桐街道人民调解委员会")


def test_an_oral_agreement_takes_effect_at_once_and_is_not_confirmed(family, freeze, as_person):
    with as_person("mediator", STREET, "乡音甲") as session:
        mine = begun(session, family)
        assert {paper.document for paper in papers_of(mine)} == {
            "mediation.rights_notice",
            "mediation.acceptance_register",
        }
        mediation.hold_session(
            mine, started_at=now(), place="乡音驿站", record_text="江桂香：我也有不对。", result="agreed"
        )
        agreement = agreements.draft(mediation=mine, facts="双方为家用争吵，各有责任。", form="oral")
        agreements.add_clause(agreement, kind="act", text="江小满每月五日前交家用，江桂香白天照看孩子")
        agreements.reach_orally(agreement)
        session.commit()
        assert agreement.effective_on == datetime(2024, 3, 4).date()
        assert agreement.number == "（2024）梧桐口调字第1号"
        assert "江小满每月五日前交家用" in "".join(text_of(papers_of(agreement)[0].body).split())
        assert mine.status == "agreed" and mine.case.status == "resolved"
        button = next(offer for offer in offers(agreement) if offer.arrow.name == "confirm_in_court")
        assert not button.free
        assert button.refusals[0].article == "《中华人民共和国人民调解法》第三十三条"


def test_refusal_stops_the_session_and_nobody_else_opens_the_record(family, freeze, as_person):
    with as_person("mediator", STREET, "乡音甲") as session:
        mine = begun(session, family)
        mediation.answer(mine, cases.sides_of(mine.case)[0], "refuse")
        with pytest.raises(Refused) as refused:
            mediation.hold_session(
                mine, started_at=now(), place="乡音驿站", record_text="无", result="agreed"
            )
        assert "第十七条" in refused.value.refusals[0].article
        assert next(offer for offer in offers(mine) if offer.arrow.name == "terminate").free
        session.commit()
        key = mine.id
    with as_person("mediator", "330483", "另一调解员") as session:
        assert session.get(type(mine), key) is None
    with as_person("archivist", "330483") as session:
        assert session.get(type(mine), key).status == "accepted"


def test_after_a_failed_session_only_the_notice_is_left(family, freeze, as_person):
    with as_person("mediator", STREET, "乡音甲") as session:
        mine = begun(session, family)
        talk = {"started_at": now(), "place": "乡音驿站", "record_text": "江小满：不谈了。"}
        mediation.hold_session(mine, result="failed", **talk)
        with pytest.raises(Refused) as refused:
            mediation.hold_session(mine, result="agreed", **talk)
        assert "第二十六条" in refused.value.refusals[0].article
        mediation.terminate(mine, "failed", "向人民法院提起诉讼")
        assert mine.case.status == "in_progress"


def test_the_file_holds_everything_in_order_and_is_sealed_for_the_short_term(family, freeze, as_person):
    with as_person("mediator", STREET, "乡音甲") as session:
        mine = begun(session, family)
        mediation.hold_session(
            mine, started_at=now(), place="乡音驿站", record_text="江桂香：我也有不对。", result="agreed"
        )
        issue(house().documents["mediation.mediation_record"], mediation.sessions_of(mine)[0])
        agreement = agreements.draft(mediation=mine, facts="双方为家用争吵，各有责任。", form="oral")
        agreements.add_clause(agreement, kind="act", text="江小满每月五日前交家用")
        agreements.reach_orally(agreement)
        key = archive.volume_of(mine).id
        attach(mine, "双方身份证复印件.pdf", papers_of(agreement)[0].body)
        freeze("2024-04-03 10:00")
        (visit,) = performance.visits_of(agreement)
        fire(visit, "visit", data={"means": "phone", "text": "双方相处和睦。", "satisfaction": 5})
        session.commit()
    with as_person("archivist", "330483", "档案员") as session:
        volume = session.get_one(Volume, key)
        assert "重新收集" in next(o for o in offers(volume) if o.arrow.name == "check").refusals[0].message
        fire(volume, "gather")
        fire(volume, "check")
        make_file(volume)
        fire(volume, "archive")
        session.commit()
        assert [piece.slot.code for piece in pieces_of(volume)] == [
            "register",
            "rights",
            "identity",
            "session",
            "oral",
            "visit",
        ]
        assert [piece.first_page for piece in pieces_of(volume)] == [1, 2, 4, 5, 6, 7]
        assert (volume.number, volume.retention, volume.kept_until) == (
            "（2024）梧桐人调字第1号",
            "short",
            datetime(2029, 4, 3).date(),
        )
    with as_person("mediator", "330483", "另一调解员") as session:
        assert session.get(Volume, key) is None
