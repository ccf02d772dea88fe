"""The audit trail: nothing is forgotten, nothing personal is in it, and what is done to it shows."""

from __future__ import annotations

import json
from threading import Thread

import pytest
from sqlalchemy import create_engine, delete, func, make_url, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.access import audit
from app.access.audit_chain import Audit, AuditHead
from app.access.audit_verify import as_json, heads, read_heads, verify
from app.access.grants import GrantRow, Matrix
from app.access.scope import Reach, Scope, acting_as, system
from app.model.base import db
from app.org.models import Account, Post, Unit
from tests.kernel.access_house import add_account

COUNTY, SIBLING = "990102", "990103"


@pytest.fixture
def app(doors):
    with doors.app_context():
        yield doors


def unit(code=COUNTY, name="枫源县综治中心"):
    return Unit(name=name, short_name="中心", kind="centre", division_code=code)


def actions(since=0):
    with system("look") as session:
        found = session.execute(
            select(Audit.action, Audit.model, Audit.shard).where(Audit.id > since).order_by(Audit.id)
        )
        return [tuple(row) for row in found]


def last_id():
    with system("look") as session:
        return session.scalar(select(func.max(Audit.id))) or 0


def story():
    """Six lines in the county's chain and one in its neighbour's."""
    with system("story") as session:
        row = unit()
        session.add_all([row, unit(SIBLING)])
        session.commit()
        for number in range(4):
            row.phone = f"0571-{number}"
            session.commit()
        session.delete(row)
        session.commit()


def tamper(empty_house, app, *statements):
    """Change the table the way somebody with the owner's rights would."""
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "sqlite":
        engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
        off = ["drop trigger access_audit_no_update", "drop trigger access_audit_no_delete"]
    else:
        name = db.engine.url.database
        engine = create_engine(make_url(empty_house.admin_url).set(database=name), poolclass=NullPool)
        off = [
            "alter table access_audit disable trigger user",
            "alter table access_audit no force row level security",
        ]
    with engine.begin() as connection:
        for statement in (*off, *statements):
            connection.execute(text(statement))
    engine.dispose()


def flaws(kept=()):
    with system("verify") as session:
        return [(flaw.shard, flaw.kind) for flaw in verify(session, kept)[1]]


def test_every_change_of_a_row_has_its_line_in_the_same_transaction(app):
    since = last_id()
    story()
    found = [line for line in actions(since) if line[1] == "org.unit"]
    assert found == [
        ("insert", "org.unit", COUNTY),
        ("insert", "org.unit", SIBLING),
        *[("update", "org.unit", COUNTY)] * 4,
        ("delete", "org.unit", COUNTY),
    ]
    assert flaws() == []


def test_a_rollback_and_a_savepoint_leave_no_line(app):
    since = last_id()
    with system("try") as session:
        session.add(unit())
        session.flush()
        session.rollback()
        session.add(unit(name="留下"))
        session.flush()
        with pytest.raises(RuntimeError), session.begin_nested():
            session.add(unit(name="不留"))
            session.flush()
            raise RuntimeError
        session.commit()
    assert actions(since) == [("insert", "org.unit", COUNTY)]


def test_a_line_says_who_when_what_and_no_value(app, freeze):
    freeze("2026-11-20 09:30")
    with app.test_request_context(environ_base={"REMOTE_ADDR": "10.2.3.4"}), system("register") as session:
        row = unit()
        session.add(row)
        session.commit()
        row.phone = "0571-8888"
        session.commit()
        canonical = session.scalar(select(Audit.canonical).order_by(Audit.id.desc()).limit(1))
    told = json.loads(canonical)
    assert (told["action"], told["model"], told["purpose"], told["address"]) == (
        "update",
        "org.unit",
        "register",
        "10.2.3.4",
    )
    assert told["at"] == "2026-11-20 09:30:00" and "phone" in told["detail"]["fields"]
    assert told["detail"]["before"] != told["detail"]["after"]
    assert "8888" not in canonical


def test_bulk_statements_get_one_line(app):
    story()
    since = last_id()
    with system("bulk") as session:
        session.execute(update(Unit).values(active=False))
        session.execute(delete(Unit))
        audit.note_batch(Unit, 500, audit.digest(["rows"]))
        session.commit()
    assert [line[:2] for line in actions(since)] == [
        ("bulk_update", "org.unit"),
        ("bulk_delete", "org.unit"),
        ("bulk_insert", "org.unit"),
    ]


