"""The door: who comes in, who is locked out, what is given away."""

from __future__ import annotations

import re

import pyotp
import pytest
from sqlalchemy import select
from werkzeug.security import check_password_hash

from app.access import attempts, second_factor, sessions, sign_in
from app.access.audit_chain import Audit
from app.access.passwords import hash_of, hashes_of
from app.access.scope import system
from app.model.moment import BEIJING, now
from app.org.models import Account
from tests.kernel import access_house as house
from tests.kernel.access_house import PASSWORD, add_account, signed_in, token_of

WRONG = "Not-The-Bridge-1"


@pytest.fixture
def app(doors):
    """The doors, and a window clerk of the county."""
    with doors.app_context():
        add_account("lin", "990102", "clerk", name="林小满")
    return doors


def try_in(app, name, password, address="127.0.0.1"):
    with app.test_client() as browser:
        return house.sign_in(browser, name, password, address)


def test_the_right_password_opens_and_the_profile_shows_the_post(app):
    with signed_in(app, "lin") as browser:
        page = browser.get("/profile/")
        assert page.status_code == 200
        assert "林小满" in page.text and "枫源县" in page.text
        assert page.headers["Cache-Control"] == "no-store"


def test_without_the_quick_hash_of_tests_passwords_are_kept_by_scrypt(app):
    del app.config["FAB_PASSWORD_HASH_METHOD"]
    with app.app_context():
        hashes = [hash_of(PASSWORD), *hashes_of(["First-Day-2026", PASSWORD, "First-Day-2026"])]
    assert all(kept.startswith("scrypt:32768:8:1$") for kept in hashes)
    assert hashes[1] == hashes[3] and len(set(hashes)) == 3
    assert [check_password_hash(kept, PASSWORD) for kept in hashes] == [True, False, True, False]


def test_a_visitor_is_sent_to_the_door(app):
    answer = app.test_client().get("/profile/")
    assert answer.status_code == 302 and answer.location.startswith("/login/")


def test_five_wrong_tries_lock_the_name_even_for_the_right_password_until_30_minutes_are_over(app, freeze):
    freeze("2026-11-20 09:00")
    for left in (4, 3, 2, 1):
        assert f"{left} tries left" in try_in(app, "lin", WRONG).text
    assert try_in(app, "lin", WRONG).status_code == 429
    assert try_in(app, "lin", PASSWORD).status_code == 429
    freeze("2026-11-20 09:29:59")
    assert try_in(app, "lin", PASSWORD).status_code == 429
    freeze("2026-11-20 09:30:01")
    assert try_in(app, "lin", PASSWORD).status_code == 302


def test_many_addresses_do_not_buy_more_tries(app):
    answers = [try_in(app, "LIN ", WRONG, f"10.0.0.{number}").status_code for number in range(6)]
    assert answers[-2:] == [429, 429]
    assert try_in(app, "lin", PASSWORD, "10.0.0.99").status_code == 429


def test_one_address_trying_many_names_is_shut_out_and_others_are_not(app):
    app.config["LOCK_ADDRESS_TRIES"] = 6
    for number in range(7):
        last = try_in(app, f"nobody{number}", WRONG, "10.9.9.9")
    assert last.status_code == 429
    assert try_in(app, "lin", PASSWORD, "10.9.9.9").status_code == 429
    assert try_in(app, "lin", PASSWORD, "10.1.1.1").status_code == 302


def test_the_rate_limit_counts_right_and_wrong_tries(app, freeze):
    app.config["SIGN_IN_RATE"] = 3
    freeze("2026-11-20 09:00:00")
    assert [try_in(app, "lin", PASSWORD).status_code for _ in range(4)] == [302, 302, 302, 429]
    freeze("2026-11-20 09:00:21")
    assert try_in(app, "lin", PASSWORD).status_code == 302


def test_a_right_password_starts_the_count_anew(app):
    for _ in range(2):
        for _ in range(4):
            assert try_in(app, "lin", WRONG).status_code == 200
        assert try_in(app, "lin", PASSWORD).status_code == 302


