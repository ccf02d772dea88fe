"""Saving and deleting: a model's own service or the plain way, the event, and words for what the database refuses.

A model names its services in `SERVICE = {"create": function(values) -> row, "update": function(row, values)}` and what
it finds wrong with itself in a method `problems()` that gives sentences by field. Nothing here commits but `commit`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import inspect
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.access.scope import ScopeError
from app.model.base import Record, Scoped, Versioned, Voidable, db
from app.model.engine import reading
from app.view.errors import Conflict, Invalid
from app.view.fields import label_of
from app.view.going_along import go_along
from app.view.screens import screens
from app.workflow.engine import Refused, record


def create(
    model: type[Any],
    values: dict[str, Any],
    *,
    service: Callable[[dict[str, Any]], Any] | None = None,
    undo: bool = True,
    flush: bool = True,
) -> Any:
    """Make a row from checked values, write the act into the history, and return it.

    Args:
        model: the class of the row.
        values: checked values by field.
        service: makes the row instead of the model's own service.
        undo: see `refusals_in_words`.
        flush: False where a service makes many rows and the caller flushes them together.

    Raises:
        Invalid: the row or the database says no.
        Refused: a service says no.
    """
    service = service or getattr(model, "SERVICE", {}).get("create")
    with refusals_in_words(model, undo=undo):
        if service is not None:
            own, custom = _parted(model, values)
            row = service(own)
            _assign(row, custom)
        else:
            row = model()
            _assign(row, values)
            db.session.add(row)
        _checked(row)
        if flush:
            db.session.flush()
        if issubclass(type(row), Scoped) and service is None:
            record(row, "create")
    return row


def update(
    row: Any, values: dict[str, Any], seen_version: int | None = None, *, undo: bool = True
) -> Any:
    """Change a row, write the act into the history, and return it.

    Args:
        row: the row, locked for writing.
        values: checked values by field.
        seen_version: the `row_version` the form was opened with.
        undo: see `refusals_in_words`.

    Raises:
        Conflict: the row was saved since; nothing was changed.
        Invalid: the row or the database says no.
        Refused: a service says no.
    """
    if isinstance(row, Versioned) and seen_version is not None and seen_version != row.row_version:
        raise Conflict(row)
    service = getattr(type(row), "SERVICE", {}).get("update")
    place = row.division_code if isinstance(row, Scoped) else None
    with refusals_in_words(type(row), undo=undo):
        if service is not None:
            own, custom = _parted(type(row), values)
            service(row, own)
            _assign(row, custom)
        else:
            _assign(row, values)
        _checked(row)
        changed = db.session.is_modified(row)
        db.session.flush()
        if place is not None and row.division_code != place:
            go_along(row, place)
            db.session.flush()
        if issubclass(type(row), Scoped) and service is None and changed:
            record(row, "update")
    return row


def delete(row: Any, *, undo: bool = True) -> None:
    """Delete an unused row.

    Args:
        undo: see `refusals_in_words`.

    Raises:
        Invalid: the model is made void instead, the row is locked, or other rows need this one.
    """
    if isinstance(row, Voidable):
        raise Invalid({"": [gettext("This is never deleted; it can be made void with a reason")]})
    if closed := locked_reason(row):
        raise Invalid({"": [closed]})
    with refusals_in_words(type(row), deleting=True, undo=undo):
        db.session.delete(row)
        db.session.flush()


def begin_writing() -> None:
    """Turn a request that was taken for a reading one into a writing one; SQLite begins those differently."""
    db.session.rollback()
    reading.set(False)


def commit(model: type[Any]) -> None:
    """End the request's one transaction.

    Raises:
        Conflict: somebody else saved first.
        Invalid: the database says no.
    """
    with refusals_in_words(model):
        db.session.commit()


def locked_reason(row: Any) -> str:
    """Why a row can no longer be changed, or nothing. A model says so in a method `locked_reason()`."""
    if isinstance(row, Voidable) and row.voided_at is not None:
        return gettext("This record is void")
    own = getattr(row, "locked_reason", None)
    return str(own() or "") if own is not None else ""


@contextmanager
def refusals_in_words(model: type[Any], *, deleting: bool = False, undo: bool = True) -> Iterator[None]:
    """Turn what the database and the gate refuse into sentences at the fields.

    Args:
        model: the class being written, whose columns the database's words speak of.
        deleting: whether rows are being deleted.
        undo: roll the whole transaction back; False inside a part of it that undoes itself.
    """
    try:
        yield
    except StaleDataError:
        _undo(undo)
        raise Conflict from None
    except IntegrityError as error:
        _undo(undo)
        raise Invalid(_integrity(model, error, deleting)) from None
    except DataError:
        _undo(undo)
        raise Invalid({"": [gettext("A value is too long or of the wrong kind")]}) from None
    except ScopeError:
        _undo(undo)
        raise Invalid({"": [gettext("Something chosen here lies outside your area")]}) from None
    except ValueError as error:  # a fact the model itself guards (`validates`)
        _undo(undo)
        raise Invalid({"": [str(error)]}) from None
    except (Refused, Invalid):
        _undo(undo)
        raise


def _undo(whole: bool) -> None:
    if whole:
        db.session.rollback()


def _parted(model: type[Record], values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values a service knows, and those of custom fields, which no service has heard of."""
    added = {field.name for field in screens().custom(model)}
    return (
        {name: value for name, value in values.items() if name not in added},
        {name: value for name, value in values.items() if name in added},
    )


def _assign(row: Any, values: dict[str, Any]) -> None:
    custom = {field.name for field in screens().custom(type(row))}
    for name, value in values.items():
        if name in custom:
            row.extra = {**(row.extra or {}), name: _plain(value)}
        elif name not in row.__mapper__.attrs or getattr(row, name) != value:
            setattr(row, name, value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _checked(row: Any) -> None:
    problems = getattr(row, "problems", None)
    found = problems() if problems is not None else None
    if found:
        raise Invalid({name: [str(text)] for name, text in found.items()})


def _integrity(model: type[Any], error: IntegrityError, deleting: bool) -> dict[str, list[str]]:
    """Which field an integrity error speaks of, from either engine's words."""
    text = str(error.orig)
    lower = text.lower()
    if "foreign key" in lower:
        words = (
            gettext("It is in use and cannot be deleted")
            if deleting
            else gettext("Something chosen here no longer exists")
        )
        return {"": [words]}
    columns = _columns_named(model, error, text)
    if "unique" in lower:
        told = "、".join(str(label_of(model, name)) for name in columns if name != "id")
        words = gettext("Already used: %(what)s", what=told or gettext("one of the values"))
    elif "null" in lower:
        words = gettext("Please fill this in")
    else:
        words = gettext("A value does not fit the rules of this record")
    return {name: [words] for name in columns[-1:]} or {"": [words]}


def _columns_named(model: type[Any], error: IntegrityError, text: str) -> list[str]:
    table = inspect(model).local_table
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        said = diagnosis.constraint_name
        for constraint in (*table.constraints, *table.indexes):
            columns = [column.key for column in constraint.columns]
            # Behind row security PostgreSQL keeps the values to itself; a nameless constraint got this name.
            if said and said in (constraint.name, f"{table.name}_{'_'.join(columns)}_key"):
                return columns
        return [diagnosis.column_name] if diagnosis.column_name else []
    return re.findall(rf"\b{re.escape(table.name)}\.(\w+)", text)
