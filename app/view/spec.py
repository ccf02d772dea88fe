"""The language of screens: List, Form, Search, Board, Calendar, Map, Import, Staff, Menu and the small named patches
between modules.

A spec is plain data. `app/view/fab.py` turns it into a Flask-AppBuilder ModelView and REST API; nothing here touches
a database or a request. Column and field texts are short:

    List(Case, "case_no title category:tag division_code:division status:badge due_at:due", order="-created_at")
    Form(Case, Section("matter", _("Matter"), "title summary:long category amount:money"))

`name:widget` chooses how a field is drawn (`long`, `money`, `badge`, `tag`, `due`, `division`, `masked`, `relation`,
`figure` for a number that has its name beside it on the phone…); `name*` makes it required beyond what the column says,
`name!` read-only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from app.model.base import Record


@dataclass(frozen=True)
class Item:
    """One field as a spec names it."""

    name: str
    widget: str = ""
    required: bool = False
    readonly: bool = False
    label: Any = None
    help: Any = None


def items(text: str | tuple[Any, ...]) -> tuple[Item, ...]:
    """Read `"name phone:masked due_at! title*"` into items; items already made pass through."""
    if not isinstance(text, str):
        return tuple(part if isinstance(part, Item) else items(part)[0] for part in text)
    found = []
    for word in text.split():
        name, _colon, widget = word.partition(":")
        bare = name.rstrip("*!")
        marks = name[len(bare) :] + widget[len(widget.rstrip("*!")) :]
        found.append(Item(bare, widget.rstrip("*!"), required="*" in marks, readonly="!" in marks))
    return tuple(found)


@dataclass(frozen=True)
class Section:
    """A titled group of fields on a form and its page; the name is the anchor of patches and error links."""

    name: str
    title: Any
    fields: str | tuple[Any, ...] = ""
    collapsed: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        return items(self.fields)


@dataclass(frozen=True)
class Lines:
    """Rows of another table shown and edited inside a form (instalments) or listed on its page (sessions).

    Args:
        name: the anchor.
        title: heading.
        model: the class of the lines.
        key: the column of `model` that points at the row.
        fields: columns shown.
        inline: edited inside the form of the row; otherwise listed with a link to add one.
    """

    name: str
    title: Any
    model: type[Record]
    key: str
    fields: str
    inline: bool = False


@dataclass(frozen=True)
class Filter:
    """A named view on a list ("overdue"): pill label and the conditions, as `{field: value}` or a function of scope."""

    name: str
    label: Any
    where: Any


@dataclass(frozen=True)
class Onward:
    """A button on a list that leads to a page of a module's own, which goes on with the rows the list shows.

    The list hands its address on (`view`, `q`, filters).

    Args:
        label: the button.
        view: endpoint of the page.
        icon: symbol name.
        right: the right or button on the model that shows it.
        chosen: endpoint to which the keys of chosen rows are posted (`pk`, or `all`); none without.
    """

    label: Any
    view: str
    icon: str = ""
    right: str = "u"
    chosen: str = ""


@dataclass(frozen=True)
class Spec:
    """What every screen spec has: the model it draws."""

    model: type[Record]

    @property
    def id(self) -> str:
        """`cases.case.form`: what patches anchor on."""
        return f"{self.model.model_id()}.{type(self).__name__.lower()}"


@dataclass(frozen=True)
class List(Spec):
    """A list: columns, the words it is searched by, its order and its named views.

    Args:
        columns: fields shown.
        search: text columns a word is looked for in, and relations (`case`, `case.title`); nothing else is searched.
        order: order column, `-` for newest first; the key always breaks ties.
        views: named views (pills).
        apart: the name of a view whose rows are in it alone, and in the rest of the list not.
        actions: names of arrows offered in bulk.
        edit: fields of the form that can be set for many rows at once; without it those that are plain facts of a row,
            with "" none.
        onward: pages that go on with its rows.
    """

    columns: str | tuple[Any, ...] = ""
    search: str = ""
    order: str = "-id"
    views: tuple[Filter, ...] = ()
    apart: str = ""
    actions: tuple[str, ...] = ()
    edit: str | None = None
    onward: tuple[Onward, ...] = ()
    title: Any = None

    @property
    def items(self) -> tuple[Item, ...]:
        return items(self.columns)


@dataclass(frozen=True)
class Form(Spec):
    """A form and the page of a row: sections, lines, in order."""

    parts: tuple[Section | Lines, ...] = ()
    title: Any = None

    def __init__(self, model: type[Record], *parts: Section | Lines, title: Any = None) -> None:
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "title", title)


@dataclass(frozen=True)
class Search(Spec):
    """The fields a list can be filtered by, explicitly; relations are looked up by AJAX."""

    fields: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        return items(self.fields)


@dataclass(frozen=True)
class Board(Spec):
    """A list drawn as columns of cards, one column a state."""

    column_field: str = "status"
    columns: tuple[str, ...] = ()
    card: str = ""
    order: str = "-id"


@dataclass(frozen=True)
class Day:
    """One kind of day on which a row stands in a calendar.

    Args:
        field: the column with the day or moment.
        label: what the day is to the row, said before its name ("next session"); nothing for the plain one.
        where: function that gives the SQL condition of the rows meant; all of them without.
        tone: of rows without a state, as for `app.workflow.spec.State`.
    """

    field: str
    label: Any = None
    where: Any = None
    tone: str = "ac"


@dataclass(frozen=True)
class Calendar(Spec):
    """A list drawn as the days of a month.

    Args:
        days: the kinds of days its rows stand on.
        entry: fields an entry says, the first as its title; the first two columns of the list without.
    """

    days: tuple[Day, ...] = ()
    entry: str = ""


@dataclass(frozen=True)
class Map(Spec):
    """A list drawn as outlines on a map: its rows where they lie, or how many of them lie where.

    Args:
        shape: the column with the outline as GeoJSON (`outline`), or that of a related row (`grid.outline`), which then
            stands for all rows that lie in it.
        entry: what an own row says beside the map, the first field as its title; the first two columns of the list
            without.
    """

    shape: str = "outline"
    entry: str = ""


@dataclass(frozen=True)
class Import(Spec):
    """Rows of a workbook taken in as rows of the model, by whoever may make one; a row on record is passed over, or
    takes from the file what `changes` names.

    The functions are handed plain values by the names of facts. What they leave out, the importer does for any model.

    Args:
        facts: what a column may give: fields of the model by name, or a `FieldInfo` for what is none; custom fields
            follow by themselves.
        key: the facts that name a row.
        asked: facts asked for with the file, for rows that do not give them.
        first: what stands in those fields at first.
        words: a CSV `field,word` of further words a heading may have.
        needs: function of the names chosen that gives sentences on what cannot do.
        complete: function of the values of a row that fills in what follows from the rest and gives sentences on what
            is missing.
        known: function of the values that finds the row on record.
        make: function of the values, and of the questions answered with yes, that makes the row.
        desk: instead of these two, for models of which thousands come at once: a class, made with the values of some
            rows, that looks up at once what they ask for. It has `known(values)`, which knows rows made since too, and
            `make(values, yes)`, which refuses before it adds anything and does not flush.
        questions: yes or no, asked before anything is taken in: name, label and help.
        changes: the facts, plain values as JSON has them, that a row on record takes from the file where the file gives
            them; whoever takes the import back gives it the former ones again.
        shapes: whether GeoJSON is brought too: properties are columns, the shape is the column `geometry`.
    """

    facts: Any = ""
    key: str = ""
    asked: str = "division_code:division*"
    first: Any = None
    words: Any = None
    needs: Any = None
    complete: Any = None
    known: Any = None
    make: Any = None
    desk: Any = None
    questions: tuple[tuple[str, Any, Any], ...] = ()
    changes: str = ""
    shapes: bool = False


@dataclass(frozen=True)
class Staff(Spec):
    """Rows that say who works here, each with the person (`person_id`, `name`) and the account (`account_id`).

    Administrators make the accounts of many of them at once.

    Args:
        roles: the roles their accounts may be given, the usual one first.
        serving: function of a row that tells whether the person serves today.
        unit: path from the row to the unit in which the post is held.
    """

    roles: str = ""
    serving: Any = None
    unit: str = ""


@dataclass(frozen=True)
class Page:
    """A page of its own that is not a spec of one model (the intake desk): a Flask-AppBuilder BaseView class path.

    Args:
        name: endpoint name.
        view: dotted path of a class made by the module in its `pages.py`.
    """

    name: str
    view: str


@dataclass(frozen=True)
class Menu:
    """An entry of the side menu: shown to whoever may open it, first to roles whose daily work it is (`daily`).

    `face` is the page of the model it opens: `list`, `board`, `calendar` or `map`.
    """

    group: str
    label: Any
    model: str = ""
    page: str = ""
    icon: str = ""
    position: int = 50
    daily: str = ""
    face: str = "list"


@dataclass(frozen=True)
class Change:
    """One step of a patch: `after`/`before`/`set`/`remove`/`guard`/`effect`/`state`/`arrow`, at an anchor."""

    kind: str
    anchor: str = ""
    value: Any = None


@dataclass(frozen=True)
class Patch:
    """A small named change to another module's screen or workflow.

    `Patch("cases.case.form").after("summary", Section("dispatch", …))` or
    `Patch("cases.case.close").guard(mediation_ended)`. A patch whose anchor is gone is reported, never lost.
    """

    target: str
    changes: tuple[Change, ...] = field(default_factory=tuple)

    def _with(self, change: Change) -> Patch:
        return replace(self, changes=(*self.changes, change))

    def after(self, anchor: str, value: Any) -> Patch:
        """Put a section, lines, column or menu entry after the named one."""
        return self._with(Change("after", anchor, value))

    def before(self, anchor: str, value: Any) -> Patch:
        """Put it before the named one."""
        return self._with(Change("before", anchor, value))

    def set(self, anchor: str, **values: Any) -> Patch:
        """Change attributes of the named item: label, widget, required, help."""
        return self._with(Change("set", anchor, values))

    def remove(self, anchor: str) -> Patch:
        """Hide the named item."""
        return self._with(Change("remove", anchor))

    def guard(self, guard: Any) -> Patch:
        """Add a guard to an arrow (`<model id>.<arrow>`)."""
        return self._with(Change("guard", "", guard))

    def effect(self, effect: Any) -> Patch:
        """Add an effect to an arrow."""
        return self._with(Change("effect", "", effect))

    def state(self, state: Any, *, after: str, arrows: tuple[Any, ...] = ()) -> Patch:
        """Put a state between core states of a workflow (`<model id>`)."""
        return self._with(Change("state", after, (state, arrows)))

    def arrow(self, arrow: Any) -> Patch:
        """Add an arrow between states that are there (target `<model id>`): a later module's button on this row."""
        return self._with(Change("arrow", "", arrow))
