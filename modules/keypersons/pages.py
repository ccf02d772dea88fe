"""The whole page of a key person, for a reason each time; and the figures, without a name."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.access.scope import current_scope
from app.model.base import db
from app.model.plain_text import TextError, plain_text
from app.view.display import facts_of
from app.view.doorkeeper import page, require
from app.view.form_page import summary
from app.view.interface import Interface, figure
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.screens import FormScreen, screens
from app.view.show_page import crumbs
from app.view.writing import commit
from modules.keypersons.models import KeyPerson, KeyVisit
from modules.keypersons.services import figures, look

#: Characters of a reason that are kept, and visits told on the page.
_REASON, _VISITS = 200, 20


def to_whole(row: Any) -> dict[str, Any] | None:
    """The button to the page with everything."""
    if not current_scope().may("reveal", KeyPerson):
        return None
    return {
        "name": "whole",
        "label": gettext("See everything"),
        "url": url_for("keypersons_whole.whole", pk=row.id),
        "icon": "eye",
    }


class Whole(OwnPage):
    """`/keypersons/person/<pk>`: asks for a reason, keeps it, and tells everything once."""

    route_base = "/keypersons/person"
    default_view = "whole"
    model = KeyPerson
    right = "reveal"
    class_permission_name = "keypersons.key_person"

    @page("/<pk>", "show", methods=("GET", "POST"))
    def whole(self, pk: str) -> Any:
        """The form that asks why; sent with a reason, the page. Opened again, it asks again."""
        row = Interface(KeyPerson).get_row(pk)
        require(row, "reveal")
        if request.method == "GET":
            return self._asked(row, "")
        try:
            reason = " ".join(plain_text(request.form.get("reason", ""), lines=True).split())[:_REASON]
        except TextError as error:
            return self._asked(row, str(error))
        if not reason:
            return self._asked(row, gettext("Please give a reason"))
        look(row, reason)
        told = _told(row)
        commit(KeyPerson)
        return self.draw("show.html", told)

    def _asked(self, row: KeyPerson, wrong: str) -> Any:
        label = gettext("Why do you need to see this page?")
        field = {
            "name": "reason",
            "label": label,
            "kind": "textarea",
            "rows": 2,
            "maxlength": _REASON,
            "required": True,
            "value": request.form.get("reason", ""),
            "help": gettext(
                "Your name, the time and the reason are recorded; the person concerned may ask to see them."
            ),
            "errors": [wrong] if wrong else [],
        }
        form = FormScreen(KeyPerson, label, ())
        drawn = {
            "title": gettext("See everything"),
            "crumbs": _crumbs(row),
            "sections": [{"name": "reason", "title": None, "fields": [field]}],
            "errors": summary({"reason": [wrong]} if wrong else {}, form),
            "error_title": gettext("A reason is needed first"),
            "cancel_url": address(KeyPerson, "show", row.id),
            "buttons": [{"label": gettext("Show"), "tone": "primary", "icon": "eye"}],
        }
        return self.draw("form.html", drawn, 422 if wrong else 200)


class Figures(OwnPage):
    """`/keypersons/figures/`: how many people by kind and level, for those who may open no one of them."""

    route_base = "/keypersons/figures"
    default_view = "index"
    model = KeyPerson
    right = "figures"
    class_permission_name = "keypersons.key_person"

    @page("/")
    def index(self) -> Any:
        """The figures of the reader's places."""
        require(KeyPerson, "figures")
        rows = figures(db.session())
        columns = ("kind", "level", "people", "overdue", "award")
        labels = (
            gettext("Kind of key person"),
            gettext("Level of concern"),
            gettext("People on the list"),
            gettext("Visit overdue"),
            gettext("Awards of guardians (yuan a year)"),
        )
        people, overdue = sum(row.people for row in rows), sum(row.overdue for row in rows)
        table = {
            "name": "figures",
            "caption": gettext("Figures of key persons"),
            "columns": [
                {"name": name, "label": label} | ({"kind": "number", "phone": "named"} if place > 1 else {})
                for place, (name, label) in enumerate(zip(columns, labels))
            ],
            "rows": [
                {
                    "pk": place,
                    "cells": [
                        {"value": row.kind},
                        {"value": row.level},
                        {"value": figure(row.people)},
                        {"value": figure(row.overdue), "tone": "amber" if row.overdue else None},
                        {"value": f"{row.award:,.2f}"},
                    ],
                }
                for place, row in enumerate(rows)
            ],
            "density": "compact",
        }
        title = gettext("Figures of key persons")
        return self.draw(
            "task.html",
            {
                "title": title,
                "crumbs": [{"label": title}],
                "figures": [
                    {"label": gettext("People on the list"), "value": figure(people)},
                    {
                        "label": gettext("Visit overdue"),
                        "value": figure(overdue),
                        "tone": "amber" if overdue else None,
                    },
                ],
                "table": table if rows else None,
                "table_title": gettext("By kind and level"),
                "notices": [] if rows else [{"text": gettext("Nobody is on the list"), "tone": "neutral"}],
            },
        )


