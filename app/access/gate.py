"""The hooks that put `scope.py` under every statement and every flush of a session."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Table, event, inspect, select
from sqlalchemy.orm import FromStatement, Mapper, ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.attributes import PASSIVE_NO_INITIALIZE
from sqlalchemy.sql import visitors

from app.access.row_criteria import RowCriteria
from app.access.scope import Scope, ScopeError, SystemScope, scope_of
from app.access.walls import raise_walls
from app.model.base import Personal, Record, Scoped, codes_above

#: Execution option of the few statements that find out who somebody is, before there is a scope.
IDENTITY = "identity"

#: Execution option of statements that read what follows a row the session already holds, such as its clocks: whoever
#: may act on the row moves them, with or without a grant of their own.
FOLLOWS = "follows"

#: Execution option of a statement the gate cannot judge but a person has: the value says why it is safe.
REVIEWED = "reviewed"

#: Where a session remembers, for one transaction and scope, which targets of foreign keys it has seen.
_SEEN = "seen_targets"


@lru_cache(maxsize=1)
def gated_models() -> tuple[type[Any], ...]:
    """Every mapped class whose rows are scoped or a person's own; looked up again when a class is mapped."""
    return tuple(m.class_ for m in Record.registry.mappers if issubclass(m.class_, (Scoped, Personal)))


@lru_cache(maxsize=1)
def gated_tables() -> dict[Table, type[Any]]:
    """The tables of these models."""
    return {model.__table__: model for model in gated_models()}


@lru_cache(maxsize=1)
def share_models() -> tuple[Any, ...]:
    """Mapped classes whose rows widen a scope.

    Such a class names the share key in `share_of` ("case_id") and gives in the class method
    `shared_with(units)` a select of (key, whether the unit may work on it, its division code) for some keys of units,
    with the parameters `user_id` and `day`, as far as it needs them.
    """
    return tuple(m.class_ for m in Record.registry.mappers if getattr(m.class_, "share_of", None))


@lru_cache(maxsize=256)
def _targets(model: Any) -> tuple[tuple[str, type[Any]], ...]:
    """The attributes of a model that point at scoped rows, and at which; without those that may point anywhere."""
    mapper, tables = inspect(model), gated_tables()
    free = getattr(model, "anywhere", ())
    return tuple(
        (name, tables[key.column.table])
        for column in mapper.columns
        for key in column.foreign_keys
        if key.column.table in tables and (name := mapper.get_property_by_column(column).key) not in free
    )


def _mapped(_mapper: Any, _class: type[Any]) -> None:
    """A class has been mapped: what is known of classes is looked up again."""
    for known in (gated_models, gated_tables, share_models, _targets):
        known.cache_clear()


def bind_scope(session: Session, scope: Scope) -> None:
    """Give a session its scope, also in the middle of a transaction."""
    session.info["scope"] = scope
    session.info.pop(_SEEN, None)
    if session.in_transaction():
        raise_walls(session, session.connection())


def install_gate(session_factory: Any) -> None:
    """Put the gate on every session the factory makes; done once, models may be loaded later."""
    for name, listener in (
        ("do_orm_execute", _judge),
        ("before_flush", _check),
        ("after_flush", _mark),
        ("after_transaction_end", _unmark),
        ("after_begin", _wall),
    ):
        if not event.contains(session_factory, name, listener):
            event.listen(session_factory, name, listener)
    if not event.contains(Mapper, "after_mapper_constructed", _mapped):
        event.listen(Mapper, "after_mapper_constructed", _mapped)
        _mapped(None, Record)


def _judge(state: ORMExecuteState) -> None:
    """Narrow a statement to the rows of the scope, or refuse it."""
    scope = scope_of(state.session)
    options = state.execution_options
    if (
        isinstance(scope, SystemScope)
        or state.is_column_load
        or options.get(IDENTITY)
        or options.get(FOLLOWS)
    ):
        return
    if not state.is_orm_statement or state.is_insert or isinstance(state.statement, FromStatement):
        _refuse_unjudged(state, gated_tables())
        return
    if state.is_update:
        _refuse_move(state)
    right = "u" if state.is_update else "d" if state.is_delete else "r"
    criteria = _criteria(scope, gated_models(), right)
    if criteria not in state.statement._with_options:  # a loader of relations hands on what it was given
        state.statement = state.statement.options(criteria)


def _check(session: Session, _context: Any, _instances: Any) -> None:
    scope = scope_of(session)
    if not isinstance(scope, SystemScope):
        _check_flush(session, scope)


