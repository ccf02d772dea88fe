"""What a person is here, on the person's page: grid worker, mediator, expert; and the records merged into theirs."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select

from app.access.scope import current_scope
from app.model.base import Record, db
from app.view.links import address, has_screens
from app.view.names import place_names
from app.view.screens import screens
from modules.parties.models import Colleague, Person, PersonMerge

#: Rows of one kind that are shown.
_MOST = 20


def roles_of(person: Person) -> list[dict[str, Any]]:
    """Every row of staff that is this person and that the reader may read, each with a link."""
    rows: list[Any] = []
    for model in _kinds():
        if current_scope().may("r", model):
            asked = select(model).where(model.person_id == person.id).order_by(model.id).limit(_MOST)
            rows += db.session.scalars(asked)
    if not rows:
        return []
    places = place_names(row.division_code for row in rows)
    drawn = [
        {
            "pk": f"{row.model_id()}-{row.id}",
            "url": address(type(row), "show", row.id),
            "cells": [
                {"value": str(screens().label(type(row)))},
                {"value": places.get(row.division_code, row.division_code)},
            ],
        }
        for row in rows
    ]
    columns = [{"name": "role", "label": gettext("Works as")}, {"name": "place", "label": gettext("Place")}]
    return [_part("roles", gettext("Works as"), columns, drawn)]


def merges_of(person: Person) -> list[dict[str, Any]]:
    """The records merged into this one, or the one it was merged into."""
    if not current_scope().may("r", PersonMerge):
        return []
    asked = select(PersonMerge).where(
        or_(PersonMerge.survivor_id == person.id, PersonMerge.merged_id == person.id)
    )
    merges = db.session.scalars(asked.order_by(PersonMerge.id.desc()).limit(_MOST)).all()
    if not merges:
        return []
    states = PersonMerge.CHOICES["state"]
    drawn = []
    for merge in merges:
        other = merge.merged if merge.survivor_id == person.id else merge.survivor
        said = other.name if other is not None else ""
        cells = [{"value": said}, {"value": str(states[merge.state])}]
        url = pair_address(merge.survivor_id, merge.merged_id)
        drawn.append({"pk": merge.id, "url": url, "cells": cells})
    columns = [
        {"name": "other", "label": gettext("Other record")},
        {"name": "state", "label": gettext("State")},
    ]
    return [_part("merges", gettext("Duplicate records"), columns, drawn)]


def to_duplicates(person: Person) -> dict[str, Any] | None:
    """On a record that was merged, the way to the one that stays."""
    if person.merged_into_id is None:
        return None
    url = address(Person, "show", person.merged_into_id)
    return {"name": "survivor", "label": gettext("To the record that stays"), "url": url, "icon": "merge"}


def pair_address(one: int, other: int) -> str:
    """The page on which two records stand side by side."""
    return address(Person, "list").removesuffix("person/list/") + f"duplicates/{one}/{other}"


def _part(name: str, title: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]]) -> dict[str, Any]:
    table = {"name": name, "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"name": name, "title": title, "count": len(rows), "table": table}


def _kinds() -> list[Any]:
    kinds = [mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, Colleague)]
    return sorted((model for model in kinds if has_screens(model)), key=lambda model: str(model.model_id()))
