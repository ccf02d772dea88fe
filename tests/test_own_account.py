"""The pages of one's own account in the whole house, where drawing a page reads the database."""

from __future__ import annotations

from typing import Any


def test_a_wrong_code_while_setting_up_the_second_factor_is_said_at_once(login: Any):
    browser = login("clerk_county")
    assert browser.get("/second-factor/").status_code == 200
    answer = browser.post("/second-factor/", data={"code": "000000x"})
    assert answer.status_code == 422
    assert "口令不对，请看看手机时间是否准确" in answer.get_data(as_text=True)


def test_a_form_sent_after_the_session_ended_says_so(app: Any):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/cases/case/add", data={"title": "路灯不亮"})
    assert answer.status_code == 400
    assert "您的登录已过期" in answer.get_data(as_text=True)
