"""The views people keep of a list, and how each of them sees it usually."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.access.scope import current_scope, scope_of
from app.model.base import Record, db
from app.model.kept import kept
from app.view.errors import FieldError
from app.view.models import SavedView
from app.view.names import people_names

#: Parameters of an address that belong to no view: where in the list one is, and what kind of file it becomes.
NO_PART = ("cursor", "format", "saved")

#: What alone makes up how somebody sees a list usually.
USUAL = ("columns", "density")

LONGEST_NAME, LONGEST_ADDRESS = 40, 2000


@dataclass(frozen=True)
class KeptView:
    """One kept view as a list draws it."""

    id: int
    model: str
    name: str
    address: str
    mine: bool
    shared: bool
    owner: str


def views_of(model: type[Record]) -> list[KeptView]:
    """The views of a list the reader has, their own first."""
    return [view for view in _all() if view.model == model.model_id() and view.name]


def usual(model: type[Record], arguments: MultiDict[str, str]) -> MultiDict[str, str]:
    """An address as the reader sees the list usually: their columns where the address names none."""
    own = next(
        (view for view in _all() if view.model == model.model_id() and view.mine and not view.name), None
    )
    found = arguments.copy()
    for name, text in parse_qsl(own.address) if own else ():
        if name not in arguments:
            found.add(name, text)
    return found


def address_of(arguments: MultiDict[str, str]) -> str:
    """The parameters of an address that a view keeps."""
    return urlencode([pair for pair in arguments.items(multi=True) if pair[0] not in NO_PART])


def keep_usual(model: type[Record], asked: MultiDict[str, str]) -> None:
    """Keep how the reader wants to see a list from now on; nothing chosen is the list as it is declared."""
    pairs = [(name, ",".join(asked.getlist(name))) for name in USUAL if asked.get(name)]
    own = _own(model, "")
    if own is None and pairs:
        own = SavedView(model=model.model_id(), name="")
        db.session.add(own)
    if own is not None and pairs:
        own.address = urlencode(pairs)
    elif own is not None:
        db.session.delete(own)


def keep_view(model: type[Record], name: str, address: str, shared: bool) -> SavedView:
    """Keep a list under a name; a view of one's own of that name is replaced. The caller commits.

    Raises:
        FieldError: the name or the address cannot be kept, as a sentence.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise FieldError(
            gettext("Please give the view a name of at most %(most)s characters", most=LONGEST_NAME)
        )
    if len(address) > LONGEST_ADDRESS:
        raise FieldError(gettext("This list is asked for in too many words to be kept"))
    view = _own(model, name) or SavedView(model=model.model_id(), name=name)
    view.address = address
    view.shared_code = next(iter(current_scope().codes), None) if shared else None
    db.session.add(view)
    return view


def drop_view(model: type[Record], key: int) -> bool:
    """Forget a view of one's own; whether there was one. The caller commits."""
    found = select(SavedView).where(SavedView.model == model.model_id(), SavedView.id == key)
    view = db.session.scalars(found).first()
    if view is None or view.owner_id != current_scope().user_id:
        return False
    db.session.delete(view)
    return True


def _own(model: type[Record], name: str) -> SavedView | None:
    mine = SavedView.owner_id == current_scope().user_id
    found = select(SavedView).where(SavedView.model == model.model_id(), SavedView.name == name, mine)
    return db.session.scalars(found).first()


def _all() -> list[KeptView]:
    """Everything the reader has kept or is given, from memory."""
    scope = current_scope()
    return kept(db.session(), f"views {scope.user_id} {scope.codes}", _load)


def _load(session: Session) -> list[KeptView]:
    me = scope_of(session).user_id
    rows: list[Any] = list(session.scalars(select(SavedView).order_by(SavedView.id)))
    names = people_names({row.owner_id for row in rows if row.owner_id != me})
    views = [
        KeptView(
            row.id,
            row.model,
            row.name,
            row.address,
            row.owner_id == me,
            row.shared_code is not None,
            names.get(row.owner_id, ""),
        )
        for row in rows
    ]
    return sorted(views, key=lambda view: (not view.mine, view.id))
