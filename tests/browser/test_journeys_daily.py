"""Small journeys of every day in the demo county: the door, a field of one's own, a neighbour's case, two editors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand
from tests.house.installed import PASSWORD

#: A browser takes minutes: this walk is made on the embedded database, the services beneath it are tested on both.
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def first_row(hand: Hand, path: str) -> str:
    """The address of the first row of a list."""
    hand.open(path)
    return str(hand.page.locator("main tbody a").first.get_attribute("href"))


def test_the_door(hands: Callable[..., Hand]) -> None:
    hand = hands()
    hand.open("/cases/case/list/")
    assert "/login/" in hand.page.url
    hand.page.get_by_role("link", name="English").click()
    expect(hand.page.get_by_role("heading", name="Sign in")).to_be_visible()
    hand.page.get_by_role("link", name="简体中文").click()
    expect(hand.page.get_by_role("heading", name="登录")).to_be_visible()
    hand.page.fill("[name=username]", "clerk_town")
    hand.page.fill("[name=password]", "not the password")
    hand.page.locator("form button[type=submit]").first.click()
    expect(hand.page.get_by_role("alert").first).to_contain_text("还可以")
    hand.sign_in("clerk_town", PASSWORD)
    hand.page.locator(".fq-who").click()
    hand.page.get_by_role("button", name="退出登录").click()
    hand.page.wait_for_url("**/login/**")
    hand.open("/cases/case/list/")
    assert "/login/" in hand.page.url


def test_a_neighbours_case_is_not_there(hands: Callable[..., Hand]) -> None:
    path = first_row(hands("clerk_county"), "/cases/case/list/")
    neighbour = hands("clerk_county2")
    assert neighbour.open(path) == 404
    assert "不在您的辖区" in neighbour.text()
    assert neighbour.open(path.replace("/show/", "/edit/")) == 404


def test_a_phone_is_shown_for_a_reason_and_that_is_kept(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town")
    clerk.open("/parties/person/list/")
    cell = clerk.page.locator("main [data-reveal]").first
    person = cell.locator("xpath=ancestor::tr").locator("a").first.get_attribute("href")
    clerk.open(str(person))
    masked = clerk.page.locator(".fq-pairs dd").filter(has=clerk.page.locator("[data-reveal]")).first
    before = masked.inner_text()
    assert "****" in before
    masked.locator("[data-reveal]").click()
    clerk.page.locator("#reveal-reason").select_option("call")
    clerk.page.locator("#reveal button.btn-primary").click()
    expect(masked).not_to_contain_text("****")
    clerk.open(str(person))
    assert masked.inner_text() == before
    assert "查看" in clerk.page.locator("aside").inner_text()


def test_two_editors_and_nothing_overwritten(hands: Callable[..., Hand]) -> None:
    first, second = hands("clerk_town"), hands("dispatcher_county")
    path = first_row(first, "/cases/case/list/?status=registered").replace("/show/", "/edit/")
    first.open(path)
    second.open(path)
    first.fill(place="东门菜场西侧")
    first.save()
    second.fill(place="东门菜场东侧")
    second.save()
    assert "何晓岚" in second.text() and "东门菜场西侧" in second.text() and "东门菜场东侧" in second.text()
    first.open(path.replace("/edit/", "/show/"))
    assert "东门菜场西侧" in first.text()


def test_a_field_of_ones_own_is_there_at_once(hands: Callable[..., Hand]) -> None:
    admin = hands("admin_county")
    admin.open("/studio/fields/cases.case/add")
    admin.fill(label="物业公司", type="text")
    admin.save()
    assert "物业公司" in admin.text()
    clerk = hands("clerk_town")
    path = first_row(clerk, "/cases/case/list/?status=registered")
    clerk.open(path.replace("/show/", "/edit/"))
    clerk.page.get_by_label("物业公司").fill("榕城物业")
    clerk.save()
    assert "榕城物业" in clerk.text()
    key = path.rpartition("/")[2]
    row = clerk.page.request.get(f"{clerk.address}/api/v1/cases/case/{key}")
    assert row.ok and "榕城物业" in str(row.json())
    clerk.open("/cases/case/list/")
    assert "物业公司" in clerk.page.locator("main thead").inner_text()
    answer = clerk.page.request.get(f"{clerk.address}/cases/case/export?format=csv")
    assert "榕城物业" in answer.text() and "物业公司" in answer.text()
    clerk.open("/cases/case/list/")
    clerk.page.locator(".fq-add").click()
    clerk.page.locator("#filters, form").get_by_label("物业公司").first.fill("榕城物业")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("main tbody tr")).to_have_count(1)


def test_the_apps_page_is_for_the_system_administrator(hands: Callable[..., Hand]) -> None:
    assert hands("clerk_town").open("/apps/") in (403, 404)
    system = hands("system_admin")
    assert system.open("/apps/") == 200
    assert "司法确认" in system.text() and "已安装" in system.text()


def test_a_grid_worker_with_a_phone(hands: Callable[..., Hand]) -> None:
    worker = hands("grid_worker_village", **PHONE)
    worker.page.locator("nav a", has_text="事项").last.tap()
    worker.page.wait_for_load_state()
    for path in ("/", "/cases/case/list/", first_row(worker, "/cases/case/list/")):
        worker.open(path)
        assert worker.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    small = worker.page.evaluate(
        "[...document.querySelectorAll('main .btn')].filter(b => b.offsetParent && b.offsetHeight < 44).length"
    )
    assert not small


def test_the_clerk_registers_on_a_phone(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town", **PHONE)
    clerk.open("/desk/")
    clerk.fill(applicant_name="沈玉兰", title="楼道充电", summary="三单元一楼楼道内私拉电线充电，担心起火。")
    clerk.press("登记并打开")
    assert "已登记" in clerk.told()
    assert clerk.state() == "已受理"


def test_a_forgotten_name_is_said_at_the_field_and_nothing_is_lost(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town")
    clerk.open("/desk/")
    clerk.fill(title="楼道充电", summary="三单元一楼楼道内私拉电线充电。")
    clerk.save()
    assert "来访人" in clerk.told()
    assert clerk.page.locator("main [name=applicant_name]").get_attribute("aria-invalid") == "true"
    assert clerk.page.locator("main [name=title]").input_value() == "楼道充电"


def test_the_search_box_offers_pages_and_rows_to_the_keyboard(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/")
    found, keyboard = clerk.page.locator("#fq-found [role=option]"), clerk.page.keyboard
    keyboard.press("Control+k")
    keyboard.type("dmb")
    expect(found.first).to_contain_text("代码表")
    keyboard.press("Escape")
    expect(found.first).to_be_hidden()
    clerk.page.locator("#fq-search").fill("工资")
    expect(found.first).to_contain_text("十二名工人三个月工资没有结清")
    keyboard.press("ArrowUp")
    expect(found.last).to_have_attribute("aria-selected", "true")
    keyboard.press("ArrowDown")
    assert clerk.page.locator("#fq-search").get_attribute("aria-activedescendant") == "found-0"
    keyboard.press("Enter")
    clerk.page.wait_for_url("**/cases/case/show/**")
    expect(clerk.page.locator("h1")).to_contain_text("十二名工人三个月工资没有结清")


def test_the_import_page_asks_for_a_workbook(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town")
    clerk.open("/imports/cases.case/")
    clerk.page.locator("main input[type=file]").set_input_files(
        files=[{"name": "事项.xlsx", "mimeType": "application/octet-stream", "buffer": b"no workbook"}]
    )
    clerk.save()
    assert "xlsx" in clerk.told()


def test_what_is_typed_into_a_relation_narrows_what_is_offered(hands: Callable[..., Hand]) -> None:
    mediator = hands("mediator_town")
    mediator.open("/agreements/clause/add")
    offered = mediator.page.locator(".ts-dropdown-content .option:visible")
    mediator.page.locator("#f-payer-ts-control").click()
    expect(offered.nth(5)).to_be_visible()
    mediator.page.keyboard.type("何建安")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text("何建安")
    offered.click()
    expect(mediator.page.locator("#f-payer + .ts-wrapper .item")).to_have_text("何建安")
    mediator.page.keyboard.type("林秋月")
    expect(offered.filter(has_text="林秋月")).to_have_count(1)
    expect(mediator.page.locator("#f-payer option:checked")).to_have_text("何建安")
