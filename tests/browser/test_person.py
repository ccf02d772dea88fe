"""What an identity number tells is filled in while it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

WOMAN, MAN = "11010519491231002X", "440524188001010014"  # the sample numbers of GB 11643


def test_an_id_number_fills_sex_and_birth_and_leaves_what_was_typed(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/parties/person/add")
    clerk.page.wait_for_load_state()
    number, sex, birth = (
        clerk.page.locator(f"main [name={name}]") for name in ("id_number", "sex", "birth_date")
    )
    number.fill(WOMAN[:-1] + "1")
    expect(birth).to_have_value("")
    number.fill(WOMAN)
    expect(sex).to_have_value("2")
    expect(birth).to_have_value("1949-12-31")
    number.fill(MAN)
    expect(sex).to_have_value("1")
    expect(birth).to_have_value("1880-01-01")
    birth.fill("1950-05-05")
    number.fill(WOMAN)
    expect(sex).to_have_value("2")
    expect(birth).to_have_value("1950-05-05")
