"""Reading rows for screens and REST: one row, a page of rows, a capped count.

Nothing is kept between requests and no condition is shared between them. The row gate stands below every statement;
the conditions here only narrow what it lets through.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, tuple_
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.model.base import Record, Scoped, db
from app.view.cursor import Cursor, read_cursor
from app.view.errors import BadQuery, FieldError
from app.view.fields import FieldInfo
from app.view.filters import Asked, condition, expression, read_filters
from app.view.loading import loads
from app.view.parse import key_of
from app.view.screens import ListScreen, screens
from app.view.search import search_condition
from app.view.spec import Filter

#: Rows a page may have, the usual number first.
PAGE_SIZES = (25, 10, 50, 100)

#: Rows are counted up to here; beyond it a list says "10,000+". A list nobody has narrowed is asked for most often and
#: its number answers nobody's question: it is counted up to `UNASKED` only.
COUNTED, UNASKED = 10_000, 1_000


@dataclass(frozen=True)
class Ask:
    """What an address asks of a list, read and checked."""

    screen: ListScreen
    order: str
    size: int = PAGE_SIZES[0]
    text: str = ""
    view: str = ""
    filters: tuple[Asked, ...] = ()
    cursor: Cursor | None = None
    conditions: tuple[ColumnElement[bool], ...] = field(default=())

    @property
    def descending(self) -> bool:
        return self.order.startswith("-")

    @property
    def order_field(self) -> FieldInfo | None:
        """The order column; None when it is the key alone."""
        return _order_field(self.screen, self.order)

    @property
    def counted(self) -> int:
        """How far its first page counts the rows."""
        return COUNTED if self.text or self.filters or self.view or self.conditions else UNASKED


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and how to go on from them."""

    rows: list[Any]
    total: int | None
    next: Cursor | None = None
    previous: Cursor | None = None
    first: bool = True
    counted: int = COUNTED

    @property
    def figure(self) -> str:
        """How many rows there are, as a screen says it."""
        return figure(self.total, self.counted)


def figure(total: int | None, counted: int = COUNTED) -> str:
    """`1,284`, or `10,000+` when nobody counted further; nothing when nobody counted."""
    if total is None:
        return ""
    return f"{counted:,}+" if total > counted else f"{total:,}"


def capped(rows: Select[Any], most: int = COUNTED) -> Select[Any]:
    """How many rows a statement gives, up to one more than `most`."""
    return select(func.count()).select_from(rows.limit(most + 1).subquery())


def read_ask(screen: ListScreen, arguments: MultiDict[str, str]) -> Ask:
    """Read the parameters `q view order columns psize cursor` and the filters of a list.

    Raises:
        BadQuery: one of them cannot be meant.
    """
    screen = with_columns(screen, arguments.getlist("columns"))
    order = arguments.get("order") or screen.order
    if order != screen.order and not _orderable(screen, order):
        raise BadQuery("order")
    size = arguments.get("psize", "")
    if size and key_of(size) is None:
        raise BadQuery("psize")
    view = arguments.get("view", "")
    if view and view not in {known.name for known in screen.views}:
        raise BadQuery("view")
    ask = Ask(
        screen,
        order,
        size=min(int(size), max(PAGE_SIZES)) if size else PAGE_SIZES[0],
        text=arguments.get("q", "").strip(),
        view=view,
        filters=read_filters(screen.filters, arguments),
    )
    at = arguments.get("cursor", "")
    return replace(ask, cursor=read_cursor(at, order, ask.order_field)) if at else ask


def with_columns(screen: ListScreen, names: list[str]) -> ListScreen:
    """A list with the columns somebody chose, in their order; without names as it is.

    Args:
        names: names of columns, one or several with commas between them in each text.

    Raises:
        BadQuery: a column there is not.
    """
    names = [name for text in names for name in text.split(",") if name]
    if not names:
        return screen
    known = screens().columns(screen.model)
    if unknown := next((name for name in names if name not in known), None):
        raise BadQuery("columns", gettext("There is no column “%(name)s”", name=unknown[:40]))
    return replace(screen, columns=tuple(known[name] for name in dict.fromkeys(names)))