def _crumbs(row: KeyPerson) -> list[dict[str, Any]]:
    title = gettext("Key person %(number)s", number=row.id)
    return [*crumbs(KeyPerson), {"label": title, "url": address(KeyPerson, "show", row.id)}]


def _told(row: KeyPerson) -> dict[str, Any]:
    """Everything: people by name, what helpers should know, the visits with what was found."""
    people = (
        (gettext("Full name"), row.person),
        (gettext("Guardian"), row.guardian),
        (gettext("Helper"), row.helper),
    )
    named = [{"kind": "text", "label": label, "value": one.name} for label, one in people if one is not None]
    named += [
        {"kind": "text", "label": gettext("Phone of %(who)s", who=label), "value": one.phone}
        for label, one in people
        if one is not None and one.phone
    ]
    if row.note:
        named.append(
            {"kind": "text", "label": gettext("What helpers should know"), "value": row.note, "wide": True}
        )
    rest = [section for section in screens().form(KeyPerson).sections if section.name not in ("who", "care")]
    sections = [{"name": "who", "title": gettext("Who"), "facts": named}]
    sections += [
        {"name": section.name, "title": section.title, "facts": facts_of(section.fields, row, plain=True)}
        for section in rest
    ]
    return {
        "title": row.person.name,
        "crumbs": _crumbs(row),
        "sections": sections,
        "related": [_visits(row)],
        "notices": [{"text": text, "tone": "amber", "icon": "warning"} for text in row.doubts()],
    }


def _visits(row: KeyPerson) -> dict[str, Any]:
    visits = db.session.scalars(
        select(KeyVisit)
        .where(KeyVisit.key_person_id == row.id)
        .options(selectinload(KeyVisit.visitor))
        .order_by(KeyVisit.visited_on.desc(), KeyVisit.id.desc())
        .limit(_VISITS)
    ).all()
    words = KeyVisit.CHOICES
    return {
        "name": "visits",
        "title": gettext("Visits"),
        "count": len(visits),
        "table": {
            "name": "visits",
            "caption": gettext("Visits"),
            "columns": [
                {"name": "visited_on", "label": gettext("Visited on")},
                {"name": "manner", "label": gettext("How one met")},
                {"name": "state", "label": gettext("How it stood")},
                {"name": "finding", "label": gettext("Finding of the visit")},
            ],
            "rows": [
                {
                    "pk": one.id,
                    "cells": [
                        {"value": f"{one.visited_on:%Y-%m-%d}"},
                        {"value": str(words["manner"].get(one.manner, one.manner))},
                        {"value": str(words["state"].get(one.state, one.state))},
                        {"value": one.finding or ""},
                    ],
                }
                for one in visits
            ],
        },
    }
