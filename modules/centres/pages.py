"""What the button of `roster.py` does."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest, Forbidden

from app.model.base import db
from app.view.doorkeeper import page
from app.view.errors import Conflict, Invalid
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.writing import commit, refusals_in_words
from modules.centres.models import Centre, Duty
from modules.centres.roster import may_plan
from modules.centres.services import copy_week, monday_of


class Roster(OwnPage):
    """`/centres/roster`: planning a whole week at once."""

    route_base = "/centres/roster"
    default_view = "copy"
    model = Duty
    right = "c"
    class_permission_name = "centres.duty"

    @page("/<pk>/copy", "add", methods=("POST",))
    def copy(self, pk: str) -> Any:
        """Plan the week of a day of a centre like the week before it."""
        centre = Interface(Centre).get_row(pk)
        if not may_plan(centre):
            raise Forbidden
        monday = _monday(request.form.get("monday", ""))
        unit_id = centre.unit_id
        try:
            with refusals_in_words(Duty):
                made = len(copy_week(db.session(), centre.unit, monday))
            commit(Duty)
        except (Invalid, Conflict) as wrong:
            flash(str(wrong), "danger")
        else:
            flash(_said(made), "success")
        asked = {"unit_id": unit_id, "month": f"{monday:%Y-%m}"}
        return redirect(address(Duty, "calendar", asked=asked), 303)


def _said(made: int) -> str:
    if not made:
        return gettext("Nothing to copy: each of these shifts is planned already")
    return ngettext("%(num)s shift planned", "%(num)s shifts planned", made)


def _monday(text: str) -> date:
    try:
        return monday_of(date.fromisoformat(text))
    except ValueError:
        raise BadRequest from None