class Interface(SQLAInterface):
    """The rows of one model. Flask-AppBuilder knows it as the view's data model; we read through the methods here."""

    obj: type[Record]

    def get_row(self, key: Any, right: str = "r", *, lock: bool = False) -> Any:
        """One row on which the right is held.

        Args:
            key: the key as it stands in an address.
            right: a letter of `rcud` or a button.
            lock: whether the row is to be written in this transaction.

        Raises:
            NotFound: not a key, no such row, or none within the scope; the three cannot be told apart.
        """
        number = key_of(key)
        if number is None:
            raise NotFound
        statement = select(self.obj).where(self.obj.id == number)
        if right != "r" and issubclass(self.obj, Scoped):
            statement = statement.where(current_scope().criterion(self.obj, right))
        if lock and getattr(self.obj, "append_only", False):
            raise NotFound  # such rows only come; there is nothing to be written on one
        if lock:
            statement = statement.with_for_update(of=self.obj).execution_options(populate_existing=True)
        row = db.session.scalar(statement)
        if row is None:
            raise NotFound
        return row

    def page(self, ask: Ask) -> Page:
        """The rows an address asks for, with the related rows its columns show.

        One row more than the page holds is read to know whether there are others; rows are counted on the first
        page only, and only so far (`Ask.counted`).
        """
        back = ask.cursor is not None and ask.cursor.back
        statement = (
            self.ordered(ask, back=back).limit(ask.size + 1).options(*loads(self.obj, ask.screen.columns))
        )
        if ask.cursor is not None:
            statement = statement.where(_beyond(self.obj, ask, ask.cursor))
        rows, total = self._read(ask, statement)
        more = len(rows) > ask.size
        rows = rows[: ask.size]
        if back:
            rows.reverse()
        if total is None and ask.cursor is None:
            total = self.count(ask) if more else len(rows)
        has_next, has_previous = (True, more) if back else (more, ask.cursor is not None)
        return Page(
            rows,
            total,
            next=_cursor(ask, rows[-1], False, total) if rows and has_next else None,
            previous=_cursor(ask, rows[0], True, total) if rows and has_previous else None,
            first=not has_previous,
            counted=ask.counted,
        )

    def filtered(self, ask: Ask) -> Select[Any]:
        """The rows an address asks for, in no order."""
        statement = select(self.obj).where(*(condition(self.obj, asked) for asked in ask.filters))
        statement = statement.where(*ask.conditions, *_view_conditions(self.obj, ask))
        try:
            found = search_condition(self.obj, ask.screen.search, ask.text)
        except FieldError as error:
            raise BadQuery("q", str(error)) from None
        return statement.where(found) if found is not None else statement

    def ordered(self, ask: Ask, *, back: bool = False) -> Select[Any]:
        """The rows an address asks for, in their order; the key breaks ties."""
        return self.filtered(ask).order_by(*self._ordering(ask, back=back))

    def _ordering(self, ask: Ask, *, back: bool = False) -> list[Any]:
        down = ask.descending != back
        columns = (
            [self.obj.id] if ask.order_field is None else [expression(self.obj, ask.order_field), self.obj.id]
        )
        ordering = [column.desc() if down else column.asc() for column in columns]
        if ask.order_field is not None and _may_be_empty(ask.order_field):
            ordering[0] = ordering[0].nulls_first() if down else ordering[0].nulls_last()
        return ordering

    def some(self, ask: Ask, most: int) -> list[Any]:
        """The first rows in order, up to a number (files, boards)."""
        return list(
            db.session.scalars(self.ordered(ask).options(*loads(self.obj, ask.screen.columns)).limit(most))
        )

    def count(self, ask: Ask) -> int:
        """How many rows there are, up to one more than `COUNTED`."""
        return db.session.scalar(self.counted(ask, COUNTED)) or 0

    def counted(self, ask: Ask, most: int) -> Select[Any]:
        """The question how many rows there are, up to one more than `most`."""
        return capped(self.filtered(ask).with_only_columns(self.obj.id), most)

    def _read(self, ask: Ask, statement: Select[Any]) -> tuple[list[Any], int | None]:
        """The rows, and their number where it is known or comes along.

        A list nobody has narrowed has more than one page nearly always, so it is counted in the same statement.
        Looking for words is dear, so those who look get page and number from one search.
        """
        if ask.cursor is not None:
            return list(db.session.scalars(statement)), ask.cursor.total
        if ask.text:
            found = db.session.execute(self._found(ask)).all()
        elif ask.filters:
            return list(db.session.scalars(statement)), None
        else:
            counted = self.counted(ask, ask.counted).scalar_subquery()
            found = db.session.execute(statement.add_columns(counted)).all()
        return [row for row, _total in found], found[0][1] if found else 0

    def _found(self, ask: Ask) -> Select[Any]:
        """The first page of a search and the number of all it finds, up to one more than are counted."""
        ordering = self._ordering(ask)
        found = (
            self.filtered(ask)
            .with_only_columns(self.obj.id, func.row_number().over(order_by=ordering).label("place"))
            .order_by(*ordering)
            .limit(ask.counted + 1)
            .cte("found")
        )
        return (
            select(self.obj, select(func.count()).select_from(found).scalar_subquery())
            .join(found, found.c.id == self.obj.id)
            .where(found.c.place <= ask.size + 1)
            .order_by(found.c.place)
            .options(*loads(self.obj, ask.screen.columns))
        )


