"""The rows somebody chose in a list, one by one or all that its filters leave, and the buttons below it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import request
from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict

from app.access.safe_next import safe_next
from app.model.base import Record, db
from app.view.batches.acts import MOST
from app.view.batches.known import acts_of
from app.view.interface import Ask, Interface, Page, read_ask
from app.view.kept_views import usual
from app.view.links import batch_address
from app.view.parse import key_of
from app.view.screens import screens


def chosen_keys(model: type[Record], most: int = MOST) -> list[int]:
    """The keys the request's form chose in a list, up to one more than `most`.

    With the box `all` they are those of every row the list showed; its address came along.
    """
    if not request.form.get("all"):
        found = (key_of(text) for text in request.form.getlist("pk"))
        return list(dict.fromkeys(key for key in found if key is not None))[: most + 1]
    asked = MultiDict(parse_qsl(urlsplit(safe_next("")).query))
    asked.pop("cursor", None)
    ask = read_ask(screens().list(model), usual(model, asked))
    return keys_of(ask, most)


def keys_of(ask: Ask, most: int = MOST) -> list[int]:
    """The keys of the rows a list shows, in their order, up to one more than `most`."""
    rows = Interface(ask.screen.model).ordered(ask)
    model: Any = ask.screen.model
    return list(db.session.scalars(rows.with_only_columns(model.id).limit(most + 1)))


def batch_actions(model: type[Record]) -> list[dict[str, Any]]:
    """The buttons below a list that lead to a batch, for those who may do it."""
    return [
        {
            "label": str(act.label),
            "url": batch_address(model.model_id(), act.name),
            "icon": act.icon,
            "tone": "plain",
        }
        for act in acts_of(model)
    ]


def select_all(page: Page) -> dict[str, Any] | None:
    """The box that chooses every row of the list, where there are more than one page shows."""
    if page.total is None or page.total <= len(page.rows):
        return None
    count = page.figure
    return {"text": ngettext("All %(count)s row", "All %(count)s rows", page.total, count=count)}


def too_many(most: int = MOST) -> str:
    """What is said to whoever chose more."""
    return gettext("At most %(limit)s rows at once", limit=f"{most:,}")
