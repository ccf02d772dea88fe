"""The fields of a model, as screens, REST, export and import all see them.

A `FieldInfo` is derived from the mapped column, from what the model says about itself (`LABELS`, `CHOICES`, `MASKS`,
`DAYS`, `MACHINE`) and from the words of a spec (`name:widget*!`). Custom fields are the same kept in the JSON column
`extra`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from flask_babel import lazy_gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    Numeric,
    String,
    Text,
    inspect,
)
from sqlalchemy.orm import Mapper, RelationshipProperty

from app.model.base import Audited, Record, Scoped, Versioned, Voidable
from app.model.days import Days
from app.model.sealed import Sealing, sealed

#: Columns a row is known by.
KNOWN_BY = ("name", "title", "question", "text", "short_name", "label", "code", "number", "case_no")

#: Words for the columns of the base classes.
_BASE_LABELS = {
    "id": _("Number"),
    "division_code": _("Division"),
    "created_at": _("Created at"),
    "created_by_id": _("Created by"),
    "changed_at": _("Changed at"),
    "changed_by_id": _("Changed by"),
    "voided_at": _("Voided at"),
    "void_reason": _("Reason for voiding"),
    "void_asked_by_id": _("Voiding asked by"),
    "voided_by_id": _("Voided by"),
}

#: Characters a protected value may have before it is sealed.
LONGEST_SEALED = 200

#: Columns nobody types: the kernel fills them.
KEPT_BY_THE_HOUSE = frozenset(
    name
    for mixin in (Audited, Versioned, Voidable, Scoped)
    for name in vars(mixin)
    if not name.startswith("_") and name not in ("row_rule", "anywhere", "division_code")
) | {"id", "extra"}


@dataclass(frozen=True)
class FieldInfo:
    """One field.

    Attributes:
        name: how specs, forms, addresses and REST name it; a dotted path leads through relations.
        label: its words, translated when drawn.
        type: text, long, integer, number, money, date, datetime, boolean, choice, relation, division, sealed, json,
            or computed (a property of the model).
        required: whether a new row needs a value.
        readonly: shown, never typed.
        max_length: characters a text may have.
        limits: least and greatest number the column holds, or None.
        scale: decimals of a number.
        days: which days a date or moment can have.
        source: where the choices come from: pairs, a mapping, bare words, or something iterated anew each time (a
            code list in the database). Of a long text: phrases to put in.
        model: the class a relation leads to.
        many: whether a relation holds several rows.
        anywhere: whether a relation may lead to rows of any place; see `Scoped`.
        within: path from the row to what its choices belong to: `agreement.case` offers the rows with that `case_id`.
        relation: the relationship that loads the rows to be shown.
        searchable: whether lists may filter by it.
        sortable: whether lists may be ordered by it.
        nullable: whether the column may be empty.
        mask: `name`, `id` or `phone`: how a plain column looks to those who do not handle the row.
        custom: whether it is kept in `extra`.
        widget: how it is drawn, where a spec says so; `code` for what the model calls a name for machines.
        help: a hint under the control.
        since: for a moment, the field from which the time is told that has passed.
        first: for a field of an arrow, a function of the row that gives what stands in it at first.
    """

    name: str
    label: Any
    type: str = "text"
    required: bool = False
    readonly: bool = False
    max_length: int | None = None
    limits: tuple[int, int] | None = None
    scale: int = 2
    days: Days = Days()
    source: Any = ()
    model: Any = None
    many: bool = False
    anywhere: bool = False
    within: str = ""
    relation: str = ""
    searchable: bool = False
    sortable: bool = False
    nullable: bool = True
    mask: str = ""
    custom: bool = False
    widget: str = ""
    help: Any = None
    since: str = ""
    first: Callable[[Any], Any] | None = None

    @property
    def choices(self) -> tuple[tuple[str, Any], ...]:
        """The pairs of value and words to choose from, as they are now."""
        return pairs(self.source)

    @property
    def getter(self) -> Callable[[Any], Any]:
        """A function that takes the shown value from a row: the related row rather than its key."""
        if self.custom:
            return lambda row: (row.extra or {}).get(self.name)
        if "." in self.name:
            return _along(self.name.split("."))
        return attrgetter(self.relation or self.name)


def declared_fields(model: type[Record]) -> dict[str, FieldInfo]:
    """Every mapped column and relationship of a model by name, in the order they were written."""
    mapper: Mapper[Any] = inspect(model)
    by_key = {
        column.key: relation
        for relation in mapper.relationships
        for column in relation.local_columns
        if relation.direction.name == "MANYTOONE" and len(relation.local_columns) == 1
    }
    found: dict[str, FieldInfo] = {}
    sealing = issubclass(model, Sealing)
    seals = model.sealed_columns() if sealing else {}
    behind = (
        {f"{name}_{part}" for name in model.seals() for part in ("sealed", "index")} if sealing else set()
    )
    behind |= {"uuid"} if sealing else set()
    for name, column in seals.items():
        found[name] = _from_seal(model, name, column)
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if isinstance(column, Column) and attribute.key not in behind:
            found[attribute.key] = _from_column(model, attribute.key, column, by_key.get(column.key))
    for relation in mapper.relationships:
        found[relation.key] = _from_relation(model, relation)
    return found


def computed_field(model: type[Record], name: str) -> FieldInfo:
    """A property or a dotted path named by a spec; it is shown only.

    Raises:
        LookupError: the model has no such attribute.
    """
    first, *rest = name.split(".")
    if rest:
        step = declared_fields(model).get(first)
        if step is None or step.model is None:
            raise LookupError(f"{model.model_id()} has no {name}")
        end = declared_fields(step.model).get(".".join(rest)) or computed_field(step.model, ".".join(rest))
        return replace(
            end, name=name, relation=first, readonly=True, sortable=False, searchable=False, required=False
        )
    if not hasattr(model, name):
        raise LookupError(f"{model.model_id()} has no {name}")
    return FieldInfo(name, label_of(model, name), type="computed", readonly=True)


def named_through(model: Any) -> tuple[str, ...]:
    """The relationships a row needs to say what it is called: those of a model without a name of its own.

    A committee is called by its unit, a mediator by the person. A model may say which ones in `NAMED_BY`.
    """
    if (own := getattr(model, "NAMED_BY", None)) is not None:
        return tuple(own)
    fields = declared_fields(model)
    if any(name in fields and fields[name].type in ("text", "sealed") for name in KNOWN_BY):
        return ()
    return tuple(
        relation.key
        for relation in inspect(model).relationships
        if relation.direction.name == "MANYTOONE" and relation.mapper.class_ is not model
    )


def label_of(model: type[Any], name: str) -> Any:
    """The words of a field: the model's own, those of the base classes, or its name read aloud."""
    own = getattr(model, "LABELS", {}).get(name, _BASE_LABELS.get(name))
    if own is not None:
        return own
    bare = name.removesuffix("_id") if name != "id" else name
    return lazy_gettext(bare.replace("_", " ").capitalize())


