"""What a relation can be set to: a few rows within the scope, looked for while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select

from app.access.scope import Scope, SystemScope, current_scope
from app.model.base import Record, Scoped, codes_above, db
from app.org.models import Account, Division
from app.view.arrows import arrow_fields
from app.view.calling import called
from app.view.errors import BadQuery, FieldError
from app.view.fields import FieldInfo
from app.view.interface import Interface
from app.view.loading import naming_loads
from app.view.names import colleagues, division_names, found_rows, place_names
from app.view.screens import screens
from app.view.search import contains, known_by, search_condition, spellings, words_of
from app.workflow.engine import workflow_of

#: Choices sent at once.
MOST = 20


def field_of(model: type[Record], name: str, arrow: str = "") -> FieldInfo | None:
    """The relation or place of that name on the model, or on the form of one of its arrows."""
    workflow = workflow_of(model)
    if arrow:
        known = {t.name: t for t in workflow.transitions} if workflow else {}
        fields = arrow_fields(model, known[arrow]) if arrow in known else ()
        found = next((field for field in fields if field.name == name), None)
    else:
        found = screens().fields(model).get(name)
    return found if found is not None and found.type in ("relation", "division") else None


def may_pick(model: type[Record], scope: Scope) -> bool:
    """Whether somebody has any use for the pickers of a model: reads it, writes it or holds one of its buttons."""
    workflow = workflow_of(model)
    names = [t.name for t in workflow.transitions] if workflow else []
    return any(scope.may(right, model) for right in ("r", "c", "u", *names))


def options(model: type[Record], field: FieldInfo, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The choices that match what was typed: key, words and a second line.

    Args:
        model: whose field it is.
        field: the relation or place.
        asked: `q`, what was typed; `row` or `parent`, keys that say whose choices are meant (`FieldInfo.within`).

    Raises:
        BadQuery: characters that cannot be looked for.
        NotFound: no such row or parent within the scope.
    """
    text = asked.get("q", "")
    try:
        if field.type == "division":
            return _places(text, within=field.name == "division_code" and issubclass(model, Scoped))
        if field.model is not None and issubclass(field.model, Account):
            people = colleagues(text, limit=MOST)
            places = place_names(person.division_code for person in people)
            return [
                _option(row.id, row.name or row.username, places.get(row.division_code)) for row in people
            ]
        return _rows(field.model, text, belonging(model, field, asked), anywhere=field.anywhere)
    except FieldError as error:
        raise BadQuery("q", str(error)) from None


def belonging(model: type[Record], field: FieldInfo, asked: Mapping[str, str]) -> ColumnElement[bool] | None:
    """The condition that a choice belongs to what the row belongs to, as a payer to the case of the agreement.

    Raises:
        NotFound: no such row or parent within the scope.
    """
    first, _, rest = field.within.partition(".")
    if not first:
        return None
    path, owner = field.within, None
    if asked.get("row"):
        owner = Interface(model).get_row(asked["row"])
    elif asked.get("parent"):
        path, owner = rest, Interface(getattr(model, first).property.mapper.class_).get_row(asked["parent"])
    if owner is None:
        return None
    for step in filter(None, path.split(".")):
        owner = getattr(owner, step, None)
    if owner is None:
        return false()
    key: ColumnElement[bool] = getattr(field.model, f"{field.within.rpartition('.')[2]}_id") == owner.id
    return key


def _rows(
    target: Any, text: str, belongs: ColumnElement[bool] | None, *, anywhere: bool
) -> list[dict[str, Any]]:
    statement = select(target)
    if hasattr(target, "active"):
        statement = statement.where(target.active.is_(True))
    if hasattr(target, "offered"):
        statement = statement.where(target.offered())
    condition = search_condition(target, known_by(target), text)
    if condition is not None:
        statement = statement.where(condition)
    if belongs is not None:
        statement = statement.where(belongs)
    statement = statement.options(*naming_loads(target)).order_by(target.id.desc()).limit(MOST)
    rows = found_rows(statement, anywhere=anywhere)
    places = place_names(row.division_code for row in rows) if issubclass(target, Scoped) else {}
    scope = current_scope()
    return [
        _option(row.id, called(row, scope), places.get(getattr(row, "division_code", ""))) for row in rows
    ]


def _places(text: str, *, within: bool) -> list[dict[str, Any]]:
    statement = select(Division.code, Division.name).where(Division.active.is_(True))
    scope = current_scope()
    if within and not isinstance(scope, SystemScope):
        parts = [Division.code.startswith(code) for code in scope.codes]
        statement = statement.where(or_(*parts) if parts else false())
    for word in words_of(text):
        statement = statement.where(
            Division.code.startswith(spellings(word)[0]) if word.isdigit() else contains(Division.name, word)
        )
    statement = statement.order_by(func.length(Division.code), Division.code).limit(MOST)
    found = db.session.execute(statement).all()
    above = division_names(code for row in found for code in codes_above(row.code)[-1:])
    return [_option(code, name, above.get((codes_above(code) or ("",))[-1])) for code, name in found]


def _option(value: Any, text: str, second: str | None) -> dict[str, Any]:
    return {"value": value, "text": text, "second": second or ""}
