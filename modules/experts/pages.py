"""What the button of `planning.py` does."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from flask_babel import gettext, ngettext
from werkzeug.exceptions import Forbidden

from app.model.base import db
from app.view.doorkeeper import page
from app.view.errors import Conflict, Invalid
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.writing import commit, refusals_in_words
from modules.centres.services import WEEK, monday_of
from modules.experts.models import ExpertRota
from modules.experts.planning import may_plan
from modules.experts.services import copy_week


class Rota(OwnPage):
    """`/experts/rota`: planning a whole week at once."""

    route_base = "/experts/rota"
    default_view = "copy"
    model = ExpertRota
    right = "c"
    class_permission_name = "experts.expert_rota"

    @page("/<pk>/copy", "add", methods=("POST",))
    def copy(self, pk: str) -> Any:
        """Plan the week after a shift, where it lies, like the shift's own week."""
        shift = Interface(ExpertRota).get_row(pk)
        if not may_plan(shift):
            raise Forbidden
        monday, unit_id = monday_of(shift.day) + WEEK, shift.unit_id
        try:
            with refusals_in_words(ExpertRota):
                made = len(copy_week(db.session(), shift.unit, monday))
            commit(ExpertRota)
        except (Invalid, Conflict) as wrong:
            flash(str(wrong), "danger")
        else:
            flash(_said(made), "success")
        asked = {"unit_id": unit_id, "month": f"{monday:%Y-%m}"}
        return redirect(address(ExpertRota, "calendar", asked=asked), 303)


def _said(made: int) -> str:
    if not made:
        return gettext("Nothing to copy: each of these shifts is planned already")
    return ngettext("%(num)s shift planned", "%(num)s shifts planned", made)
