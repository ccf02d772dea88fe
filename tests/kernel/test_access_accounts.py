"""Accounts and posts: who may give what to whom, and the three administrators who see no business."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app.access import accounts
from app.access.access import GRANTS, SEPARATED
from app.access.audit_chain import Audit
from app.access.grants import Grant
from app.access.identity import identify
from app.access.matrix import KERNEL_ROOMS, SEPARATED_ROLES
from app.access.scope import current_scope, system
from app.cli.audit import audit_commands
from app.cli.users import command as users
from app.model.base import db
from app.org.models import Account, Post, Unit
from tests.kernel.access_house import PASSWORD, add_account, signed_in, token_of

COUNTY, TOWN, SIBLING = "990102", "990102001", "990103"


@pytest.fixture
def app(doors):
    with doors.app_context():
        add_account("boss", COUNTY, "admin")
        add_account("lin", TOWN, "clerk", name="林小满")
        add_account("wu", SIBLING, "clerk")
        add_account("sec", "99", "security_admin")
        add_account("sys", "99", "system_admin")
        add_account("aud", "99", "audit_admin")
    doors.config["SECOND_FACTOR_ROLES"] = ()
    return doors


def key_of(app, username):
    with app.app_context(), system("look") as session:
        return session.scalar(select(Account.id).where(Account.username == username))


@pytest.fixture
def acting(app):
    """A function: the session of somebody, with their scope bound, in a context of the test."""
    with app.app_context():

        def act(username):
            with system("look") as session:
                found = session.scalar(select(Account.id).where(Account.username == username))
            identify(db.session(), found)
            return db.session()

        yield act
        db.session.remove()


def find(session, username):
    return session.scalar(select(Account).where(Account.username == username))


def test_a_persons_name_holds_nothing_nobody_can_see(acting):
    session = acting("boss")
    account, _password = accounts.create_account(session, "chen", "\u202e陈一\u202c", TOWN)
    assert account.name == account.first_name == "陈一"
    with pytest.raises(accounts.AccountError) as refused:
        accounts.create_account(session, "wang", "王\x00二", TOWN)
    assert refused.value.field == "name"


def test_a_county_admin_makes_an_account_and_gives_a_business_post_below(acting):
    session = acting("boss")
    account, password = accounts.create_account(session, "chen", "陈一", TOWN)
    before = account.session_epoch
    accounts.give_post(session, account, "clerk", TOWN)
    session.commit()
    assert account.must_change_password and len(password) >= 10
    assert account.session_epoch > before, "a change of rights ends the sessions"


@pytest.mark.parametrize(
    ("role", "division", "field"),
    [
        ("clerk", SIBLING, "division_code"),
        ("clerk", "9901", "division_code"),
        ("security_admin", COUNTY, "role"),
        ("audit_admin", TOWN, "role"),
        ("emperor", COUNTY, "role"),
        ("clerk", "000000", "division_code"),
    ],
)
def test_what_a_county_admin_cannot_give(acting, role, division, field):
    session = acting("boss")
    with pytest.raises(accounts.AccountError) as refused:
        accounts.give_post(session, find(session, "lin"), role, division)
    assert refused.value.field == field


def test_nobody_changes_their_own_rights(acting):
    session = acting("boss")
    own = find(session, "boss")
    for act in (
        lambda: accounts.give_post(session, own, "clerk", COUNTY),
        lambda: accounts.end_post(session, session.scalar(select(Post).where(Post.user_id == own.id))),
        lambda: accounts.disable(session, own),
        lambda: accounts.reset_password(session, own),
        lambda: accounts.reset_second_factor(session, own),
    ):
        with pytest.raises(accounts.AccountError):
            act()


def test_a_new_password_is_no_way_up(app, acting):
    add_account("hidden", TOWN, password=PASSWORD)
    with system("posts beyond") as session:
        session.add(Post(user_id=find(session, "hidden").id, role="clerk", division_code="9901"))
        session.commit()
    add_account("local-sec", TOWN, "security_admin")
    session = acting("boss")
    for username in ("hidden", "local-sec"):
        for act in (accounts.reset_password, accounts.disable, accounts.reset_second_factor, accounts.unlock):
            with pytest.raises(accounts.AccountError):
                act(session, find(session, username))
    assert current_scope().user_id is not None, "looking beyond leaves the scope as it was"


def test_the_separated_roles_exclude_each_other_and_business(acting):
    session = acting("sec")
    for username, role in (("sys", "audit_admin"), ("aud", "security_admin"), ("lin", "system_admin")):
        with pytest.raises(accounts.AccountError):
            accounts.give_post(session, find(session, username), role, COUNTY)
    with pytest.raises(accounts.AccountError):
        accounts.give_post(session, find(session, "lin"), "clerk", COUNTY)
    with system("plain") as work, pytest.raises(accounts.AccountError):
        accounts.give_post(work, find(work, "aud"), "clerk", COUNTY)


def test_the_separated_administrators_are_granted_nothing_of_business():
    for row in GRANTS:
        if row.role in SEPARATED_ROLES:
            assert row.model.partition(".")[0] in KERNEL_ROOMS
            assert "d" not in row.rights
    by_role = {role: {row.model for row in GRANTS if row.role == role} for role in SEPARATED_ROLES}
    assert by_role["audit_admin"] == {"access.audit"}
    assert "access.grant" not in by_role["system_admin"] and "access.audit" not in by_role["security_admin"]
    assert len(SEPARATED) == len(SEPARATED_ROLES) == 3


def test_the_pages_make_an_account_give_a_post_and_disable(app):
    with signed_in(app, "boss") as browser:
        assert "林小满" in browser.get("/people/").text
        assert ">wu<" not in browser.get("/people/?q=wu").text
        token = token_of(browser, "/people/new")
        data = {"username": "chen", "name": "陈一", "division_code": TOWN, "csrf_token": token}
        made = browser.post("/people/new", data=data)
        assert made.status_code == 302
        person = made.location
        assert browser.post("/people/new", data=data).status_code == 422
        post = {"role": "clerk", "division_code": TOWN, "below": "y", "valid_from": "", "valid_to": ""}
        assert browser.post(f"{person}/posts/new", data={**post, "csrf_token": token}).status_code == 302
        bad = {**post, "valid_to": "2026-02-30", "csrf_token": token}
        assert browser.post(f"{person}/posts/new", data=bad).status_code == 422
        foreign = {**post, "division_code": SIBLING, "csrf_token": token}
        assert browser.post(f"{person}/posts/new", data=foreign).status_code == 422
        assert "clerk" in browser.get(person).text.lower()
        assert browser.post(f"{person}/disable", data={"csrf_token": token}).status_code == 302
    with app.app_context(), system("look") as session:
        chen = find(session, "chen")
        assert not chen.active
        told = set(session.scalars(select(Audit.action).where(Audit.row_id == chen.id)))
        assert {"post_given", "account_disabled", "insert"} <= told


@pytest.mark.parametrize(
    "path", ["/people/{wu}", "/people/{wu}/posts/new", "/people/999999", "/people/99999999999999999999"]
)
def test_accounts_of_other_places_are_not_there(app, path):
    with signed_in(app, "boss") as browser:
        assert browser.get(path.format(wu=key_of(app, "wu"))).status_code == 404


def test_a_clerk_and_an_audit_administrator_have_no_business_at_the_staff_desk(app):
    for username in ("lin", "aud"):
        with signed_in(app, username) as browser:
            token = token_of(browser, "/profile/")
            assert browser.get("/people/").status_code == 403
            assert browser.get("/people/new").status_code == 403
            answer = browser.post(f"/people/{key_of(app, 'lin')}/disable", data={"csrf_token": token})
            assert answer.status_code in (403, 404)


def test_the_command_line_makes_lists_and_ends(app):
    run = app.test_cli_runner().invoke
    made = run(users, ["create", "zhou", "周远", COUNTY, "--role", "clerk", "--json"])
    assert made.exit_code == 0, made.output
    assert json.loads(made.output)["username"] == "zhou"
    assert run(users, ["create", "zhou", "周远", COUNTY]).exit_code == 1
    assert run(users, ["post", "zhou", "clerk", TOWN, "--here", "--to", "2027-01-01"]).exit_code == 0
    assert run(users, ["post", "zhou", "emperor", TOWN]).exit_code == 1
    listed = json.loads(run(users, ["list", "--division", COUNTY, "--json"]).output)
    posts = next(one for one in listed if one["username"] == "zhou")["posts"]
    assert [(post["division"], post["below"], post["to"]) for post in posts] == [
        (COUNTY, True, None),
        (TOWN, False, "2027-01-01"),
    ]
    assert run(users, ["password", "zhou", "--password", "weak"]).exit_code == 1
    assert run(users, ["password", "zhou", "--password", "Good-Bridge-9", "--keep"]).exit_code == 0
    with signed_in(app, "zhou", "Good-Bridge-9") as browser:
        assert run(users, ["disable", "zhou"]).exit_code == 0
        assert browser.get("/profile/").status_code == 302
    assert run(users, ["enable", "zhou"]).exit_code == 0
    assert json.loads(run(users, ["end-post", "zhou", "clerk", "--json"]).output)["ended"] == 2
    assert json.loads(run(users, ["key", "zhou", "hotline", "--json"]).output)["key"].startswith("sst_")
    assert run(users, ["disable", "nobody"]).exit_code == 1


def test_the_command_line_verifies_the_trail_against_kept_heads(app, tmp_path):
    run = app.test_cli_runner().invoke
    kept = tmp_path / "heads.json"
    kept.write_text(run(audit_commands, ["heads"]).output)
    assert json.loads(kept.read_text())
    verified = run(audit_commands, ["verify", "--heads", str(kept), "--json"])
    said = json.loads(verified.output)
    assert verified.exit_code == 0 and said["ok"]
    assert [chain["head"] for chain in said["chains"]] == json.loads(kept.read_text())
    assert sum(chain["lines"] for chain in said["chains"]) == said["lines"]
    assert run(audit_commands, ["list", "--action", "insert", "--limit", "3"]).output.count("\n") == 3
    with app.app_context(), system("grow") as session:
        session.add(Unit(name="中心", short_name="中心", kind="centre", division_code=COUNTY))
        session.commit()
    assert run(audit_commands, ["verify", "--heads", str(kept)]).exit_code == 0
    kept.write_text(kept.read_text().replace('"hash": "', '"hash": "0'))
    assert run(audit_commands, ["verify", "--heads", str(kept)]).exit_code == 1
    kept.write_text("rubbish")
    assert run(audit_commands, ["verify", "--heads", str(kept)]).exit_code == 1


def test_the_sheet_of_rights_shows_a_level_to_those_who_keep_the_rights(app):
    with signed_in(app, "sec") as browser:
        sheet = browser.get("/rights/?level=county")
        assert sheet.status_code == 200
        assert "reset_second_factor" not in sheet.text and "安全管理员" in sheet.text
        assert browser.get("/rights/?level=moon").status_code == 404
    with signed_in(app, "lin") as browser:
        assert browser.get("/rights/").status_code == 403


def test_a_cell_takes_only_the_four_letters():
    assert Grant(rights="rcud").problems() == {}
    assert "rights" in Grant(rights="rx").problems()
