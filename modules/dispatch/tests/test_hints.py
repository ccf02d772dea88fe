"""Units the intake desk is told of."""

from __future__ import annotations

import pytest

MUSIC = "晚上广场舞音响声音过大，吵得孩子没法写作业，请派人来劝一劝"


def hinted(client, words: str) -> str:
    answer = client.post("/desk/hints", data={"summary": words})
    assert answer.status_code == 200
    return answer.text


def test_the_unit_that_did_the_like_is_named_with_its_reason(login):
    page = hinted(login("clerk_town"), MUSIC)
    assert "建议承办单位" in page
    assert "城东街道社会治理中心" in page and "相似的 1 件派给了它" in page


@pytest.mark.parametrize("person", ["clerk_county2"])
def test_work_beyond_the_scope_tells_nothing(login, person):
    assert "建议承办单位" not in hinted(login(person), MUSIC)


def test_a_unit_that_sent_the_work_back_is_not_named(login):
    page = hinted(login("clerk_county"), "孩子插班的手续来回跑了三趟，学校说材料不全，要求一次说清")
    assert "建议承办单位" not in page
