"""The hooks that put `scope.py` under every statement of a session."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, event, inspect, select, text
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import visitors

from app.access.scope import NOTHING, Reach, Scope, ScopeError, SystemScope, scope_of
from app.model.base import Record, Scoped

#: Execution option of the few statements that find out who somebody is, before there is a scope.
IDENTITY = "identity"


def gated_models() -> tuple[type[Scoped], ...]:
    """Every mapped class whose rows are scoped."""
    return tuple(
        mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, Scoped)
    )


def install_gate(session_factory: Any) -> None:
    """Put the gate on every session the factory makes. Called once, by the factory, after all models are loaded."""
    models = gated_models()
    tables = {model.__table__ for model in models}

    @event.listens_for(session_factory, "do_orm_execute")
    def _statement(state: ORMExecuteState) -> None:
        scope = scope_of(state.session)
        if isinstance(scope, SystemScope) or state.is_column_load:
            return
        if state.execution_options.get(IDENTITY):
            return
        if not state.is_orm_statement or state.is_insert:
            _refuse_unjudged(state, tables)
            return
        right = "u" if state.is_update else "d" if state.is_delete else "r"
        if state.is_update:
            _refuse_move(state, scope)
        state.statement = state.statement.options(*_options(scope, models, right))

    @event.listens_for(session_factory, "before_flush")
    def _flush(session: Session, _context: Any, _instances: Any) -> None:
        scope = scope_of(session)
        if isinstance(scope, SystemScope):
            return
        for row in session.new:
            if isinstance(row, Scoped):
                _require(scope.within(row.division_code) or scope._shared(row), row)
        for row in session.dirty:
            if isinstance(row, Scoped) and session.is_modified(row):
                history = inspect(row).attrs.division_code.history
                for code in (*history.deleted, *history.added, *history.unchanged):
                    _require(scope.within(code) or scope._shared(row), row)
        for row in session.deleted:
            if isinstance(row, Scoped):
                _require(scope.may("d", row), row)
        for row in (*session.new, *session.dirty):
            _require_visible_targets(session, scope, row)

    @event.listens_for(session_factory, "after_begin")
    def _second_wall(session: Session, _transaction: Any, connection: Any) -> None:
        if connection.dialect.name == "postgresql":
            raise_walls(session, connection)

    @event.listens_for(session_factory, "do_orm_execute")
    def _scope_changed_inside_transaction(state: ORMExecuteState) -> None:
        session = state.session
        if session.info.get("walls") is not scope_of(session) and session.bind_is_postgresql:
            raise_walls(session, session.connection())


def raise_walls(session: Session, connection: Any) -> None:
    """Tell PostgreSQL's policies who is asking, for this transaction only."""
    scope = scope_of(session)
    session.info["walls"] = scope
    below = [post.code for post in scope.posts if post.below]
    here = [post.code for post in scope.posts if not post.below]
    above = [code for post in scope.posts for code in _above(post)]
    shares = [str(key) for keys in scope.shares.values() for key in keys]
    connection.execute(
        text(
            "select set_config('app.system', :system, true), set_config('app.codes', :codes, true),"
            " set_config('app.here', :here, true), set_config('app.above', :above, true),"
            " set_config('app.shares', :shares, true)"
        ),
        {
            "system": "on" if isinstance(scope, SystemScope) else "",
            "codes": ",".join(below),
            "here": ",".join(here),
            "above": ",".join(above),
            "shares": ",".join(shares),
        },
    )


def _above(post: Reach) -> tuple[str, ...]:
    from app.model.base import codes_above

    return codes_above(post.code)


def _options(scope: Scope, models: tuple[type[Scoped], ...], right: str) -> tuple[Any, ...]:
    """One loader criterion a scoped model, kept for the life of the scope."""
    cache = scope.__dict__.setdefault("_loader_options", {})
    if right not in cache:
        cache[right] = tuple(
            with_loader_criteria(
                model, scope.cached_criterion(model, right), include_aliases=True, propagate_to_loaders=True
            )
            for model in models
        )
    return cache[right]


def _refuse_unjudged(state: ORMExecuteState, tables: set[Table]) -> None:
    """Core, text and bulk statements carry no mapper for the gate to work on; on scoped tables they are refused."""
    reviewed = state.execution_options.get("reviewed")
    if reviewed:
        return
    touched = {node for node in visitors.iterate(state.statement) if isinstance(node, Table)}
    target = getattr(state.statement, "table", None)
    if isinstance(target, Table):
        touched.add(target)
    if touched & tables or not touched and not hasattr(state.statement, "selected_columns"):
        raise ScopeError("a statement on scoped tables must be an ORM statement")


def _refuse_move(state: ORMExecuteState, scope: Scope) -> None:
    """A bulk update may not carry rows into another division."""
    values = {getattr(column, "key", column) for column in state.statement._values or ()}
    if "division_code" in values:
        raise ScopeError("move rows between divisions one by one")


def _require(allowed: bool, row: Any) -> None:
    if not allowed:
        raise ScopeError(f"{type(row).__name__} is outside the scope")


def _require_visible_targets(session: Session, scope: Scope, row: Any) -> None:
    """Every changed foreign key must point at a row the user can see."""
    mapper = inspect(type(row))
    if mapper is None:
        return
    state = inspect(row)
    for relation in mapper.relationships:
        target = relation.mapper.class_
        if relation.direction.name != "MANYTOONE" or not issubclass(target, Scoped):
            continue
        for column in relation.local_columns:
            attribute = mapper.get_property_by_column(column).key
            added = state.attrs[attribute].history.added
            key = added[0] if added else None
            if key is None:
                continue
            with session.no_autoflush:
                seen = session.execute(select(target.id).where(target.id == key)).first()
            if seen is None and session.get(target, key) is None:
                raise ScopeError(f"{type(row).__name__}.{attribute} points outside the scope")


__all__ = ["IDENTITY", "NOTHING", "gated_models", "install_gate", "raise_walls"]
