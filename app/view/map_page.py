"""A map as `map.html` draws it: a list of what lies where, and the picture made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from flask import request
from sqlalchemy import func, select

from app.model.base import Record, db
from app.view.calling import called
from app.view.display import cell_makers, text_of
from app.view.faces import face_links, in_force
from app.view.fields import FieldInfo
from app.view.filters import expression
from app.view.interface import Ask, Interface, read_ask
from app.view.links import address
from app.view.list_page import adding, filters_of, views_to_choose
from app.view.screens import screens
from app.view.spec import Map, items

#: Places a map shows; more of them are narrowed by a filter.
MOST_PLACES = 2000

#: Steps of colour, from few to many.
STEPS = 4


@dataclass(frozen=True)
class Told:
    """What a map tells: its places, how many rows lie on none of them, and whether there are more places."""

    places: list[dict[str, Any]]
    nowhere: int = 0
    cut: bool = False


def map_page(model: type[Record], spec: Map, rows: Interface) -> dict[str, Any]:
    """The context of a map; its filters are those of the list."""
    screen = screens().list(model)
    ask = read_ask(screen, request.args)
    told = _counted(model, spec, rows, ask) if "." in spec.shape else _each(model, spec, rows, ask)
    return {
        "title": screen.title,
        "faces": face_links(model, "map"),
        "views": views_to_choose(model, ask, request.args),
        "filters": filters_of(model, ask, request.args, "map"),
        "places": told.places,
        "drawn": any(place["shape"] for place in told.places),
        "nowhere": told.nowhere,
        "cut": told.cut,
        "counting": "." in spec.shape,
        "steps": range(1, STEPS + 1),
        "actions": adding(model),
    }


def _each(model: type[Record], spec: Map, rows: Interface, ask: Ask) -> Told:
    """Every row with its own outline."""
    shown = tuple(screens().field(model, item) for item in items(spec.entry)) or ask.screen.columns[:2]
    asked = replace(ask, screen=replace(ask.screen, columns=shown), order=ask.screen.order, cursor=None)
    found = rows.some(asked, MOST_PLACES + 1)
    makers = cell_makers(shown, found[:MOST_PLACES], plain=True)
    places = []
    for row in found[:MOST_PLACES]:
        texts = [_said(field, text) for field, make in zip(shown, makers) if (text := text_of(make(row)))]
        place = _place(
            getattr(row, spec.shape), address(model, "show", row.id), texts[0] if texts else called(row)
        )
        places.append(place | {"second": "，".join(texts[1:])})
    return Told(places, cut=len(found) > MOST_PLACES)


def _counted(model: type[Record], spec: Map, rows: Interface, ask: Ask) -> Told:
    """The places the rows lie in, the fullest first, each with their number."""
    relation, _dot, column = spec.shape.partition(".")
    by = screens().field(model, relation)
    key, number = expression(model, by), func.count()
    counted = rows.filtered(ask).with_only_columns(key, number).group_by(key).order_by(number.desc(), key)
    found = [(place, count) for place, count in db.session.execute(counted)]
    keys = [place for place, _count in found if place is not None]
    beyond = set(keys[MOST_PLACES:])
    target: Any = by.model
    asked_for = select(target).where(target.id.in_(keys[:MOST_PLACES]))
    seen = {row.id: row for row in db.session.scalars(asked_for)}
    most = max((count for place, count in found if place in seen), default=1)
    foreign = next(iter(model.__mapper__.relationships[relation].local_columns)).key
    places = [
        _place(
            getattr(seen[place], column),
            address(model, "list", asked={**in_force(), str(foreign): place}),
            called(seen[place]),
        )
        | {"count": count, "step": ceil(STEPS * count / most)}
        for place, count in found
        if place in seen
    ]
    nowhere = sum(count for place, count in found if place not in seen and place not in beyond)
    return Told(places, nowhere, cut=bool(beyond))


def _said(field: FieldInfo, text: str) -> str:
    """What a field says; a bare number says what it counts."""
    return f"{field.label} {text}" if field.type in ("integer", "number", "money") else text


def _place(shape: dict[str, Any] | None, url: str, title: str) -> dict[str, Any]:
    drawn = json.dumps(shape, separators=(",", ":")) if shape else ""
    return {"shape": drawn, "url": url, "title": title, "second": "", "step": 1}
