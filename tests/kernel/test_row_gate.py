"""The row gate alone: what each kind of statement may see and change, under each row rule, on both engines.

The rows: one unit in every division of a small tree, so that a returned set of codes can be compared with plain prefix
logic that knows nothing of the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import delete, exists, func, insert, select, text, union_all, update
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session, aliased

from app.access.gate import bind_scope, gated_models, install_gate
from app.access.grants import Matrix, table
from app.access.scope import NOTHING, Reach, Scope, ScopeError, acting_as, system
from app.access.walls import build_walls
from app.model.base import codes_above, db, metadata
from app.model.engine import engine_options, prepare
from app.org.models import Account, Post, Unit
from tests.house.databases import DatabaseUrls
from tests.house.keys import KEYS

CODES = (
    "99",
    "9901",
    "990102",
    "990102001",
    "990102001001",
    "990102002",
    "990103",
    "990103001",
    "98",
    "9802",
)

MATRIX = Matrix.of(
    table("""
    role      level  model        rights  buttons
    worker    all    org.unit     rcu-
    keeper    all    org.unit     rcud    unnamed
    worker    all    org.post     r---
""")
)


@pytest.fixture(scope="module")
def walled_units(new_database: Callable[..., DatabaseUrls]) -> DatabaseUrls:
    """A database with one unit in every division behind its walls; tests take copies of it."""
    urls = new_database()
    with _house(urls):
        owner = db.engines["owner"]
        metadata.create_all(owner)
        with owner.begin() as connection:
            build_walls(connection, (Unit, Post), db.engine.url.username or "")
        with system("plant") as session:
            session.add(
                Account(id=1, username="u", email="u@x", first_name="", last_name="", division_code="99")
            )
            session.flush()
            session.add_all(
                Unit(name=code, short_name=code, kind="centre", division_code=code) for code in CODES
            )
            session.commit()
    return urls


@pytest.fixture
def house(passing_database: Callable[..., DatabaseUrls], walled_units: DatabaseUrls) -> Iterator[Flask]:
    """Units in all divisions, the gate on the session, the application role on PostgreSQL."""
    with _house(passing_database(like=walled_units)) as application:
        yield application


@contextmanager
def _house(urls: DatabaseUrls) -> Iterator[Flask]:
    """Units lie under the rule of work rows meanwhile."""
    application = Flask("gate")
    application.config.update(KEYS)
    application.config["SQLALCHEMY_DATABASE_URI"] = urls.url
    application.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(urls.url)
    application.config["SQLALCHEMY_BINDS"] = {"owner": urls.admin_url}
    db.init_app(application)
    rule, Unit.row_rule = Unit.row_rule, "below"
    with application.app_context():
        for engine in db.engines.values():
            prepare(engine)
        install_gate(db.session.session_factory)
        yield application
        Unit.row_rule = rule
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def scope_at(code: str, role: str = "worker", below: bool = True) -> Scope:
    return Scope(1, (Reach(role, code, below),), MATRIX)


def below(code: str) -> set[str]:
    """The oracle: prefix logic on plain text."""
    return {other for other in CODES if other.startswith(code)}


SHAPES = {
    "column": lambda s: s.scalars(select(Unit.name)).all(),
    "entity": lambda s: [unit.name for unit in s.scalars(select(Unit))],
    "query": lambda s: [unit.name for unit in s.query(Unit)],
    "alias": lambda s: s.scalars(select(aliased(Unit).name)).all(),
    "subquery": lambda s: s.scalars(select(select(Unit.name).subquery().c.name)).all(),
    "cte": lambda s: s.scalars(select(select(Unit.name).cte().c.name)).all(),
    "union": lambda s: s.scalars(union_all(select(Unit.name), select(Unit.name).where(Unit.id < 0))).all(),
    "in": lambda s: s.scalars(select(Unit.name).where(Unit.id.in_(select(Unit.id)))).all(),
    "get": lambda s: [unit.name for key in range(1, 12) if (unit := s.get(Unit, key))],
}


def test_every_shape_of_select_shows_here_and_below(house: Flask) -> None:
    for code in ("99", "9901", "990102", "990102001", "990102001001"):
        with acting_as(scope_at(code)) as session:
            for shape, rows in SHAPES.items():
                assert sorted(rows(session)) == sorted(below(code)), (shape, code)


def test_a_malformed_scope_shows_nothing(house: Flask) -> None:
    for code in ("9", "990", "%", "", "99010200100101"):
        with acting_as(scope_at(code)) as session:
            for shape, rows in SHAPES.items():
                assert list(rows(session)) == [], (shape, code)
            with pytest.raises(ScopeError):
                attempt(session, lambda s: s.add(new_unit("990102")))


def test_no_scope_and_no_grant_show_nothing(house: Flask) -> None:
    bound = (
        NOTHING,
        Scope(1, (), MATRIX),
        scope_at("99", role="stranger"),
        Scope(1, (Reach("worker", "99"),)),
    )
    for rows in SHAPES.values():
        assert list(rows(db.session())) == []
    for scope in bound:
        with acting_as(scope) as session:
            for shape, rows in SHAPES.items():
                assert list(rows(session)) == [], shape


def test_counts_and_exists_are_scoped(house: Flask) -> None:
    with acting_as(scope_at("990102")) as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == len(below("990102"))
        assert session.scalar(select(func.count(Unit.id))) == len(below("990102"))
        hidden = exists().where(Unit.name == "990103")
        assert session.scalars(select(Unit.name).where(hidden)).all() == []
        with pytest.raises(ScopeError):  # no entity for the gate to work on
            session.scalar(select(hidden))


def test_here_only_reaches_no_further(house: Flask) -> None:
    with acting_as(scope_at("990102", below=False)) as session:
        assert session.scalars(select(Unit.name)).all() == ["990102"]


def test_several_posts_add_up(house: Flask) -> None:
    scope = Scope(1, (Reach("worker", "990102001"), Reach("worker", "9802")), MATRIX)
    with acting_as(scope) as session:
        assert set(session.scalars(select(Unit.name))) == below("990102001") | {"9802"}


def test_scopes_of_one_shape_share_a_statement_and_never_its_values(house: Flask) -> None:
    """SQL is compiled once a shape of scope; each reader's own codes are bound to it, in whatever order they come."""

    def ask(*codes: str, inside: str = "%") -> set[str]:
        scope = Scope(1, tuple(Reach("worker", code) for code in codes), MATRIX)
        with acting_as(scope) as session:
            wanted = aliased(Unit)
            return set(
                session.scalars(
                    select(Unit.name).where(
                        Unit.name.like(inside), Unit.id.in_(select(wanted.id).where(wanted.name.like(inside)))
                    )
                )
            )

    compiled = db.engine._compiled_cache
    assert ask("990102") == below("990102") and ask("9902") == set()
    known = len(compiled)
    for code in ("990103", "990102", "980299", "990102"):
        assert ask(code) == below(code)
        assert ask(code, inside="%1") == {name for name in below(code) if name.endswith("1")}
    assert len(compiled) == known
    assert ask("990102001", "9802") == below("990102001") | {"9802"}
    assert ask("990103001", "9801") == below("990103001")
    assert ask("990102") == below("990102")


