"""The screens in force: declared specs with the overlay applied, defaults filled in, fields looked up once.

`Screens` stands at `app.extensions["screens"]`. What it works out is kept until the overlay's version rises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask import current_app
from flask_babel import lazy_gettext as _

from app.model.base import Record, snake_case
from app.model.house import House
from app.view.fields import FieldInfo, computed_field, declared_fields
from app.view.house_words import CHOICES
from app.view.overlay import Overlay
from app.view.spec import (
    Board,
    Calendar,
    Filter,
    Form,
    Import,
    Item,
    Lines,
    List,
    Map,
    Onward,
    Search,
    Section,
    Staff,
    items,
)

_Found = TypeVar("_Found")

#: How many columns a list shows when no spec says which.
DEFAULT_COLUMNS = 6


@dataclass(frozen=True)
class ListScreen:
    """A list with its fields looked up."""

    model: type[Record]
    title: Any
    columns: tuple[FieldInfo, ...]
    filters: tuple[FieldInfo, ...]
    search: tuple[str, ...]
    order: str
    views: tuple[Filter, ...]
    apart: str
    actions: tuple[str, ...]
    edit: str | None
    onward: tuple[Onward, ...]

    def order_field(self, name: str) -> FieldInfo | None:
        """The column of that name when rows may be ordered by it."""
        return next((field for field in self.columns if field.name == name and field.sortable), None)


@dataclass(frozen=True)
class SectionScreen:
    """A titled group of fields."""

    name: str
    title: Any
    fields: tuple[FieldInfo, ...]


@dataclass(frozen=True)
class LinesScreen:
    """Rows of another table below a form or page."""

    spec: Lines
    fields: tuple[FieldInfo, ...]


@dataclass(frozen=True)
class FormScreen:
    """A form and page with its fields looked up."""

    model: type[Record]
    title: Any
    parts: tuple[SectionScreen | LinesScreen, ...]

    @property
    def sections(self) -> tuple[SectionScreen, ...]:
        return tuple(part for part in self.parts if isinstance(part, SectionScreen))

    @property
    def lines(self) -> tuple[LinesScreen, ...]:
        return tuple(part for part in self.parts if isinstance(part, LinesScreen))

    @property
    def fields(self) -> tuple[FieldInfo, ...]:
        """Every field of every section once, in order."""
        named = {field.name: field for section in self.sections for field in section.fields}
        return tuple(named.values())


class Screens:
    """The effective screens of a house."""

    def __init__(self, house: House, overlay: Overlay | None = None) -> None:
        self.house = house
        self.overlay = overlay or Overlay()
        self._kept: tuple[int, dict[tuple[Any, ...], Any]] = (-1, {})

    def fields(self, model: type[Record]) -> dict[str, FieldInfo]:
        """Every field of a model by name: columns, relations and custom fields."""
        return self._keep("fields", model, self._fields)

    def field(self, model: type[Record], item: Item | str) -> FieldInfo:
        """One field as a spec names it, with the spec's own marks.

        Raises:
            LookupError: the model has nothing of that name.
        """
        if isinstance(item, str):
            item = items(item)[0]
        found = self.fields(model).get(item.name) or computed_field(model, item.name)
        return replace(
            found,
            widget=item.widget or found.widget,
            type="long" if item.widget == "long" and found.type == "text" else found.type,
            required=found.required or item.required,
            readonly=found.readonly or item.readonly,
            label=item.label if item.label is not None else found.label,
            help=item.help if item.help is not None else found.help,
        )

    def list(self, model: type[Record]) -> ListScreen:
        """The list of a model; without a spec its first six columns."""
        return self._keep("list", model, self._list)

    def columns(self, model: type[Record]) -> dict[str, FieldInfo]:
        """Every field a reader may have as a column of a list: the usual ones first, then those of filter and form."""
        return self._keep("columns", model, self._columns)

    def form(self, model: type[Record]) -> FormScreen:
        """The form of a model; without a spec all fields one can type."""
        return self._keep("form", model, self._form)

    def board(self, model: type[Record]) -> Board | None:
        """The board of a model, if one is declared."""
        return self._keep("board", model, lambda cls: self._spec(Board, cls))

    def calendar(self, model: type[Record]) -> Calendar | None:
        """The calendar of a model, if one is declared."""
        return self._keep("calendar", model, lambda cls: self._spec(Calendar, cls))

    def map(self, model: type[Record]) -> Map | None:
        """The map of a model, if one is declared."""
        return self._keep("map", model, lambda cls: self._spec(Map, cls))

    def importing(self, model: type[Record]) -> Import | None:
        """How rows of a model are taken from a workbook, if one is declared."""
        return self._keep("import", model, lambda cls: self._spec(Import, cls))

    def staff(self, model: type[Record]) -> Staff | None:
        """How accounts are made for rows of a model that say who works here, if that is declared."""
        return self._keep("staff", model, lambda cls: self._spec(Staff, cls))

    def custom(self, model: type[Record]) -> tuple[FieldInfo, ...]:
        """The fields administrators added to a model."""
        return self._keep("custom", model, self._custom)

    def owner_keys(self, model: type[Record]) -> tuple[str, ...]:
        """The key columns by which rows of a model hang below rows of others, as the forms of those say."""
        return self._keep("owners", model, self._owner_keys)

    def label(self, model: type[Any]) -> Any:
        """What one row of a model is called."""
        return getattr(model, "LABEL", None) or _(snake_case(model.__name__).replace("_", " ").capitalize())

    def _keep(self, kind: str, model: type[Record], make: Callable[[type[Record]], _Found]) -> _Found:
        version, kept = self._kept
        now, reader = self.overlay.standing()
        if now != version:
            kept = {}
            self._kept = (now, kept)
        key = (kind, model.model_id(), reader)
        if key not in kept:
            kept[key] = make(model)
        found: _Found = kept[key]
        return found

    def _spec(self, kind: type[Any], model: type[Record]) -> Any:
        spec = self.house.views.get(f"{model.model_id()}.{kind.__name__.lower()}")
        return self.overlay.spec(spec) if spec is not None else None

    def _fields(self, model: type[Record]) -> dict[str, FieldInfo]:
        found = declared_fields(model)
        workflow = self.house.workflows.get(model.model_id())
        if workflow is not None:
            states = tuple((state.name, state.label) for state in workflow.states)
            found[workflow.field] = replace(
                found[workflow.field], type="choice", source=states, readonly=True, required=False
            )
        for name, choices in CHOICES.get(model.model_id(), {}).items():
            found[name] = replace(found[name], type="choice", source=choices)
        return found | {field.name: field for field in self.overlay.custom_fields(model)}

    def _custom(self, model: type[Record]) -> tuple[FieldInfo, ...]:
        return tuple(field for field in self.fields(model).values() if field.custom)

    def _list(self, model: type[Record]) -> ListScreen:
        spec: List = self._spec(List, model) or List(model)
        named = spec.items or tuple(Item(name) for name in self._first_columns(model))
        columns = [self.field(model, item) for item in named]
        search_spec: Search | None = self._spec(Search, model)
        filters = (
            [self.field(model, item) for item in search_spec.items]
            if search_spec
            else [
                field
                for field in self.fields(model).values()
                if field.searchable and field.name != "id" and field.type not in ("json", "sealed")
            ]
        )
        known_filters = {field.name for field in filters}
        filters += [self.field(model, key) for key in self.owner_keys(model) if key not in known_filters]
        for field in self.custom(model):
            columns += [field] if field.name not in {column.name for column in columns} else []
            filters += [field] if field.name not in {known.name for known in filters} else []
        return ListScreen(
            model,
            spec.title or self.label(model),
            tuple(columns),
            tuple(filters),
            tuple(spec.search.split()) or (self._first_text(model) if not spec.columns else ()),
            spec.order,
            spec.views,
            spec.apart,
            spec.actions,
            spec.edit,
            spec.onward,
        )

    def _columns(self, model: type[Record]) -> dict[str, FieldInfo]:
        screen, form = self.list(model), self.form(model)
        further = [
            field
            for field in (*screen.filters, *form.fields)
            if field.type not in ("long", "json", "sealed") and not field.many and "." not in field.name
        ]
        # a relation stands in a form under its own name and in a filter under that of its key
        keys = {f"{field.name}_id" for field in (*screen.columns, *further) if field.type == "relation"}
        found = {field.name: field for field in screen.columns}
        for field in further:
            if field.name not in keys:
                found.setdefault(field.name, field)
        return found

    def _form(self, model: type[Record]) -> FormScreen:
        spec: Form = self._spec(Form, model) or Form(model, Section("main", None, self._typed(model)))
        parts: list[SectionScreen | LinesScreen] = []
        for part in spec.parts:
            if isinstance(part, Lines):
                fields = tuple(self.field(part.model, item) for item in items(part.fields))
                parts.append(LinesScreen(part, fields))
            else:
                fields = tuple(self.field(model, item) for item in part.items)
                parts.append(SectionScreen(part.name, part.title, fields))
        placed = {f.name for part in parts if isinstance(part, SectionScreen) for f in part.fields}
        added = tuple(field for field in self.custom(model) if field.name not in placed)
        if added:
            parts.append(SectionScreen("extra", _("More facts"), added))
        return FormScreen(model, spec.title or self.label(model), tuple(parts))

    def _owner_keys(self, model: type[Record]) -> tuple[str, ...]:
        lines = (
            part
            for spec in self.house.views.values()
            if isinstance(spec, Form)
            for part in spec.parts
            if isinstance(part, Lines) and part.model is model
        )
        return tuple(dict.fromkeys(part.key for part in lines))

    def _first_columns(self, model: type[Record]) -> Sequence[str]:
        shown = [
            field.name
            for field in self._column_fields(model)
            if field.type not in ("long", "json") and (not field.readonly or field.type == "choice")
        ]
        return shown[:DEFAULT_COLUMNS] or ["id"]

    def _first_text(self, model: type[Record]) -> tuple[str, ...]:
        return tuple(f.name for f in self._column_fields(model) if f.type == "text" and f.searchable)[:3]

    def _typed(self, model: type[Record]) -> str:
        return " ".join(f.name for f in self._column_fields(model) if not f.readonly and f.type != "json")

    def _column_fields(self, model: type[Record]) -> Sequence[FieldInfo]:
        """Fields that are columns, the place last."""
        own = [f for f in self.fields(model).values() if f.name in model.__mapper__.column_attrs]
        return sorted(own, key=lambda field: field.name == "division_code")


def screens() -> Screens:
    """The screens of the running application."""
    found: Screens = current_app.extensions["screens"]
    return found
