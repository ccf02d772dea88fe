"""What the door asks of every request: tokens for changes, headers, what is owed first; machines by token and key."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import abort, jsonify
from flask_appbuilder import BaseView
from flask_appbuilder.api import BaseApi, expose, permission_name, protect
from sqlalchemy import select

from app.access import api_keys, second_factor
from app.access.audit_chain import Audit
from app.access.grants import Grant, PostRole
from app.access.passwords import set_password
from app.access.scope import ScopeError, current_scope, system
from app.access.sessions import revoke
from app.model.base import db
from app.model.moment import now
from app.org.models import Account, Post, Unit
from tests.kernel.access_house import PASSWORD, add_account, signed_in, token_of


class UnitApi(BaseApi):
    """A machine's door to units, as Flask-AppBuilder makes them."""

    resource_name = "unit"
    class_permission_name = "org.unit"
    allow_browser_login = True

    @expose("/", methods=["GET"])
    @protect()
    @permission_name("get")
    def get_list(self):
        return self.response(200, names=list(db.session.scalars(select(Unit.name).order_by(Unit.name))))

    @expose("/", methods=["POST"])
    @protect()
    def post(self):
        return self.response(201, codes=current_scope().codes)


class CasesPage(BaseView):
    """A page only those may open who hold a right nobody here holds."""

    route_base = "/closed"

    @expose("/", methods=["GET"])
    def closed(self):
        abort(403)


@pytest.fixture
def app(doors):
    with doors.app_context():
        doors.appbuilder.add_api(UnitApi)
        doors.appbuilder.add_view_no_menu(CasesPage)
        add_account("lin", "990102", "clerk")
        add_account("wu", "990103", "clerk")
        with system("fill") as session:
            for code in ("990102", "990103"):
                session.add(Unit(name=f"中心{code}", short_name="中心", kind="centre", division_code=code))
            session.add(Grant(role="clerk", level="county", model="org.unit", rights="rc", module="kernel"))
            session.commit()
    return doors


def machine(app, username="lin", password=PASSWORD, **more):
    asked = {"username": username, "password": password, "provider": "db", **more}
    return app.test_client().post("/api/v1/security/login", json=asked)


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_a_form_without_its_token_is_refused(app):
    browser = app.test_client()
    assert browser.post("/login/", data={"username": "lin", "password": PASSWORD}).status_code == 400
    with signed_in(app, "lin") as browser:
        assert browser.post("/logout/").status_code == 400
        assert browser.post("/profile/", data={"csrf_token": "rubbish"}).status_code == 400


def test_a_change_through_the_api_by_cookie_needs_the_header(app):
    with signed_in(app, "lin") as browser:
        assert browser.get("/api/v1/unit/").json == {"names": ["中心990102"]}
        assert browser.post("/api/v1/unit/").status_code == 400
        token = token_of(browser, "/profile/")
        done = browser.post("/api/v1/unit/", headers={"X-CSRFToken": token})
        assert (done.status_code, done.json) == (201, {"codes": ["990102"]})


def test_a_token_of_one_session_does_not_serve_another(app):
    with signed_in(app, "lin") as one, signed_in(app, "wu") as other:
        token = token_of(one, "/profile/")
        assert other.post("/api/v1/unit/", headers={"X-CSRFToken": token}).status_code == 400


def test_an_answer_that_changes_nothing_brings_no_session_back(app):
    """A style sheet asked for before signing out may arrive after it."""
    with signed_in(app, "lin") as browser:
        browser.get("/profile/")
        for address in ("/profile/", "/static/fengqiao.css"):
            answer = browser.get(address)
            assert answer.status_code == 200 and "Set-Cookie" not in answer.headers, address


def test_files_keep_for_a_year_under_an_address_that_changes_with_them(bare_house):
    browser = bare_house().test_client()
    sheet = re.search(r'href="(/static/[0-9a-f]{12}/)work.css"', browser.get("/login/").text)
    assert sheet, "no page names its sheets by their content"
    assert "immutable" in browser.get(f"{sheet[1]}work.css").headers["Cache-Control"]
    for address in ("/static/work.css", "/static/0123456789ab/work.css"):  # fixed, and of a page drawn before
        answer = browser.get(address)
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-cache", address
    assert browser.get(f"{sheet[1]}no.css").status_code == 404
    assert browser.get("/static/../config.py").status_code == 404


