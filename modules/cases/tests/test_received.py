"""The moment a case was received, as typed and as sent."""

from __future__ import annotations

import pytest

from tests.kernel.view_house import filled

CASE = {"title": "路灯不亮", "summary": "门前路灯不亮", "channel": "window"}


@pytest.mark.parametrize(
    ("at", "why"), [("0001-01-01 00:00", "不能早于 1949-10-01"), ("2999-01-01 09:00", "不能晚于现在")]
)
def test_a_moment_that_cannot_be_meant_is_refused_at_the_field(login, at, why):
    clerk = login("clerk_county")
    form = clerk.get("/cases/case/add")
    answer = clerk.post("/cases/case/add", data=filled(form, **CASE, received_at=at))
    assert answer.status_code == 422 and why in answer.text
    answer = clerk.post("/api/v1/cases/case/", json={**CASE, "division_code": "990102", "received_at": at})
    assert answer.status_code == 422 and why in answer.json["errors"]["received_at"][0]


def test_lists_may_be_asked_for_any_day(login):
    clerk = login("clerk_county")
    address = "/cases/case/list/?received_at_min=0001-01-01&received_at_max=2999-01-01"
    assert clerk.get(address).status_code == 200
