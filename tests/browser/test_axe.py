"""Every page of the demo house in a browser: no breach of WCAG 2.2 AA, no sideways scroll.

Light at a desk and on a phone, dark at a desk. A page made of kinds of element that were looked at on other pages is
opened, and not given to axe once more (`wcag.Looked`).

A test is a part of the menu of one person: each list, the page of a row, and its form. A new entry of the menu that no
test opens is a fault.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.model.house import house
from tests.browser import wcag
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

#: Who opens which tables; what stands in several menus is opened once.
TABLES = {
    "clerk_county": "cases.case cases.consultation dispatch.assignment parties.person parties.organisation"
    " counsel.expert_consultation docking.entrustment docking.third_party_request docking.pre_suit_count",
    "mediator_town": "mediation.mediation mediation.session agreements.agreement confirmation.confirmation"
    " performance.obligation performance.return_visit",
    "mediator_county": "confirmation.court confirmation.court_point",
    "admin_county": "org.unit org.post mediators.mediator mediators.committee experts.expert experts.field"
    " keypersons.key_person_kind keypersons.concern_level counsel.dispute_field dispatch.category_skill"
    " mediators.qualification mediators.posting teams.skill teams.force_kind grids.line_of_work"
    " patrols.visit_kind patrols.visit_question patrols.indicator patrols.pay_grade"
    " grids.device_kind grids.device grids.hand_over grids.place_outline"
    " docking.third_party_org docking.third_party_kind docking.organ_kind",
    "admin_town": "grids.grid grids.grid_worker cases.code_entry org.threshold knowledge.legal_basis"
    " knowledge.handling_guide knowledge.duty_row knowledge.pre_litigation_item"
    " teams.response_team teams.team_member teams.social_force patrols.absence patrols.grid_appraisal"
    " patrols.visit_campaign patrols.screening_campaign patrols.report_day",
    "grid_worker_village": "patrols.patrol patrols.visit patrols.daily_report"
    " ledgers.house ledgers.resident ledgers.organisation_place ledgers.place ledgers.hazard_point",
    "dispatcher_county": "centres.centre centres.service_window centres.duty centres.secondment experts.expert_rota",
    "admin_city": "centres.shift centres.room_kind centres.service_type centres.centre_duty"
    " legality.rule legality.rule_case legality.word_list legality.limit",
    "keyperson_county": "keypersons.key_person keypersons.key_visit",
    "system_admin": "clock.holiday_day clock.calendar_year clock.sla_policy confirmation.screening_question",
    "security_admin": "access.grant",
    "audit_admin": "access.audit",
    "archivist_county": "archive.volume archive.loan archive.destruction archive.retention_rule",
}

#: And which pages that are no tables.
PAGES = {
    "clerk_county": "/ /desk/ /imports/cases.case/ /search?q=工资 /cases/case/board/ /cases/case/map/ /nowhere",
    "mediator_town": "/mediation/session/calendar/?month=2026-11 /mediation/mediation/board/",
    "mediator_county": "/profile/ /password/ /inbox/ /help/ /help/api/ /help/api/cases.case",
    "admin_county": "/ /people/ /studio/fields/ /grids/uncovered/ /grids/coverage/ /cases/trees/ /divisions/990102001"
    " /studio/papers/ /studio/papers/agreements.agreement/edit"
    " /divisions/990102001/add /parties/duplicates/ /grids/plates/ /grids/police/ /grids/served/1",
    "dispatcher_county": "/centres/duty/calendar/ /experts/expert_rota/calendar/ /counsel/choose/1",
    "keyperson_county": "/keypersons/figures/",
    "leader_county": "/ /limits/ /grids/grid/map/ /cases/case/counts/category /cases/case/counts/status"
    " /mediators/headcount/ /patrols/compliance/?order=-rate /docking/rates/",
    "grid_worker_village": "/ /patrols/day/",
    "admin_city": "/legality/versions/1",
    "system_admin": "/ /apps/ /clock/holiday_day/calendar/?month=2026-10",
    "security_admin": "/rights/",
}


def pages_of(hand: Hand, table: str) -> list[str]:
    """List, page and form of a table as far as the person may open them; adding and changing have one form."""
    base = f"/{table.replace('.', '/')}"
    hand.open(f"{base}/list/")
    row = hand.page.locator("main tbody a[href*='/show/']").first
    key = str(row.get_attribute("href")).rsplit("/", 1)[1] if row.count() else ""
    adds = hand.page.locator(f"main a[href*='{base}/add']").count()
    form = [f"{base}/add"] if adds else [f"{base}/edit/{key}"] if key else []
    return [f"{base}/list/", *([f"{base}/show/{key}"] if key else []), *form]


@pytest.fixture(scope="session")
def looked() -> wcag.Looked:
    """What axe has seen of the house, whoever was at the browser."""
    return wcag.Looked()


@pytest.mark.parametrize("person", [*(TABLES | PAGES)])
def test_every_page_keeps_wcag(hands: Callable[..., Hand], person: str, looked: wcag.Looked) -> None:
    hand = hands(person)
    addresses = PAGES.get(person, "").split()
    tables = TABLES.get(person, "").split()
    for table in tables:
        addresses += pages_of(hand, table)
    found = []
    for address in addresses:
        hand.page.set_viewport_size({"width": 1440, "height": wcag.HEIGHT})
        assert hand.open(address) in (200, 403, 404, 409)
        expect(hand.page.locator(".htmx-request")).to_have_count(0)  # all hints are there
        found += [f"{address} {fault}" for fault in looked.faults(hand.page, wcag.OF_ROWS)]
    assert not found, "\n".join(found)
    assert len(addresses) >= len(tables) * 2


def test_what_opens_on_a_page_keeps_wcag(hands: Callable[..., Hand]) -> None:
    clerk, found = hands("clerk_county"), []
    for button, shown in (("列", "[data-order]"), ("存视图", "#view-name"), ("计数", "#counts li")):
        clerk.open("/cases/case/list/")
        clerk.page.get_by_role("button", name=button).click()
        expect(clerk.page.locator(shown).first).to_be_visible()
        found += wcag.faults(clerk.page)
    clerk.open("/cases/case/list/?q=渗水泡坏")
    with clerk.page.expect_navigation():
        clerk.page.locator("[data-row] a").first.click()
    note = {"name": "证言.txt", "mimeType": "text/plain", "buffer": "证言".encode()}
    with clerk.page.expect_navigation():
        clerk.page.set_input_files("#files [data-drop] input", note)
    found += wcag.faults(clerk.page)
    mediator = hands("mediator_town")
    mediator.open("/agreements/clause/add?agreement_id=1")
    mediator.fill(kind="pay", text="尽快退还押金", amount="86000")
    expect(mediator.page.locator("#hint-paper")).to_be_visible()
    found += wcag.faults(mediator.page)
    mediator.open("/mediation/1/workbench")
    found += wcag.faults(mediator.page)
    assert not found, "\n".join(found)


def test_no_entry_of_the_menu_is_left_out(app: Flask) -> None:
    with app.app_context():
        entries = {entry.model for entry in house().menu if entry.model}
    assert entries <= {table for tables in TABLES.values() for table in tables.split()}
