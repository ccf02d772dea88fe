"""The intake desk: one page in speaking order; filing registers and accepts."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext

from app.view.doorkeeper import page
from app.view.errors import Invalid
from app.view.form_page import form_page, places_of
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.screens import FormScreen
from app.view.typing_in import read_values
from app.view.writing import commit, refusals_in_words
from app.workflow.engine import Refused
from modules.cases import desk
from modules.cases.models import Case


class IntakeDesk(OwnPage):
    """`/desk`: who, what, where, how, then one button."""

    route_base = "/desk"
    default_view = "file"
    model = Case
    right = "c"
    class_permission_name = "cases.case"

    @page("/", "add", methods=("GET", "POST"))
    def file(self) -> Any:
        """The empty form, and filing it."""
        form = FormScreen(Case, gettext("Intake desk"), desk.sections())
        if request.method == "GET":
            return self.draw("form.html", self._page(form))
        try:
            values = read_values(form.fields, request.form)
            with refusals_in_words(Case):
                case = desk.file(values)
            commit(Case)
        except Invalid as wrong:
            return self._again(form, wrong.errors)
        except Refused as refused:
            return self._again(form, {"": [refusal.said for refusal in refused.refusals]})
        flash(gettext("Registered as %(case_no)s", case_no=case.case_no), "success")
        return redirect(address(Case, "show", case.id), 303)

    def _again(self, form: FormScreen, errors: dict[str, list[str]]) -> Any:
        return self.draw("form.html", self._page(form, raw=request.form, errors=errors), 422)

    def _page(self, form: FormScreen, **more: Any) -> dict[str, Any]:
        places = places_of(Case)
        first = {"division_code": places[0]} if places else {}
        first |= {"channel": "window", "applicant_kind": "person", "respondent_kind": "person"}
        drawn = form_page(form, values=first, back=address(Case, "list"), **more)
        drawn["title"] = gettext("Intake desk")
        drawn["crumbs"][-1]["label"] = drawn["title"]
        drawn["buttons"] = [{"label": gettext("Register"), "tone": "primary", "name": "_save", "value": "1"}]
        return drawn
