"""Where a new row belongs when nobody said so."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.model.base import Record, Scoped, db
from app.view.errors import Invalid
from app.view.form_page import places_of
from app.view.screens import screens


def give_place(model: type[Record], values: dict[str, Any]) -> None:
    """Add the place to the values of a new row: that of the row it hangs below, or the reader's only one.

    Raises:
        Invalid: there are several places to choose from.
    """
    if not issubclass(model, Scoped) or values.get("division_code"):
        return
    for key in screens().owner_keys(model):
        column = screens().field(model, key)
        owner = values.get(column.relation)
        if owner is None and values.get(key) and column.model is not None:
            owner = db.session.get(column.model, values[key])
        if isinstance(owner, Scoped):
            values["division_code"] = owner.division_code
            return
    places = places_of(model)
    if len(places) != 1:
        raise Invalid({"division_code": [gettext("Please choose a place")]})
    values["division_code"] = places[0]