def _mark(session: Session, _context: Any) -> None:
    """Remember that this transaction has written; see `system()`."""
    session.info["wrote"] = True


def _unmark(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("wrote", None)
        session.info.pop(_SEEN, None)


def _wall(session: Session, transaction: Any, connection: Any) -> None:
    if not transaction.nested:  # a savepoint stands behind the walls of its transaction
        raise_walls(session, connection)


def _criteria(scope: Scope, models: tuple[type[Any], ...], right: str) -> RowCriteria:
    """One loader criterion a scoped model, kept for the life of the scope; a model loaded since gets its own."""
    kept = scope.__dict__.setdefault("_loader_criteria", {})
    if (right, models) not in kept:
        kept[right, models] = RowCriteria(
            with_loader_criteria(model, scope.criterion(model, right), include_aliases=True)
            for model in models
        )
    return kept[right, models]


def _refuse_unjudged(state: ORMExecuteState, tables: dict[Table, Any]) -> None:
    """Text, Core and bulk statements give the gate no mapper to work on; on scoped tables they are refused."""
    if state.execution_options.get(REVIEWED):
        return
    statement = state.statement
    touched = {node for node in visitors.iterate(statement) if isinstance(node, Table)}  # type: ignore[arg-type]
    target = getattr(statement, "table", None)
    if isinstance(target, Table):
        touched.add(target)
    unreadable = isinstance(statement, FromStatement) or not (
        touched or hasattr(statement, "selected_columns")
    )
    if unreadable or touched & tables.keys():
        raise ScopeError("a statement on scoped tables must be one the row gate can read")


def _refuse_move(state: ORMExecuteState) -> None:
    """A bulk update may not carry rows into another division, or to another person."""
    changed = {getattr(column, "key", column) for column in state.statement._values or ()}  # type: ignore[attr-defined]
    if changed & {"division_code", "owner_id"}:
        raise ScopeError("rows are moved between divisions or people one by one")


def _check_flush(session: Session, scope: Scope) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Personal):
            _require(scope.owns(row), row)
    for row in session.new:
        if isinstance(row, Scoped):
            _require(scope.reaches_row(row, row.division_code), row)
    for row in session.dirty:
        if isinstance(row, Scoped) and session.is_modified(row):
            history = inspect(row).get_history("division_code", PASSIVE_NO_INITIALIZE)
            for code in (*history.deleted, *history.added, *history.unchanged):
                _require(scope.reaches_row(row, code), row)
    for row in session.deleted:
        if isinstance(row, Scoped):
            _require(scope.may("d", row), row)
    for row in (*session.new, *session.dirty):
        _check_targets(session, scope, row)


def _require(allowed: bool, row: Any) -> None:
    if not allowed:
        raise ScopeError(f"{type(row).__name__} is outside the scope")


def _check_targets(session: Session, scope: Scope, row: Any) -> None:
    """Every newly set foreign key must point at a row that is visible, or was made in this very transaction."""
    state, model = inspect(row), cast(Any, type(row))
    for attribute, target in _targets(model):
        # What `state.attrs` says of one attribute, without looking at every other.
        added = state.get_history(attribute, PASSIVE_NO_INITIALIZE).added
        key = added[0] if added else None
        if key is not None and not _visible(session, scope, target, key):
            raise ScopeError(f"{type(row).__name__}.{attribute} points outside the scope")


def _visible(session: Session, scope: Scope, target: type[Any], key: Any) -> bool:
    seen = session.info.setdefault(_SEEN, set())
    if (target, key) not in seen and _found(session, scope, target, key):
        seen.add((target, key))
    return (target, key) in seen


def _found(session: Session, scope: Scope, target: type[Any], key: Any) -> bool:
    if inspect(target).identity_key_from_primary_key((key,)) in session.identity_map:
        return True
    table = target.__table__.name
    if table == "org_unit" and key in scope.unit_ids:
        return True  # the unit one works in, which most rows name
    with session.no_autoflush:
        if table == "ab_user":
            # Colleagues may be named on a record by people who may not open their accounts.
            found = session.execute(
                select(target.division_code).where(target.id == key), execution_options={IDENTITY: True}
            ).scalar()
            return found is not None and (
                scope.within(found)
                or any(found in (post.code, *codes_above(post.code)) for post in scope.posts)
            )
        return session.execute(select(target.id).where(target.id == key)).first() is not None
