"""Words for codes that stand in the kernel's own tables: roles, levels, names of models, acts of the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from app.access.grants import PostRole
from app.access.pages.rights import LEVEL_NAMES
from app.model.base import db
from app.model.house import house
from app.view.trail_words import ACTS, PURPOSES


class LiveChoices:
    """Choices worked out anew whenever they are gone through."""

    #: Tells `app.view.fields` to pass the list through instead of copying it.
    live = True

    def __init__(self, read: Callable[[], Iterator[tuple[str, str]]]) -> None:
        self.read = read

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return self.read()


def _roles() -> Iterator[tuple[str, str]]:
    rows = db.session.execute(select(PostRole.name, PostRole.label).order_by(PostRole.position, PostRole.id))
    for name, label in rows:
        yield name, gettext(label)


def _models() -> Iterator[tuple[str, str]]:
    screens = current_app.extensions["screens"]
    for model_id, model in house().models.items():
        yield model_id, str(screens.label(model))


def _purposes() -> Iterator[tuple[str, str]]:
    """Those with words of their own, then what is done to each module."""
    for purpose, words in PURPOSES.items():
        yield purpose, str(words)
    labels = {"kernel": gettext("Kernel")} | {m.name: gettext(m.label) for m in house().modules.values()}
    for name, label in labels.items():
        yield f"install {name}", gettext("Installing: %(what)s", what=label)
        yield f"uninstall {name}", gettext("Removing: %(what)s", what=label)
        yield f"demo of {name}", gettext("Demo: %(what)s", what=label)


#: Choices by model and column, for tables that lie below the room that knows the words.
CHOICES: dict[str, dict[str, Any]] = {
    "org.post": {"role": LiveChoices(_roles)},
    "access.grant": {"role": LiveChoices(_roles), "level": LEVEL_NAMES, "model": LiveChoices(_models)},
    "access.audit": {"action": ACTS, "model": LiveChoices(_models), "purpose": LiveChoices(_purposes)},
}