def test_tries_at_once_are_counted_one_by_one(app):
    with app.app_context(), system("tries") as session:
        taken = [attempts.take(session, "name:x", attempts.name_limit()) for _ in range(7)]
        session.commit()
    assert [bool(one.locked_until) for one in taken] == [False] * 5 + [True] * 2


def test_unknown_and_disabled_names_get_the_same_answer_and_cost_one_hash(app, monkeypatch):
    with app.app_context():
        add_account("gone", "990102", "clerk")
        with system("disable") as session:
            session.scalar(select(Account).where(Account.username == "gone")).active = False
            session.commit()
    hashed = []
    real = sign_in.check_password_hash
    monkeypatch.setattr(sign_in, "check_password_hash", lambda *pair: hashed.append(pair) or real(*pair))

    def said(name):
        page = try_in(app, name, WRONG)
        text = re.sub(r'value="[^"]*"|content="[^"]*"', "", page.text)
        return page.status_code, text, sorted(page.headers.keys())

    answers = [said(name) for name in ("lin", "nobody", "gone")]
    assert answers[0] == answers[1] == answers[2]
    assert len(hashed) == 3
    assert len({pair[0].rsplit("$", 2)[0] for pair in hashed}) == 1, "hashes of one cost"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https:///evil.example",
        "/%0d%0aSet-Cookie:x=1\r\nX: y",
        "http://localhost@evil.example/",
        "/a\tb",
        "///evil.example",
    ],
)
def test_next_never_leaves_the_house(app, target):
    with app.test_client() as browser:
        answer = house.sign_in(browser, "lin", next=target)
        assert answer.status_code == 302 and answer.location == "/"


def test_the_language_is_changed_where_one_stands(app):
    client = app.test_client()
    here = {"Referer": "http://localhost/login/?next=/people/"}
    answer = client.get("/language/en", headers=here)
    assert answer.status_code == 302 and answer.location == "/login/?next=/people/"
    assert client.get("/language/xx", headers=here).status_code == 404
    with client.session_transaction() as kept:
        assert kept["locale"] == "en"
    assert client.get("/language/zh_Hans_CN", headers={"Referer": "http://elsewhere.test/x"}).location == "/"
    assert client.get("/language/zh_Hans_CN").location == "/"


def test_next_may_be_a_page_of_the_house_but_only_one(app):
    with app.test_client() as browser:
        assert house.sign_in(browser, "lin", next="/cases/?view=open").location == "/cases/?view=open"
    with app.test_client() as browser:
        assert house.sign_in(browser, "lin", next=["/cases/", "/x"]).location == "/"
    with app.test_client() as browser:
        assert house.sign_in(browser, "lin", next="http://localhost/cases/").location == "/cases/"


def _copy(browser, app):
    other = app.test_client()
    other.set_cookie("session", browser.get_cookie("session").value)
    return other


def test_a_copied_cookie_is_worthless_after_signing_out(app):
    with signed_in(app, "lin") as browser:
        thief = _copy(browser, app)
        assert thief.get("/profile/").status_code == 200
        assert (
            browser.post("/logout/", data={"csrf_token": token_of(browser, "/profile/")}).status_code == 302
        )
        assert thief.get("/profile/").status_code == 302
        assert browser.get("/profile/").status_code == 302


def test_signing_out_by_a_link_does_nothing(app):
    with signed_in(app, "lin") as browser:
        assert browser.get("/logout/").status_code == 405
        assert browser.get("/profile/").status_code == 200


@pytest.mark.parametrize("change", ["disable", "revoke"])
def test_disabling_and_revoking_end_every_session(app, change):
    with signed_in(app, "lin") as browser:
        with app.app_context(), system("change") as session:
            account = session.scalar(select(Account).where(Account.username == "lin"))
            if change == "disable":
                account.active = False
            else:
                sessions.revoke(account)
            session.commit()
        assert browser.get("/profile/").status_code == 302


def test_an_idle_session_ends_and_a_used_one_does_not(app, freeze):
    freeze("2026-11-20 09:00")
    with signed_in(app, "lin") as browser:
        freeze("2026-11-20 09:29")
        assert browser.get("/profile/").status_code == 200
        freeze("2026-11-20 09:58")
        assert browser.get("/profile/").status_code == 200
        freeze("2026-11-20 10:29")
        assert browser.get("/profile/").status_code == 302


