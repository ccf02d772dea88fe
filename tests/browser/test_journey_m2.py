"""Domain walk-through M2 through real pages: an enterprise's lease dispute, from the window to the court's ruling.

建设街道 330402007, August and September 2023; the people and the company are invented. The steps are those of
`tests/journeys/test_m2_services.py`, here pressed, typed and read by a clerk and a mediator at their browsers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.access import accounts
from app.access.scope import system
from app.factory import create_app
from app.model.base import db
from app.org.models import Account, Unit
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from tests.browser.hand import Hand
from tests.house.browser import serving
from tests.house.databases import DatabaseUrls
from tests.house.installed import PASSWORD, settings
from tests.house.reading import text_of

#: A browser takes minutes: this walk is made on the real database, the services beneath it are tested on both.
pytestmark = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)

STREET = "330402007"
TENANT, LANDLORD = "嘉禾青稞餐饮管理有限公司", "陆喆山"
COURT = "嘉兴市南湖区人民法院"
NUMBER = "（2023）建设人调字第1号"
CLAUSE = "房东一方退还承租人剩余租金和保证金（大写捌万陆仟肆佰元整）"
COMMITMENT = "没有恶意串通、规避法律的行为"

#: Where to keep the papers of the walk for people to look at; nowhere unless asked.
KEPT = os.environ.get("KEEP_PAPERS")


@pytest.fixture
def street(
    passing_database: Callable[..., DatabaseUrls],
    river_database: DatabaseUrls,
    freeze: Callable[[str], datetime],
) -> Iterator[Flask]:
    """The house at the street on the morning of the first day, with its committee, a clerk and a mediator."""
    freeze("2023-08-17 09:30")
    application = create_app(settings(passing_database(like=river_database), WTF_CSRF_ENABLED=True))
    with application.app_context():
        with system("people for a test") as session:
            _people(session)
            session.commit()
        db.session.remove()
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


def _people(session: Session) -> None:
    centre = Unit(
        name="建设街道社会治理中心", short_name="建设中心", kind="centre", division_code=STREET, active=True
    )
    unit = Unit(
        name="建设街道人民调解委员会",
        short_name="建设调委会",
        number_name="建设",
        kind="committee",
        division_code=STREET,
    )
    body = Committee(unit=unit, kind="sub_district", division_code=STREET)
    person = Person(name="钱和", division_code=STREET)
    session.add_all([centre, unit, body, person])
    session.flush()
    for username, name, role, place in (
        ("c_street", "何受理", "clerk", centre),
        ("m_street", "钱和", "mediator", unit),
    ):
        account, _password = accounts.create_account(session, username, name, STREET, password=PASSWORD)
        account.must_change_password = False
        accounts.give_post(session, account, role, STREET, unit=place)
    mediator = session.query(Account).filter_by(username="m_street").one()
    session.add(
        Mediator(person=person, committee=body, account=mediator, post="member", division_code=STREET)
    )


@pytest.fixture
def hands(street: Flask, new_page: Callable[..., Page]) -> Iterator[Callable[[str], Hand]]:
    """A function `hands("m_street")`: that person at a browser of their own, signed in."""
    with serving(street) as address:

        def come_in(username: str) -> Hand:
            hand = Hand(new_page(viewport={"width": 1440, "height": 1000}), address)
            hand.sign_in(username, PASSWORD)
            return hand

        yield come_in


def later(hand: Hand, freeze: Callable[[str], datetime], at: str, path: str) -> datetime:
    """Another day: the door is shut after half an hour, so one signs in anew and goes back to the page."""
    moment = freeze(at)
    hand.page.context.clear_cookies()
    hand.sign_in("m_street", PASSWORD)
    hand.open(path)
    return moment


def keep(pdf: bytes, name: str) -> str:
    """The text of a paper without spaces; the file is kept where `KEEP_PAPERS` says."""
    if KEPT:
        Path(KEPT).mkdir(parents=True, exist_ok=True)
        (Path(KEPT) / f"{name}.pdf").write_bytes(pdf)
    return "".join(text_of(pdf).split())


def paper(hand: Hand, title: str, word: str = "打开") -> str:
    """The text of the paper of that title on the page."""
    line = hand.part("papers").locator("li").filter(has_text=title).first
    return keep(hand.download(line.get_by_role("link", name=word).first), title)


def fact(hand: Hand, label: str) -> str:
    """What stands under a label; a day of this year is written without the year."""
    pair = hand.page.locator(".fq-pairs > div").filter(has=hand.page.get_by_text(label, exact=True))
    said = pair.locator("dd")
    expect(said).to_have_text(re.compile(r"\S"), use_inner_text=True)  # the page may not be painted yet
    return said.inner_text().strip()


def register(clerk: Hand) -> str:
    """Step 1: the company comes to the window; returns the address of the case."""
    clerk.open("/desk/")
    clerk.fill(
        applicant_kind="organisation",
        applicant_name=TENANT,
        applicant_phone="0573-82000001",
        applicant_code="91330402MA2B0EXA0M",
        respondent_kind="person",
        respondent_name=LANDLORD,
        respondent_phone="13800005678",
        respondent_code="330402198506201238",
        title="提前退租不退租金，公司与房东合伙人各执一词",
        summary="承租商铺后因房东合伙人之间的纠纷无法经营，要求退还剩余租金和保证金。",
        category="12",
        appeal_kind="dispute",
        dispute_type="04",
        enterprise=True,
    )
    clerk.press("登记并打开")
    assert "已登记" in clerk.told()
    assert clerk.state() == "已受理"
    return clerk.page.url.removeprefix(clerk.address)


def complete_the_parties(clerk: Hand, case: str) -> None:
    """The facts of the licence and where the landlord lives, for the papers."""
    licence = {"legal_representative": "沈青稞", "representative_post": "执行董事"}
    for name, address, more in (
        (TENANT, "嘉兴市南湖区建设街道勤俭路18号", licence),
        (LANDLORD, "嘉兴市南湖区建设街道禾兴路6号", {}),
    ):
        clerk.open(case)
        clerk.part("parties").locator("tbody tr").filter(has_text=name).locator("a").first.click()
        clerk.page.wait_for_load_state()
        clerk.page.get_by_role("main").get_by_role("link", name=name).last.click()
        clerk.page.wait_for_load_state()
        clerk.press("编辑")
        clerk.fill(address=address, **more)
        clerk.save()
        assert address in clerk.text()


def open_mediation(mediator: Hand, case: str) -> str:
    """The mediation with both consents, the telling of rights and the register; returns its address."""
    mediator.open(case)
    mediator.press("调解")
    mediator.fill(committee="建设街道人民调解委员会", source="application", mediator="钱和")
    mediator.save()
    mediator.part("mediations").locator("tbody a").first.click()
    for party in (TENANT, LANDLORD):
        mediator.press("记录意愿")
        mediator.fill(party=party, answer="agree")
        mediator.save()
    mediator.press("告知权利义务")
    mediator.save()
    mediator.press("受理")
    assert mediator.state() == "已受理"
    return mediator.page.url.removeprefix(mediator.address).partition("#")[0]


def hold_session(mediator: Hand, at: datetime, result: str) -> None:
    """Step 3: one session written down."""
    mediator.press("记录调解")
    mediator.fill(
        started_at=at,
        place="建设街道调解室",
        record="调解员：请双方先核对账目。\n陆喆山：合伙账目没有分清。",
        result=result,
    )
    mediator.save()


def write_clause(mediator: Hand, agreement: str, **facts: Any) -> None:
    """Step 4: the clause with its two instalments."""
    mediator.open(agreement)
    mediator.part("clauses").get_by_role("link", name="添加").click()
    mediator.fill(
        kind="pay",
        text=CLAUSE,
        payer=LANDLORD,
        amount="86400.00",
        manner="transfer",
        **facts,
    )
    lines = mediator.page.locator("[data-lines=instalments]")
    for row, (day, amount) in enumerate((("2023-09-15", "43200"), ("2023-10-31", "42800"))):
        lines.locator("[data-line-add]").click()
        mediator.fill(**{f"instalments-{row}-due_on": day, f"instalments-{row}-amount": amount})
    mediator.save()


def change_clause(mediator: Hand, agreement: str, **facts: Any) -> None:
    """Correct the clause, and come back to the agreement."""
    mediator.open(agreement)
    mediator.follow(mediator.part("clauses").locator("a[href*='/agreements/clause/show/']").first)
    mediator.press("编辑")
    mediator.fill(**facts)
    mediator.save()
    mediator.open(agreement)


def agree(mediator: Hand, mediation: str) -> str:
    """Step 4: what the editor refuses and warns of, until the agreement is sent for signature."""
    mediator.open(mediation)
    mediator.follow(mediator.part("agreements").get_by_role("link", name="添加"))
    mediator.fill(facts="双方对解除租赁没有异议，争议为应退数额；房东一方承担主要责任。", copies="2")
    mediator.save()
    agreement = mediator.page.url.removeprefix(mediator.address).partition("#")[0]
    if agreement == mediation:
        mediator.follow(mediator.part("agreements").locator("tbody a").first)
        agreement = mediator.page.url.removeprefix(mediator.address).partition("#")[0]
    assert "协议没有条款" in mediator.why_off("送签")
    write_clause(mediator, agreement)
    mediator.open(agreement)
    reasons = mediator.why_off("送签")
    assert "86,000.00" in reasons and "86,400.00" in reasons
    assert "收款人" in reasons and "至少 3 份" in reasons
    change_clause(mediator, agreement, payee=TENANT, **{"instalments-1-amount": "43200"})
    assert "收款人" not in mediator.why_off("送签") and "86,000.00" not in mediator.why_off("送签")
    change_clause(mediator, agreement, text=CLAUSE + "，请尽快办理")
    assert "尽快" in mediator.text()
    change_clause(mediator, agreement, text=CLAUSE)
    assert "尽快" not in mediator.text()
    mediator.press("编辑")
    mediator.fill(copies="3")
    mediator.save()
    mediator.open(agreement)
    mediator.press("送签")
    assert NUMBER in mediator.text()
    return agreement


def sign(hand: Hand, kind: str, day: str, **signer: str) -> None:
    """Step 5: one signature."""
    hand.press("登记签署")
    hand.fill(kind=kind, signed_on=day, **signer)
    hand.save()


def in_force(hands: Callable[[str], Hand], freeze: Callable[[str], datetime]) -> tuple[Hand, str]:
    """Steps 1 to 5; the mediator and the address of the agreement in force."""
    clerk = hands("c_street")
    case = register(clerk)
    complete_the_parties(clerk, case)
    mediator = hands("m_street")
    mediation = open_mediation(mediator, case)
    assert TENANT in paper(mediator, "权利义务告知书")
    assert LANDLORD in paper(mediator, "受理登记表")
    for at, result in (("2023-08-21 14:30", "continued"), ("2023-08-28 14:30", "agreed")):
        hold_session(mediator, later(mediator, freeze, at, mediation), result)
    assert mediator.part("sessions").locator("tbody tr").count() == 2
    agreement = agree(mediator, mediation)
    words = paper(mediator, "人民调解协议书")
    assert NUMBER in words and "捌万陆仟肆佰元整" in words and "43,200.00" in words and "一式三份" in words
    sign(mediator, "party", "2023-08-28", party=TENANT)
    later(mediator, freeze, "2023-08-29 10:00", agreement)
    sign(mediator, "party", "2023-08-29", party=LANDLORD)
    sign(mediator, "mediator", "2023-08-29", mediator="钱和")
    sign(mediator, "seal", "2023-08-29")
    assert mediator.state() == "已生效"
    assert fact(mediator, "生效日期") == "08-29"
    return mediator, agreement


def look_ahead(mediator: Hand, freeze: Callable[[str], datetime], agreement: str) -> None:
    """On the thirtieth day the button is on, on the next it is off and says why; then the calendar is turned back."""
    later(mediator, freeze, "2023-09-28 17:00", agreement)
    button = mediator.page.locator("main button", has_text="司法确认").first
    assert button.get_attribute("aria-disabled") is None
    later(mediator, freeze, "2023-09-29 09:00", agreement)
    assert "2023-09-28" in mediator.why_off("司法确认")


def apply(mediator: Hand, freeze: Callable[[str], datetime], agreement: str) -> str:
    """Steps 6 and 7: the deadline, the screening, the court, the papers; the address of the application."""
    later(mediator, freeze, "2023-09-01 09:00", agreement)
    mediator.press("司法确认")
    mediator.part("confirmations").locator("tbody a").first.click()
    assert fact(mediator, "截止日") == "09-28"
    questions = mediator.page.locator("#screening tbody tr")
    mediator.press("回答")
    listed = mediator.page.locator("main [name=question]").get_attribute("data-remote")
    found = mediator.page.request.get(mediator.address + str(listed)).json()
    assert len(found) == 9
    mediator.press("取消")
    for question in found:
        mediator.press("回答")
        mediator.fill(question=question["text"], answer="no")
        mediator.save()
    expect(questions).to_have_count(len(found))
    for party in (TENANT, LANDLORD):
        mediator.press("登记共同申请")
        mediator.fill(party=party, joint=True, address="嘉兴市南湖区建设街道", postcode="314000")
        mediator.save()
    if COURT not in mediator.text():
        mediator.press("选择法院")
        mediator.fill(court="南湖区人民法院")
        mediator.save()
    assert COURT in mediator.text()
    mediator.press("已审查")
    assert mediator.state() == "已审查"
    return mediator.page.url.removeprefix(mediator.address).partition("#")[0]


def test_from_the_window_to_the_ruling(
    hands: Callable[[str], Hand], freeze: Callable[[str], datetime]
) -> None:
    mediator, agreement = in_force(hands, freeze)
    assert mediator.open(agreement.replace("/show/", "/edit/")) in (200, 403, 409)
    assert not mediator.page.locator("main [name=facts]").count()
    mediator.open(agreement)
    assert "只能" in mediator.text()
    look_ahead(mediator, freeze, agreement)
    application = apply(mediator, freeze, agreement)
    words = paper(mediator, "司法确认材料")
    assert words.count("申请人：") >= 2 and "被申请人：" not in words
    assert COMMITMENT in words and COURT in words
    assert CLAUSE in words and "43,200.00" in words
    assert "法定代表人身份证明" in words and "送达地址确认书" in words
    for party in (TENANT, LANDLORD):
        mediator.press("登记签署")
        mediator.fill(party=party, signed_on="2023-09-01")
        mediator.save()
    mediator.press("签署完毕")
    later(mediator, freeze, "2023-09-04 09:00", application)
    mediator.press("提交法院")
    mediator.save()
    later(mediator, freeze, "2023-09-06 09:00", application)
    mediator.press("法院受理")
    mediator.save()
    later(mediator, freeze, "2023-09-15 16:00", application)
    mediator.press("裁定有效")
    mediator.fill(number="（2023）浙0402诉前调确1号", ruled_on="2023-09-15", judge="法官甲")
    mediator.save()
    assert mediator.state() == "已确认"
    assert "（2023）浙0402诉前调确1号" in mediator.part("rulings").inner_text()
    for label, day in (("提交日期", "09-04"), ("法院受理日期", "09-06"), ("裁定日期", "09-15")):
        assert fact(mediator, label) == day
