"""Whatever happens while somebody types, nothing typed is lost and nothing is written twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.access.scope import system
from app.org.models import Account
from modules.cases.models import Case
from tests.browser.hand import Hand
from tests.house.installed import PASSWORD

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

WORDS = "楼道里堆满纸箱，半夜有人抽烟，怕起火。"

#: Long, with signs outside the usual plane, from right to left, and with what a page must not run.
ODD = "𠮷野家🏮旁，שלום، مرحبا，<script>document.title='x'</script>&amp;'\"" + "长" * 20_000


def cases(app: Flask) -> int:
    with app.app_context(), system("test") as session:
        return session.scalar(select(func.count()).select_from(Case)) or 0


def desk(hand: Hand) -> Hand:
    hand.open("/desk/")
    hand.fill(applicant_name="周晓梅", applicant_phone="13800000412", summary=WORDS)
    return hand


def end_session(app: Flask, username: str) -> None:
    with app.app_context(), system("test") as session:
        session.scalars(select(Account).where(Account.username == username)).one().session_epoch += 1
        session.commit()


def test_a_draft_is_taken_up_in_another_browser(hands: Callable[..., Hand]) -> None:
    first = desk(hands("clerk_town"))
    expect(first.page.locator("[data-draft]")).to_contain_text("草稿已存")
    second = hands("clerk_town")
    second.open("/desk/")
    with second.page.expect_navigation():
        second.page.get_by_role("link", name="接着填").click()
    expect(second.page.locator("[name=summary]")).to_have_value(WORDS)
    expect(second.page.locator("[name=applicant_phone]")).to_have_value("13800000412")
    second.save()
    second.open("/desk/")
    expect(second.page.locator("main")).not_to_contain_text("草稿")


def test_a_draft_is_thrown_away(hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    clerk.page.keyboard.press("Control+s")
    expect(clerk.page.locator("[data-draft]")).to_contain_text("草稿已存")
    clerk.open("/desk/")
    clerk.press("不要了")
    expect(clerk.page.locator("main")).not_to_contain_text("草稿")


def come_in(hand: Hand, username: str) -> None:
    hand.page.fill("[name=username]", username)
    hand.page.fill("[name=password]", PASSWORD)
    hand.page.locator("form button[type=submit]").first.click()
    expect(hand.page.locator(".fq-who")).to_be_visible()


def test_after_a_session_that_ended_one_signs_in_and_goes_on(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    before = cases(app)
    end_session(app, "clerk_town")
    clerk.page.locator("main button[data-main]").click()
    come_in(clerk, "clerk_town")
    clerk.page.get_by_role("button", name="放回表单").click()
    expect(clerk.page.locator("[name=summary]")).to_have_value(WORDS)
    expect(clerk.page.locator("[name=applicant_name]")).to_have_value("周晓梅")
    # a telephone number is never left on a computer that others use
    expect(clerk.page.locator("[name=applicant_phone]")).to_have_value("")
    clerk.save()
    assert cases(app) == before + 1


def test_whoever_signs_in_next_is_offered_nothing(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    end_session(app, "clerk_town")
    clerk.page.locator("main button[data-main]").click()
    come_in(clerk, "clerk_county")
    expect(clerk.page.locator("[name=summary]")).to_have_value("")
    expect(clerk.page.locator("main")).not_to_contain_text("放回表单")
    kept = clerk.page.evaluate("() => JSON.stringify(localStorage)")
    assert "fq-typed" in kept and "楼道" not in kept and "周晓梅" not in kept


def test_signing_out_takes_the_copy_along(hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    copied = "() => Object.keys(localStorage).some((name) => name.startsWith('fq-typed'))"
    clerk.page.wait_for_function(copied)
    clerk.page.locator(".fq-who").click()
    clerk.page.locator("[form=sign-out]").click()
    expect(clerk.page.locator("[name=password]")).to_be_visible()
    assert not clerk.page.evaluate(copied)


def test_a_network_that_is_gone_leaves_the_form_standing(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    before = cases(app)
    clerk.page.context.set_offline(True)
    clerk.page.locator("main button[data-main]").click()
    expect(clerk.page.locator(".fq-toast")).to_contain_text("网络断了")
    expect(clerk.page.locator("[name=summary]")).to_have_value(WORDS)
    clerk.page.context.set_offline(False)
    clerk.save()
    assert cases(app) == before + 1


def test_a_form_sent_twice_writes_once(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    before = cases(app)
    twice = """async () => {
      const form = document.getElementById("form");
      const sent = () => fetch("/desk/", { method: "POST", body: new URLSearchParams(new FormData(form)) });
      return (await Promise.all([sent(), sent(), sent()])).map((answer) => answer.url);
    }"""
    assert len(set(clerk.page.evaluate(twice))) == 1
    assert cases(app) == before + 1


def test_back_and_saved_again_leads_to_what_was_saved(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = desk(hands("clerk_town"))
    before = cases(app)
    clerk.press("登记并打开")
    expect(clerk.page).to_have_url(re.compile("/cases/case/show/"))
    led_to = clerk.page.url
    clerk.page.go_back()
    expect(clerk.page.locator("[name=summary]")).to_have_value(WORDS)
    clerk.press("登记并打开")
    expect(clerk.page).to_have_url(led_to)
    clerk.page.go_back()
    clerk.fill(summary="又有一件事，和刚才的不同。")
    clerk.save()
    assert "已经保存过" in clerk.text()
    assert cases(app) == before + 1
    clerk.save()
    assert cases(app) == before + 2


def test_odd_and_very_long_words_come_back_as_typed(app: Flask, hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town")
    clerk.open("/desk/")
    clerk.fill(applicant_name="周晓梅", title="怪字", summary=ODD[:20_000])
    clerk.press("登记并打开")
    expect(clerk.page.locator(".fq-summary, .fq-stages").first).to_be_visible()
    assert clerk.page.title() != "x"
    if clerk.page.locator(".fq-summary").count():
        expect(clerk.page.locator("[name=summary]")).to_have_value(ODD[:20_000])
    else:
        expect(clerk.page.locator("main")).to_contain_text(
            "𠮷野家🏮旁，שלום، مرحبا，<script>document.title='x'</script>&amp;"
        )
