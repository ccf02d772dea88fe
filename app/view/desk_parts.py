"""The first page of those who keep accounts and posts: how many stand how, and which posts end soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from app.access.pages.people_states import STATES, condition_of
from app.access.scope import Scope
from app.model.base import db
from app.model.moment import today
from app.org.models import Account, Post, Unit
from app.view.due import due_cell
from app.view.interface import capped, figure
from app.view.links import address
from app.view.names import division_names, people_names, role_names

Part = dict[str, list[dict[str, Any]]]

#: A post that ends within so many days is told of; so many are shown.
_SOON, _MOST = timedelta(days=30), 6


def accounts_part(scope: Scope) -> Part:
    """Accounts of the own places by state, and the units, each count capped."""
    counted = [capped(select(Account.id).where(condition_of(state))) for state in STATES]
    if scope.may("r", Unit):
        counted.append(capped(select(Unit.id).where(Unit.active.is_(True))))
    numbers = db.session.execute(select(*(rows.scalar_subquery() for rows in counted))).one()
    people = url_for("PeopleView.people")
    figures = [
        {
            "label": gettext("Accounts: %(state)s", state=str(STATES[state])),
            "value": figure(number),
            "tone": "red" if state == "locked" and number else "",
            "url": f"{people}?state={state}",
        }
        for state, number in zip(STATES, numbers)
    ]
    if scope.may("r", Unit):
        units = address(Unit, "list", asked={"active": "y"})
        figures.append({"label": gettext("Units"), "value": figure(numbers[-1]), "url": units})
    return {"figures": figures}


def posts_part(_scope: Scope) -> Part:
    """Posts that end soon, the nearest first; each leads to the account, where another may be given."""
    ends = (Post.valid_to >= today(), Post.valid_to < today() + _SOON)
    posts = db.session.scalars(select(Post).where(*ends).order_by(Post.valid_to, Post.id).limit(_MOST)).all()
    if not posts:
        return {}
    names = people_names(post.user_id for post in posts)
    roles = role_names(post.role for post in posts)
    places = division_names(post.division_code for post in posts)
    rows = []
    for post in posts:
        url = url_for("PeopleView.person", pk=post.user_id)
        cells = [
            {"value": names.get(post.user_id, "")},
            {"value": gettext(roles[post.role]), "second": places[post.division_code]},
            {"kind": "due", "value": due_cell(post.valid_to)},
        ]
        rows.append({"pk": post.id, "url": url, "cells": cells})
    title = gettext("Posts that end soon")
    labels = (gettext("Account"), gettext("Post"), gettext("Last day"))
    columns = [{"name": f"c{place}", "label": label} for place, label in enumerate(labels)]
    table = {"name": "posts", "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"blocks": [{"name": "posts", "title": title, "url": address(Post, "list"), "table": table}]}