def test_the_headers_of_every_answer(app):
    page = app.test_client().get("/login/")
    policy = page.headers["Content-Security-Policy"]
    assert (
        "frame-ancestors 'none'" in policy
        and "unsafe" not in policy
        and "script-src 'self' 'nonce-" in policy
    )
    assert policy != app.test_client().get("/login/").headers["Content-Security-Policy"], "a fresh nonce"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in page.headers
    secure = app.test_client().get("/login/", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = page.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_being_turned_away_is_in_the_trail(app):
    with signed_in(app, "lin") as browser:
        assert browser.get("/closed/").status_code == 403
    with app.app_context(), system("look") as session:
        line = session.scalar(select(Audit).where(Audit.action == "denied"))
        assert "/closed/" in line.canonical and line.division_code == "990102"


def test_a_first_password_is_changed_before_anything_else(app):
    with app.app_context(), system("reset") as session:
        set_password(session, account(session, "lin"), "First-Day-2026", must_change=True)
        session.commit()
    assert machine(app, password="First-Day-2026").status_code == 403
    with signed_in(app, "lin", "First-Day-2026") as browser:
        assert browser.get("/profile/").location == "/password/?next=/profile/"
        assert browser.get("/api/v1/unit/").status_code == 403

        def change(new, again=None, current="First-Day-2026"):
            data = {"current": current, "new": new, "again": again or new}
            return browser.post("/password/", data={**data, "csrf_token": token_of(browser, "/password/")})

        assert change("short1A").status_code == 422
        assert change("onlysmallletters").status_code == 422
        assert change("With-lin-in-it-1").status_code == 422
        assert change("New-Bridge-2026", "Other-Bridge-2026").status_code == 422
        assert change(PASSWORD).status_code == 422, "one of the last five"
        assert change("New-Bridge-2026", current="wrong").status_code == 422
        assert change("New-Bridge-2026").status_code == 302
        assert browser.get("/profile/").status_code == 200
    with signed_in(app, "lin", "New-Bridge-2026"):
        pass


def test_an_old_password_runs_out(app, freeze):
    freeze(now())
    with signed_in(app, "lin") as browser:
        assert browser.get("/profile/").status_code == 200
    freeze(now() + timedelta(days=91))
    with signed_in(app, "lin") as browser:
        assert browser.get("/profile/").location.startswith("/password/")


def test_changing_the_password_ends_the_other_sessions_only(app):
    with signed_in(app, "lin") as here, signed_in(app, "lin") as there:
        token = token_of(here, "/password/")
        data = {
            "current": PASSWORD,
            "new": "New-Bridge-2026",
            "again": "New-Bridge-2026",
            "csrf_token": token,
        }
        assert here.post("/password/", data=data).status_code == 302
        assert here.get("/profile/").status_code == 200
        assert there.get("/profile/").status_code == 302


def account(session, username):
    return session.scalar(select(Account).where(Account.username == username))


def test_a_machine_gets_a_token_with_its_owners_scope(app):
    token = machine(app).json["access_token"]
    assert app.test_client().get("/api/v1/unit/", headers=bearer(token)).json == {"names": ["中心990102"]}
    other = machine(app, "wu").json["access_token"]
    assert app.test_client().get("/api/v1/unit/", headers=bearer(other)).json == {"names": ["中心990103"]}
    assert app.test_client().post("/api/v1/unit/", headers=bearer(token)).status_code == 201


def test_tokens_and_refresh_tokens_are_revoked_with_the_sessions(app):
    given = machine(app, refresh=True).json
    client = app.test_client()
    assert client.post("/api/v1/security/refresh", headers=bearer(given["refresh_token"])).status_code == 200
    with app.app_context(), system("revoke") as session:
        revoke(account(session, "lin"))
        session.commit()
    assert client.get("/api/v1/unit/", headers=bearer(given["access_token"])).status_code == 401
    assert client.post("/api/v1/security/refresh", headers=bearer(given["refresh_token"])).status_code == 401


def test_machines_obey_the_same_lock_and_second_factor(app, freeze):
    freeze("2026-11-20 09:00")
    secret = second_factor.new_secret()
    with app.app_context(), system("second factor") as session:
        import pyotp

        from app.model.moment import BEIJING

        step = int(now().replace(tzinfo=BEIJING).timestamp()) // 30
        code = pyotp.TOTP(secret).generate_otp
        assert second_factor.turn_on(session, account(session, "wu"), secret, code(step - 1))
        session.commit()
    assert machine(app, "wu").status_code == 401
    assert machine(app, "wu", code=code(step)).status_code == 200
    assert machine(app, "wu", code=code(step)).status_code == 401
    for _ in range(5):
        last = machine(app, "lin", "wrong")
    assert last.status_code == 429
    assert machine(app, "lin").status_code == 429


@pytest.mark.parametrize("rubbish", [[], "x", {"username": 1, "password": []}, {"username": "lin"}, None])
def test_rubbish_at_the_machines_door_is_answered_clearly(app, rubbish):
    answer = app.test_client().post("/api/v1/security/login", json=rubbish)
    assert answer.status_code in (400, 401)


def test_an_api_key_has_its_owners_scope_until_it_ends(app, freeze):
    freeze("2026-11-20 09:00")
    with app.app_context(), system("key") as session:
        key = api_keys.new_key(session, account(session, "lin"), "12345 hotline", now() + timedelta(days=30))
        session.commit()
    client = app.test_client()
    assert client.get("/api/v1/unit/", headers=bearer(key)).json == {"names": ["中心990102"]}
    assert client.get("/api/v1/unit/", headers=bearer(key + "x")).status_code == 401
    freeze("2026-12-21 09:00")
    assert client.get("/api/v1/unit/", headers=bearer(key)).status_code == 401
    freeze("2026-11-21 09:00")
    with app.app_context(), system("disable") as session:
        account(session, "lin").active = False
        session.commit()
    assert client.get("/api/v1/unit/", headers=bearer(key)).status_code == 401


def test_a_post_ends_with_its_last_day(app, freeze):
    freeze("2026-11-20 09:00")
    with app.app_context(), system("end") as session:
        session.scalar(select(Post).where(Post.user_id == account(session, "lin").id)).valid_to = now().date()
        session.commit()
    token = machine(app).json["access_token"]
    assert app.test_client().get("/api/v1/unit/", headers=bearer(token)).status_code == 200
    freeze("2026-11-21 00:00")
    token = machine(app).json["access_token"]
    assert app.test_client().get("/api/v1/unit/", headers=bearer(token)).status_code == 403


def test_a_changed_grant_is_in_force_at_once(app):
    with signed_in(app, "lin") as browser:
        assert browser.get("/api/v1/unit/").status_code == 200
        with app.app_context(), system("grant") as session:
            session.scalar(select(Grant).where(Grant.role == "clerk")).rights = ""
            session.commit()
        assert browser.get("/api/v1/unit/").status_code == 403


def test_flask_appbuilders_own_security_screens_are_not_there(app):
    paths = [str(rule) for rule in app.url_map.iter_rules()]
    for word in (
        "/users/",
        "/roles/",
        "/groups/",
        "/permissions",
        "/resetpassword",
        "/resetmypassword",
        "/register",
    ):
        assert not [path for path in paths if path.startswith(word)], word


def test_the_security_administrator_cannot_open_business_to_an_administrator(app):
    from app.access.identity import identify

    add = {"role": "audit_admin", "level": "county", "rights": "r", "module": "cases"}
    with app.app_context():
        user_id = add_account("sec", "99", "security_admin")
        assert identify(db.session(), user_id).username == "sec"
        db.session.add(Grant(model="cases.case", **add))
        with pytest.raises(ScopeError):
            db.session.flush()
        db.session.rollback()
        cell = db.session.scalar(select(Grant).where(Grant.role == "clerk"))
        cell.rights = "r"
        db.session.flush()
        assert cell.customised
        assert db.session.scalar(select(PostRole).where(PostRole.name == "clerk")).kind == "business"


def test_jsonify_is_never_cached(app):
    app.add_url_rule("/plain-json", view_func=lambda: jsonify(ok=True))
    assert app.test_client().get("/plain-json").headers["Cache-Control"] == "no-store"