def _code(secret, step=0):
    at = int(now().replace(tzinfo=BEIJING).timestamp()) // 30 + step
    return pyotp.TOTP(secret).generate_otp(at)


def _turn_on(app, username):
    secret = second_factor.new_secret()
    with app.app_context(), system("second factor") as session:
        account = session.scalar(select(Account).where(Account.username == username))
        assert second_factor.turn_on(session, account, secret, _code(secret, -1))
        session.commit()
        assert secret not in account.totp_secret
    return secret


def test_a_code_opens_once_and_never_again(app, freeze):
    freeze("2026-11-20 09:00")
    secret = _turn_on(app, "lin")

    def enter(code):
        with app.test_client() as browser:
            answer = house.sign_in(browser, "lin", next="/profile/")
            assert answer.location == "/login/code?next=/profile/"
            assert browser.get("/profile/").status_code == 302, "half signed in opens nothing"
            token = token_of(browser, "/login/code")
            data = {"code": code, "csrf_token": token, "next": "/profile/"}
            return browser.post("/login/code", data=data)

    assert enter("000000" if _code(secret) != "000000" else "111111").status_code == 200
    assert enter(_code(secret)).location == "/profile/"
    assert enter(_code(secret)).status_code == 200
    assert enter(_code(secret, -1)).status_code == 200, "nor an older one"


def test_wrong_codes_lock_like_wrong_passwords(app, freeze):
    freeze("2026-11-20 09:00")
    secret = _turn_on(app, "lin")
    with app.test_client() as browser:
        house.sign_in(browser, "lin")
        token = token_of(browser, "/login/code")
        answers = [
            browser.post("/login/code", data={"code": "12 34 5x", "csrf_token": token}).status_code
            for _ in range(5)
        ]
        assert answers == [200] * 4 + [429]
        right = browser.post("/login/code", data={"code": _code(secret), "csrf_token": token})
        assert right.status_code == 429


def test_a_half_sign_in_waits_five_minutes_only(app, freeze):
    freeze("2026-11-20 09:00")
    secret = _turn_on(app, "lin")
    with app.test_client() as browser:
        house.sign_in(browser, "lin")
        token = token_of(browser, "/login/code")
        freeze("2026-11-20 09:06")
        answer = browser.post("/login/code", data={"code": _code(secret), "csrf_token": token})
        assert answer.location.startswith("/login/?")


def test_an_administrator_must_set_up_the_second_factor_first(app, freeze):
    freeze("2026-11-20 09:00")
    with app.app_context():
        add_account("sec", "9901", "security_admin")
    with signed_in(app, "sec") as browser:
        assert browser.get("/profile/").location == "/second-factor/?next=/profile/"
        page = browser.get("/second-factor/").text
        secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
        picture = browser.get("/second-factor/picture")
        assert picture.mimetype == "image/svg+xml" and b"<svg" in picture.data
        token = token_of(browser, "/second-factor/")
        wrong = browser.post("/second-factor/", data={"code": "abc", "csrf_token": token})
        assert wrong.status_code == 422
        done = browser.post("/second-factor/", data={"code": _code(secret), "csrf_token": token})
        assert done.status_code == 302
        assert browser.get("/profile/").status_code == 200


def test_the_trail_names_who_came_and_who_did_not_without_the_typed_name(app):
    try_in(app, "lin", WRONG, "10.0.0.7")
    try_in(app, "my-secret-password", "x")
    with signed_in(app, "lin"):
        pass
    with app.app_context(), system("look") as session:
        lines = session.scalars(select(Audit).order_by(Audit.id)).all()
        told = [(line.action, line.address) for line in lines if line.action.startswith("sign_in")]
        assert told == [
            ("sign_in_failed", "10.0.0.7"),
            ("sign_in_failed", "127.0.0.1"),
            ("sign_in", "127.0.0.1"),
        ]
        assert not any("my-secret-password" in line.canonical for line in lines)