def test_a_persons_change_is_written_under_their_own_scope(app):
    user_id = add_account("lin", COUNTY, "admin")
    matrix = Matrix.of([GrantRow("admin", "county", "org.unit", "rcu")])
    since = last_id()
    with acting_as(Scope(user_id, (Reach("admin", COUNTY),), matrix)) as session:
        session.add(unit())
        audit.note("looked", "cases.case", {"what": "abroad"}, session=session)
        session.commit()
    with system("look") as session:
        lines = session.scalars(select(Audit).where(Audit.id > since).order_by(Audit.id)).all()
        assert [(line.user_id, line.action, line.division_code) for line in lines] == [
            (user_id, "looked", COUNTY),
            (user_id, "insert", COUNTY),
        ]


def test_a_line_about_a_place_beyond_the_scope_is_still_written(app):
    user_id = add_account("lin", COUNTY, "admin")
    with system("story") as session:
        foreign = unit(SIBLING)
        session.add(foreign)
        session.commit()
        session.refresh(foreign)
        session.expunge(foreign)
    with acting_as(Scope(user_id, (Reach("admin", COUNTY),), Matrix())) as session:
        audit.note("shared_read", foreign, session=session)
        session.commit()
    assert actions()[-1] == ("shared_read", "org.unit", SIBLING)


def test_the_database_refuses_to_change_or_delete_a_line(app):
    story()
    for statement in ("update access_audit set action = 'x'", "delete from access_audit"):
        with system("tamper") as session, pytest.raises(DBAPIError):
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        (
            ["update access_audit set canonical = replace(canonical, 'update', 'insert') where number = 3"],
            "edited",
        ),
        (["update access_audit set action = 'insert' where number = 3"], "edited"),
        (["update access_audit set user_id = 1 where number = 3"], "edited"),
        (["delete from access_audit where number = 3"], "missing"),
        (["delete from access_audit where number = 6"], "cut"),
        (
            [
                "update access_audit set number = 99 where number = 3",
                "update access_audit set number = 3 where number = 4",
                "update access_audit set number = 4 where number = 99",
            ],
            "moved",
        ),
    ],
)
def test_editing_deleting_and_reordering_are_found(app, empty_house, statements, kind):
    add_account("lin", "99")
    story()
    assert flaws() == []
    tamper(empty_house, app, *(f"{one} and shard = '{COUNTY}'" for one in statements))
    assert (COUNTY, kind) in flaws()
    assert all(shard == COUNTY for shard, _ in flaws())


def test_a_tail_cut_with_its_head_shows_against_heads_kept_outside(app, empty_house):
    story()
    with system("heads") as session:
        kept = read_heads(as_json(heads(session)))
        fifth = session.scalar(select(Audit.hash).where(Audit.shard == COUNTY, Audit.number == 5))
    tamper(
        empty_house,
        app,
        f"delete from access_audit where shard = '{COUNTY}' and number > 5",
        f"update access_audit_head set number = 5, hash = '{fifth}' where shard = '{COUNTY}'",
        f"delete from access_audit where shard = '{SIBLING}'",
        f"delete from access_audit_head where shard = '{SIBLING}'",
    )
    assert flaws() == [], "the chain itself is consistent"
    assert flaws(kept) == [(COUNTY, "cut"), (SIBLING, "cut")] or {s for s, _ in flaws(kept)} == {
        COUNTY,
        SIBLING,
    }


def test_heads_that_cannot_be_read_are_refused():
    for rubbish in ("[1]", "{", '[{"shard": "x"}]', "3"):
        with pytest.raises(ValueError):
            read_heads(rubbish)


def test_posts_and_accounts_are_in_the_trail_and_password_hashes_are_not(app):
    since = last_id()
    user_id = add_account("lin", COUNTY, "clerk")
    assert {line[1] for line in actions(since)} == {"org.account", "org.post"}
    with system("look") as session:
        account = session.get_one(Account, user_id)
        assert session.scalar(select(func.count()).select_from(Post)) == 1
        texts = session.scalars(select(Audit.canonical)).all()
        assert not any(account.password in line for line in texts)
        assert session.scalar(select(func.count()).select_from(AuditHead)) >= 1


def test_writers_at_once_keep_one_chain_whole(app):
    faults = []

    def write(name):
        try:
            with app.app_context():
                for number in range(6):
                    with system(name) as session:
                        session.add(unit(name=f"{name}-{number}"))
                        session.add(unit(SIBLING, name=f"{name}-{number}"))
                        session.commit()
                db.session.remove()
        except Exception as error:
            faults.append(error)

    threads = [Thread(target=write, args=(f"writer{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with system("look") as session:
        counted = dict(session.execute(select(Audit.shard, func.count()).group_by(Audit.shard)).all())
    assert (counted[COUNTY], counted[SIBLING]) == (24, 24)
    assert flaws() == []