def _orderable(screen: ListScreen, order: str) -> bool:
    """Whether rows may be ordered so: by a column of the list as declared, or by one somebody chose."""
    name = order.removeprefix("-")
    declared = screens().list(screen.model)
    return any(found.order_field(name) is not None for found in (screen, declared))


def _order_field(screen: ListScreen, order: str) -> FieldInfo | None:
    name = order.removeprefix("-")
    if name == "id":
        return None
    return screen.order_field(name) or screens().field(screen.model, name)


def _may_be_empty(column: FieldInfo) -> bool:
    return column.nullable or column.custom


def _cursor(ask: Ask, row: Any, back: bool, total: int | None) -> Cursor:
    column = ask.order_field
    value = None if column is None else _raw(row, column)
    return Cursor(ask.order, value, row.id, back, total)


def _raw(row: Any, column: FieldInfo) -> Any:
    return row.extra.get(column.name) if column.custom else getattr(row, column.name)


def _beyond(model: Any, ask: Ask, cursor: Cursor) -> ColumnElement[bool]:
    """The rows after the cursor in reading direction; empty values stand last when rising, first when falling."""
    down = ask.descending != cursor.back
    column = ask.order_field
    by_key: ColumnElement[bool] = model.id < cursor.key if down else model.id > cursor.key
    if column is None:
        return by_key
    value = expression(model, column)
    if not _may_be_empty(column):
        here = tuple_(value, model.id)
        there = tuple_(cursor.value, cursor.key)
        found: ColumnElement[bool] = here < there if down else here > there
        return found
    if cursor.value is None:
        rest = and_(value.is_(None), by_key)
        return or_(rest, value.is_not(None)) if down else rest
    further = value < cursor.value if down else value > cursor.value
    within = or_(further, and_(value == cursor.value, by_key))
    return within if down else or_(within, value.is_(None))


def _view_conditions(model: Any, ask: Ask) -> list[ColumnElement[bool]]:
    """The conditions of the named view, and that a row is not among those that are kept apart."""
    known = {view.name: view for view in ask.screen.views}
    apart = known.get(ask.screen.apart) if ask.view != ask.screen.apart else None
    found = [not_(and_(*_conditions(model, apart)))] if apart is not None else []
    return found + _conditions(model, known[ask.view]) if ask.view in known else found


def _conditions(model: Any, view: Filter) -> list[ColumnElement[bool]]:
    """Those of a view: a mapping, or a function of the scope that gives one or SQL conditions."""
    where = view.where(current_scope()) if callable(view.where) else view.where
    if not isinstance(where, dict):
        return list(where) if isinstance(where, (list, tuple)) else [where]
    return [
        getattr(model, name).in_(tuple(value))
        if isinstance(value, (list, tuple, set, frozenset))
        else getattr(model, name) == value
        for name, value in where.items()
    ]
