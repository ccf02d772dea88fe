"""The audit trail: every change of a row and every notable act, written in the same transaction, chained.

Nobody has to remember it: the hooks see each flush of each session. Rows hold digests of what was before and after,
never personal data. Within one shard (a county) each row carries the hash of the one before, made with `AUDIT_KEY`,
which stands outside the database; see `audit_chain.py`. GB/T 22239-2019 8.1.4.3; Cybersecurity Law art. 21 (kept six
months at least).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import has_request_context, request
from sqlalchemy import BindParameter, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import PASSIVE_NO_INITIALIZE
from sqlalchemy.sql import visitors

from app.access.audit_chain import Entry, digest, write_entries
from app.access.scope import scope_of
from app.model.base import Record, Scoped, db
from app.model.moment import now


def note(
    action: str,
    subject: Any = None,
    detail: dict[str, Any] | None = None,
    *,
    user_id: int | None = None,
    division_code: str | None = None,
    session: Session | None = None,
) -> None:
    """Add an act to the trail; it is written when the session commits.

    Args:
        action: what was done: `sign_in`, `sign_in_failed`, `reveal`, `export`, `print`, `grant`, `denied` …
        subject: the row it was done to, or its model id.
        detail: plain facts; no personal data.
        user_id: who did it, when the session's scope does not say.
        division_code: where it was done, when neither subject nor scope says.
        session: the session whose commit writes it; by default the current one.
    """
    used = session or db.session()
    entry = Entry(action, detail=detail or {}, user_id=user_id, division_code=division_code)
    if isinstance(subject, str):
        entry.model = subject
    elif subject is not None:
        _name_row(entry, subject)
    _add(used, entry)


def note_act(row: Any, written: dict[str, Any], session: Session) -> None:
    """An act on a row, with what `digest()` gives for its line in the history: told by the line of the row's change in
    the same transaction, else by one of its own.

    Args:
        row: the row acted on.
        written: the columns of the history's line.
        session: the session in which it was done.
    """
    act = {"name": written["name"], "after": digest(written)}
    entry = Entry("act", detail=act)
    _name_row(entry, row)
    change = _change_of(session, entry)
    if change is None:
        _add(session, entry)
    else:
        change.detail.setdefault("acts", []).append(act)


def note_batch(model: type[Record], count: int, digest: str, session: Session | None = None) -> None:
    """One summarising line for rows a bulk job writes past the session's flush.

    Args:
        model: the class whose table grew.
        count: rows in the batch.
        digest: what `digest()` gives for the batch.
    """
    note("bulk_insert", model.model_id(), {"count": count, "digest": digest}, session=session)


def install_audit(session_factory: Any) -> None:
    """Put the trail under every session the factory makes, after `install_gate`; a second call changes nothing."""
    for name, listener in _LISTENERS.items():
        if not event.contains(session_factory, name, listener):
            event.listen(session_factory, name, listener)


def _flushed(session: Session, _context: Any) -> None:
    """One entry for each row this flush writes."""
    for row in session.new:
        if _audited(row):
            _note_change(session, "insert", row, {"after": digest(_values(row))})
    for row in session.dirty:
        if _audited(row):
            before, after = _changes(row)
            if after:
                detail = {"fields": sorted(after), "before": digest(before), "after": digest(after)}
                _note_change(session, "update", row, detail)
    for row in session.deleted:
        if _audited(row):
            _note_change(session, "delete", row, {"before": digest(_values(row))})


def _executing(state: ORMExecuteState) -> None:
    """A bulk statement gets one entry with the digest of the values it carries."""
    if not (state.is_insert or state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    model = state.bind_mapper.class_
    if not hasattr(model, "model_id") or not getattr(model, "audit_trail", True):
        return
    verb = "insert" if state.is_insert else "update" if state.is_update else "delete"
    count = len(state.parameters) if isinstance(state.parameters, (list, tuple)) else None
    said = digest([_bound_values(state.statement), state.parameters])
    note(f"bulk_{verb}", model.model_id(), {"count": count, "digest": said}, session=state.session)


def _committing(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    entries = _pending(session)
    if entries:
        write_entries(session, entries)
        entries.clear()


def _begun(session: Session, transaction: Any) -> None:
    if transaction.nested:
        session.info.setdefault("audit_marks", {})[transaction] = len(_pending(session))


def _rolled_back(session: Session, transaction: Any) -> None:
    """What a savepoint undid is no part of the trail; what the whole transaction undid is none at all."""
    mark = session.info.get("audit_marks", {}).get(transaction, 0)
    del _pending(session)[mark:]


def _ended(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("audit_marks", None)


_LISTENERS: dict[str, Callable[..., Any]] = {
    "after_flush": _flushed,
    "do_orm_execute": _executing,
    "before_commit": _committing,
    "after_transaction_create": _begun,
    "after_soft_rollback": _rolled_back,
    "after_transaction_end": _ended,
}


def _pending(session: Session) -> list[Entry]:
    entries: list[Entry] = session.info.setdefault("audit", [])
    return entries


def _add(session: Session, entry: Entry) -> None:
    scope = scope_of(session)
    entry.user_id = entry.user_id if entry.user_id is not None else scope.user_id
    entry.purpose = getattr(scope, "purpose", None)
    entry.at = now().isoformat(sep=" ")
    if has_request_context():
        entry.address = request.remote_addr
    _pending(session).append(entry)


def _name_row(entry: Entry, row: Any) -> None:
    entry.model = row.model_id()
    entry.row_id = inspect(row).identity[0] if inspect(row).identity else row.id
    if isinstance(row, Scoped):
        held = row.__dict__.get("division_code")
        # A row expired by a commit is read again; one that is being deleted was read before.
        entry.division_code = held if held or inspect(row).deleted else row.division_code


def _note_change(session: Session, action: str, row: Any, detail: dict[str, Any]) -> None:
    entry = Entry(action, detail=detail)
    _name_row(entry, row)
    _add(session, entry)


def _change_of(session: Session, act: Entry) -> Entry | None:
    """The line of the change of an act's row; none from before a savepoint, which may undo the act alone."""
    since = max(session.info.get("audit_marks", {}).values(), default=0)
    for entry in reversed(_pending(session)[since:]):
        if entry.row_id == act.row_id and entry.model == act.model and entry.action in ("insert", "update"):
            return entry
    return None


def _audited(row: Any) -> bool:
    return hasattr(row, "model_id") and getattr(row, "audit_trail", True)


def _values(row: Any) -> dict[str, Any]:
    """The column values a row holds in memory; nothing is loaded for the trail's sake."""
    held = row.__dict__
    return {p.key: held[p.key] for p in inspect(type(row)).column_attrs if held.get(p.key) is not None}


def _changes(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for attribute in inspect(type(row)).column_attrs:
        name = attribute.key
        history = state.get_history(name, PASSIVE_NO_INITIALIZE)
        if history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
            after[name] = history.added[0] if history.added else None
    return before, after


def _bound_values(statement: Any) -> list[str]:
    """The values a statement carries, in the order they stand in it."""
    return [str(node.value) for node in visitors.iterate(statement) if isinstance(node, BindParameter)]
