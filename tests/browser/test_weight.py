"""What pages weigh: the first load of the intake desk, and the HTML of a list of 25 rows."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Response

from tests.browser.hand import Hand
from tests.house.installed import PASSWORD

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

#: Bytes: scripts and sheets of the desk as gzip makes them; the HTML of a list, whose menu grows with the modules.
SCRIPTS_AND_SHEETS, LIST = 150_000, 50_000


def test_what_the_desk_loads_first_is_light(hands: Callable[..., Hand]) -> None:
    clerk, weights = hands(), dict[str, int]()

    def weigh(answer: Response) -> None:
        if answer.request.resource_type in ("script", "stylesheet"):
            weights[answer.url] = len(gzip.compress(answer.body(), mtime=0))

    clerk.page.on("response", weigh)
    clerk.sign_in("clerk_town", PASSWORD)
    clerk.open("/desk/")
    clerk.page.wait_for_load_state("networkidle")
    assert any("fengqiao.js" in url for url in weights) and any("bootstrap" in url for url in weights)
    assert sum(weights.values()) < SCRIPTS_AND_SHEETS, weights


def test_a_list_of_25_rows_is_light(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    answer = clerk.page.goto(f"{clerk.address}/cases/case/list/")
    assert answer is not None
    assert clerk.page.locator("main tbody tr").count() == 25
    assert len(answer.body()) < LIST