def test_shared_down_also_shows_every_division_above(house: Flask) -> None:
    Unit.row_rule = "shared_down"
    with acting_as(scope_at("990102001")) as session:
        seen = set(session.scalars(select(Unit.name)))
    Unit.row_rule = "below"
    assert {"990102001", "990102001001"} <= seen
    # The policies were built for `below`; on PostgreSQL the second wall therefore keeps what is above.
    assert seen - below("990102001") <= set(codes_above("990102001"))


def test_assigned_rows_are_for_those_named_unless_the_grant_waives_it(
    house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    Unit.row_rule = "assigned"
    monkeypatch.setattr(
        Unit, "named", classmethod(lambda cls, user: cls.short_name.in_(["990102001", "98"])), raising=False
    )
    with acting_as(scope_at("990102")) as session:
        assert session.scalars(select(Unit.name)).all() == ["990102001"]
    with acting_as(scope_at("990102", role="keeper")) as session:
        assert set(session.scalars(select(Unit.name))) == below("990102")


def test_shares_widen_the_rule(house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Unit, "share_key", "unit_id", raising=False)
    monkeypatch.setattr(Unit, "share_column", "id", raising=False)
    with system("look") as session:
        key = session.scalar(select(Unit.id).where(Unit.name == "990103"))
    with db.engines["owner"].begin() as connection:
        build_walls(connection, (Unit,), db.engine.url.username or "")
    shared = {"unit_id": (key,)}
    for handled in ({}, shared):
        codes = ("990103",) if handled else ()
        scope = Scope(1, (Reach("worker", "990102"),), MATRIX, shared, handled, codes, ("990103",))
        with acting_as(scope) as session:
            assert set(session.scalars(select(Unit.name))) == below("990102") | {"990103"}
            unit = session.get(Unit, key)
            assert unit is not None and scope.may("r", unit) and scope.may("u", unit) == bool(handled)
            unit.phone = "0570-1234567"
            if handled:
                session.commit()
            else:
                with pytest.raises(ScopeError):
                    session.flush()


def test_bulk_update_and_delete_stay_inside(house: Flask) -> None:
    with acting_as(scope_at("990102")) as session:
        session.execute(update(Unit).values(phone="1"))
        session.execute(delete(Unit))  # `worker` holds no right to delete
        session.commit()
    with system("look") as session:
        assert set(session.scalars(select(Unit.name).where(Unit.phone == "1"))) == below("990102")
        assert session.scalar(select(func.count(Unit.id))) == len(CODES)


@pytest.mark.parametrize(
    "statement",
    [
        text("select name from org_unit"),
        select(Unit).from_statement(text("select * from org_unit")),
        select(Unit.__table__),
        update(Unit.__table__).values(phone="1"),
        delete(Unit.__table__),
        insert(Unit),
        update(Unit).values(division_code="98"),
    ],
    ids=["text", "from_statement", "core select", "core update", "core delete", "bulk insert", "bulk move"],
)
def test_what_the_gate_cannot_read_is_refused(house: Flask, statement: object) -> None:
    with acting_as(scope_at("990102")) as session, pytest.raises(ScopeError):
        session.execute(statement, [{"name": "x", "division_code": "98"}] if statement.is_insert else None)  # type: ignore[attr-defined]


def attempt(session: Session, change: object) -> None:
    change(session)  # type: ignore[operator]
    session.flush()


def new_unit(code: str, **given: object) -> Unit:
    return Unit(name="new", short_name="new", kind="centre", division_code=code, **given)


def test_flush_refuses_foreign_divisions_and_moves(house: Flask) -> None:
    def move_out(session: Session) -> None:
        session.scalars(select(Unit)).first().division_code = "98"  # type: ignore[union-attr]

    for change in (lambda s: s.add(new_unit("990103")), lambda s: s.add(new_unit("9901")), move_out):
        with acting_as(scope_at("990102")) as session, pytest.raises(ScopeError):
            attempt(session, change)
    with acting_as(scope_at("990102")) as session:
        attempt(session, lambda s: s.add(new_unit("990102002")))
        session.commit()


def test_flush_refuses_foreign_keys_to_rows_outside(house: Flask) -> None:
    with system("look") as session:
        keys = dict(session.execute(select(Unit.name, Unit.id)).all())
    with acting_as(scope_at("990102")) as session, pytest.raises(ScopeError):
        attempt(session, lambda s: s.add(new_unit("990102", parent_id=keys["990103"])))
    with acting_as(scope_at("990102")) as session:
        attempt(session, lambda s: s.add(new_unit("990102", parent_id=keys["990102002"])))


def test_deleting_needs_its_right(house: Flask) -> None:
    def delete_first(session: Session) -> None:
        session.delete(session.scalars(select(Unit).where(Unit.name == "990102002")).one())

    with acting_as(scope_at("990102")) as session, pytest.raises(ScopeError):
        attempt(session, delete_first)
    with acting_as(scope_at("990102", role="keeper")) as session:
        attempt(session, delete_first)
        session.commit()


def test_a_scope_bound_in_mid_transaction_counts_at_once(house: Flask) -> None:
    session = db.session()
    assert session.scalars(select(Unit.name)).all() == []
    bind_scope(session, scope_at("990103"))
    assert set(session.scalars(select(Unit.name))) == below("990103")


def test_system_work_leaves_nothing_behind(house: Flask) -> None:
    bind_scope(db.session(), scope_at("990103"))
    with system("look") as inner:
        key = inner.scalar(select(Unit.id).where(Unit.name == "98"))
        assert inner.get(Unit, key) is not None
        assert db.session() is inner
    assert db.session().get(Unit, key) is None


def test_system_work_cannot_begin_inside_an_unfinished_write(house: Flask) -> None:
    bind_scope(db.session(), scope_at("990103"))
    db.session.add(new_unit("990103"))
    db.session.flush()
    with pytest.raises(RuntimeError), system("look"):
        pass


def test_the_second_wall_stands_without_the_first(house: Flask, engine_name: str) -> None:
    """Raw SQL on a connection, past every hook: PostgreSQL shows only the places of the transaction."""
    if engine_name == "sqlite":
        assert db.engine.dialect.name == "sqlite"  # one wall only; the documentation says so
        return
    with db.engine.begin() as connection:
        assert connection.execute(text("select count(*) from org_unit")).scalar() == 0
        connection.execute(text("select set_config('app.codes', '990102', true)"))
        seen = set(connection.execute(text("select name from org_unit")).scalars())
        assert seen == below("990102")
        connection.execute(text("select set_config('app.codes', '%', true)"))
        assert connection.execute(text("select count(*) from org_unit")).scalar() == 0
    with (
        db.engine.connect() as connection
    ):  # a pooled connection after a transaction: the setting is '' and not null
        assert connection.execute(text("select count(*) from org_unit")).scalar() == 0
    with pytest.raises(ProgrammingError), db.engine.begin() as connection:
        connection.execute(text("select set_config('app.codes', '990102', true)"))
        connection.execute(
            text(
                "insert into org_unit (name, short_name, kind, division_code, active, row_version, created_at,"
                " changed_at) values ('x', 'x', 'x', '98', true, 1, now(), now())"
            )
        )


def test_every_scoped_table_is_known_to_the_gate() -> None:
    assert {Unit, Post, Account} <= set(gated_models())