def pairs(choices: Any) -> tuple[tuple[str, Any], ...]:
    """Choices written as pairs, as a mapping or as bare words, all as pairs.

    A code table kept as data (`live`) is passed through: it is asked anew each time it is gone through.
    """
    if getattr(choices, "live", False):
        return choices  # type: ignore[no-any-return]
    listed: Iterable[Any] = choices.items() if hasattr(choices, "items") else choices
    return tuple((item, item) if isinstance(item, str) else (str(item[0]), item[1]) for item in listed)


def _from_column(model: Any, name: str, column: Column[Any], relation: Any) -> FieldInfo:
    kind = column.type
    mask = getattr(model, "MASKS", {}).get(name, "")
    type_, limits, length = _type_of(kind)
    if name in getattr(model, "CHOICES", {}):
        type_ = "choice"
    elif name == "division_code":
        type_ = "division"
    target = _target(column) if relation is None else relation.mapper.class_
    if target is not None:
        type_ = "relation"
    generated = column.computed is not None or name in KEPT_BY_THE_HOUSE
    filled = column.default is not None or column.server_default is not None
    return FieldInfo(
        name,
        label_of(model, name),
        type=type_,
        required=not column.nullable and not filled and not generated and type_ != "boolean",
        readonly=generated,
        max_length=length,
        limits=limits,
        scale=getattr(kind, "scale", None) or 0,
        days=getattr(model, "DAYS", {}).get(name, Days()),
        source=getattr(model, "CHOICES", {}).get(name, ()),
        model=target,
        anywhere=name in getattr(model, "anywhere", ()),
        within=getattr(model, "WITHIN", {}).get(name, ""),
        relation=relation.key if relation is not None else "",
        searchable=bool(column.index or column.primary_key or column.unique or name == "division_code"),
        sortable=type_ not in ("sealed", "json", "relation", "long"),
        nullable=bool(column.nullable),
        mask=mask,
        widget="code" if name in getattr(model, "MACHINE", ()) else "",
    )


def _from_seal(model: Any, name: str, column: sealed) -> FieldInfo:
    """A protected value: masked wherever it is shown, never ordered or searched by."""
    label = column.label if column.label is not None else label_of(model, name)
    return FieldInfo(name, label, type="sealed", max_length=LONGEST_SEALED)


def _from_relation(model: Any, relation: RelationshipProperty[Any]) -> FieldInfo:
    many = bool(relation.uselist)
    single = next(iter(relation.local_columns)) if not many else None
    return FieldInfo(
        relation.key,
        label_of(model, relation.key),
        type="relation",
        required=single is not None and not single.nullable and not single.primary_key,
        readonly=relation.viewonly or (many and relation.secondary is None),
        model=relation.mapper.class_,
        many=many,
        anywhere=relation.key in getattr(model, "anywhere", ()),
        within=getattr(model, "WITHIN", {}).get(relation.key, ""),
        relation=relation.key,
        nullable=single is None or bool(single.nullable),
    )


def _target(column: Column[Any]) -> type[Any] | None:
    """The class a foreign key leads to, where no relationship says so."""
    for key in column.foreign_keys:
        for mapper in Record.registry.mappers:
            named = hasattr(mapper.class_, "model_id")
            if named and mapper.local_table is key.column.table and key.column.primary_key:
                return mapper.class_
    return None


def _type_of(kind: Any) -> tuple[str, tuple[int, int] | None, int | None]:
    """Type, limits and length of a column type."""
    if isinstance(kind, Boolean):
        return "boolean", None, None
    if isinstance(kind, DateTime):
        return "datetime", None, None
    if isinstance(kind, Date):
        return "date", None, None
    if isinstance(kind, Integer):
        bits = 63 if isinstance(kind, BigInteger) else 31
        return "integer", (-(2**bits), 2**bits - 1), None
    if isinstance(kind, Numeric):
        whole = (kind.precision or 15) - (kind.scale or 0)
        return ("money" if kind.scale == 2 else "number"), (-(10**whole), 10**whole), None
    if isinstance(kind, Text):
        return "long", None, 100_000
    if isinstance(kind, String):
        return "text", None, kind.length
    if isinstance(kind, JSON):
        return "json", None, None
    return "text", None, None


def _along(steps: list[str]) -> Callable[[Any], Any]:
    def follow(row: Any) -> Any:
        for step in steps:
            if row is None:
                return None
            row = getattr(row, step)
        return row

    return follow
