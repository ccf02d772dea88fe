"""Probable duplicates among people: the list, and two records side by side."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope, system
from app.model.base import db
from app.view.calling import called
from app.view.display import facts_of, text_of
from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.links import address
from app.view.names import place_names
from app.view.own_page import OwnPage
from app.view.screens import screens
from app.view.writing import commit
from app.workflow.engine import Refused
from modules.parties import merging
from modules.parties.models import Person, PersonMerge
from modules.parties.roles import pair_address


class Duplicates(OwnPage):
    """`/parties/duplicates/`: for those who keep the register of people."""

    route_base = "/parties/duplicates"
    default_view = "index"
    model = PersonMerge
    class_permission_name = "parties.person_merge"

    @page("/", "list")
    def index(self) -> Any:
        """Probable pairs, with the reason."""
        pairs = merging.duplicates(db.session())
        title = gettext("Duplicate records")
        drawn: dict[str, Any] = {"title": title, "crumbs": [*_crumbs(), {"label": title}], "notices": []}
        if not pairs:
            words = gettext("No two records share an ID number, or name and phone")
            return self.draw(
                "task.html", drawn | {"notices": [{"text": words, "tone": "green", "icon": "circle-check"}]}
            )
        places = place_names(person.division_code for one, other, _reason in pairs for person in (one, other))
        rows = [
            {
                "pk": f"{one.id}-{other.id}",
                "url": pair_address(one.id, other.id),
                "cells": [
                    {"value": called(one)},
                    {"value": places.get(one.division_code, "")},
                    {"value": called(other)},
                    {"value": places.get(other.division_code, "")},
                    {"value": reason},
                ],
            }
            for one, other, reason in pairs
        ]
        headings = (
            gettext("Person"),
            gettext("Place"),
            gettext("Other record"),
            gettext("Place"),
            gettext("Reason"),
        )
        table = {
            "name": "duplicates",
            "caption": title,
            "columns": [{"name": f"c{number}", "label": label} for number, label in enumerate(headings)],
            "rows": rows,
        }
        return self.draw("task.html", drawn | {"table": table, "table_title": gettext("Probably one person")})

    @page("/<one>/<other>", "list", methods=("GET", "POST"))
    def pair(self, one: str, other: str) -> Any:
        """Two records side by side; a POST merges, asks for it, approves, or undoes."""
        first, second = _person(one), _person(other)
        if request.method == "GET":
            return self.draw("task.html", _pair_page(first, second))
        keys, act = (first.id, second.id), request.form.get("act", "")
        user_id = current_user.id  # before the work of the house, which ends the reading transaction
        try:
            if act == "keep_first":
                _ask(first, second, user_id)
            elif act == "keep_second":
                _ask(second, first, user_id)
            elif act in ("approve", "undo"):
                require(PersonMerge, act)
                _decide(act, _merge_of(*keys, "asked" if act == "approve" else "done"), user_id)
            else:
                raise NotFound
        except Refused as refused:
            db.session.rollback()
            flash(refused.refusals[0].said, "danger")
        return redirect(pair_address(*keys), 303)


def _ask(survivor: Person, merged: Person, user_id: int) -> None:
    """Ask for the merge, and where nobody else need agree, merge."""
    require(PersonMerge, "c")
    at_once = not merging.needs_approval(survivor, merged)
    key = merging.ask(db.session(), survivor, merged).id
    commit(PersonMerge)
    if at_once:
        _decide("approve", key, user_id)
    else:
        flash(gettext("Numbers are on record; a second person must approve"), "warning")


def _decide(act: str, key: int, user_id: int) -> None:
    with system("merge people") as session:
        if act == "approve":
            merging.carry_out(session, key, user_id)
        else:
            merging.undo(session, key, user_id)
        session.commit()
    flash(
        gettext("The records are merged") if act == "approve" else gettext("The merge is undone"), "success"
    )


def _merge_of(one: int, other: int, state: str) -> int:
    """The merge of two records in a state, as far as the reader may see it."""
    merge = _find_merge(one, other)
    if merge is None or merge.state != state:
        raise NotFound
    return merge.id


def _find_merge(one: int, other: int) -> PersonMerge | None:
    """The newest merge of two records."""
    pair = (one, other)
    asked = select(PersonMerge).where(PersonMerge.survivor_id.in_(pair), PersonMerge.merged_id.in_(pair))
    return db.session.scalars(asked.order_by(PersonMerge.id.desc()).limit(1)).first()


def _person(key: str) -> Person:
    person: Person = Interface(Person).get_row(key)
    return person


def _pair_page(one: Person, other: Person) -> dict[str, Any]:
    fields = [field for field in screens().form(Person).fields if not field.custom]
    sides = [facts_of(fields, one, plain=True), facts_of(fields, other, plain=True)]
    rows = [
        {
            "pk": field.name,
            "cells": [
                {"value": str(field.label)},
                {"value": text_of(left)},
                {"value": text_of(right), "tone": "red" if text_of(left) != text_of(right) else None},
            ],
        }
        for field, left, right in zip(fields, *sides, strict=True)
    ]
    title = gettext("Two records of one person?")
    headings = (gettext("Fact"), f"{called(one)} {one.id}", f"{called(other)} {other.id}")
    merge = _find_merge(one.id, other.id)
    return {
        "title": title,
        "crumbs": [
            *_crumbs(),
            {
                "label": gettext("Duplicate records"),
                "url": address(Person, "list").removesuffix("person/list/") + "duplicates/",
            },
            {"label": title},
        ],
        "notices": _notices(one, other, merge),
        "table": {
            "name": "pair",
            "caption": title,
            "columns": [{"name": f"c{number}", "label": label} for number, label in enumerate(headings)],
            "rows": rows,
            "density": "compact",
        },
        "table_title": gettext("Side by side"),
        "actions": _actions(one, other, merge),
    }


def _notices(one: Person, other: Person, merge: PersonMerge | None) -> list[dict[str, Any]]:
    if merge is not None and merge.state == "asked":
        stays = gettext("Record %(key)s is to stay; a second person decides", key=merge.survivor_id)
        return [{"text": stays, "tone": "amber", "icon": "hand"}]
    if merge is not None and merge.state == "done":
        text = gettext("Merged into record %(key)s", key=merge.survivor_id)
        return [{"text": text, "tone": "green", "icon": "merge"}]
    if wrong := merging.objection(one, other):
        return [{"text": wrong, "tone": "red", "icon": "alert"}]
    words = gettext(
        "Everything that names the other record will name the one that stays; it takes over facts it does not have"
    )
    return [{"text": words, "tone": "accent", "icon": "info"}]


def _actions(one: Person, other: Person, merge: PersonMerge | None) -> list[dict[str, Any]]:
    scope = current_scope()
    state = merge.state if merge is not None else ""
    if state == "asked":
        return (
            [_button("approve", gettext("Approve the merge"), "check")]
            if scope.may("approve", PersonMerge)
            else []
        )
    if state == "done":
        return [_button("undo", gettext("Undo the merge"), "undo")] if scope.may("undo", PersonMerge) else []
    if merging.objection(one, other) or not scope.may("c", PersonMerge):
        return []
    return [
        _button("keep_first", gettext("Keep record %(key)s", key=one.id), "merge"),
        _button("keep_second", gettext("Keep record %(key)s", key=other.id), "merge"),
    ]


def _button(act: str, label: str, icon: str) -> dict[str, Any]:
    return {
        "label": label,
        "url": "",
        "method": "post",
        "icon": icon,
        "tone": "danger" if act == "undo" else "primary",
        "fields": {"act": act},
        "confirm": {"title": label},
    }


def _crumbs() -> list[dict[str, Any]]:
    return [{"label": str(screens().list(Person).title), "url": address(Person, "list")}]
