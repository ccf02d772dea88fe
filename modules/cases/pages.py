"""The intake desk: one page in speaking order, hints beside it; filing registers and accepts."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.document.service import papers_of, standing
from app.model.base import db
from app.model.house import house
from app.view.doorkeeper import page, require
from app.view.drafts import kept_form
from app.view.errors import Invalid
from app.view.form_page import form_page, places_of
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.papers import file_address, issue_paper
from app.view.screens import FormScreen
from app.view.typed import Press, SentBefore, taken_up
from app.view.typing_in import read_values
from app.view.writing import commit, refusals_in_words
from app.workflow.engine import Refused
from modules.cases import desk
from modules.cases.hints import hints
from modules.cases.models import Case


class IntakeDesk(OwnPage):
    """`/desk`: who, what, against whom, where, which kind, how, then one button."""

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
            return self.draw("form.html", self._page(form, filed=request.args.get("filed", ""), raw=taken_up()))
        try:
            press = Press()
            values = read_values(form.fields, request.form)
            with refusals_in_words(Case):
                case = desk.file(values)
            next_one = url_for(".file", filed=case.id)
            press.settle(next_one if "_next" in request.form else address(Case, "show", case.id))
            commit(Case)
        except SentBefore as before:
            return before.answer
        except Invalid as wrong:
            return self._again(form, wrong.errors)
        except Refused as refused:
            return self._again(form, {"": [refusal.said for refusal in refused.refusals]})
        if "_next" in request.form:
            return redirect(next_one, 303)
        flash(gettext("Registered as %(case_no)s", case_no=case.case_no), "success")
        return redirect(address(Case, "show", case.id), 303)

    @page("/hints", "add", methods=("POST",))
    def hints(self) -> Any:
        """The cards beside the form, from what is typed so far."""
        return self.draw("hints.html", {"cards": hints(request.form)})

    @page("/receipt/<pk>", "add", methods=("POST",))
    def receipt(self, pk: str) -> Response:
        """The receipt of a case, to be printed; issued when it is asked for the first time."""
        case = Interface(Case).get_row(pk)
        require(case, "u")
        document = house().documents["cases.receipt"]
        paper = standing(document, papers_of(case)) or issue_paper(document, case)
        return redirect(file_address(paper) if paper else address(Case, "show", case.id), 303)

    def _again(self, form: FormScreen, errors: dict[str, list[str]]) -> Any:
        db.session.rollback()
        return self.draw("form.html", self._page(form, raw=request.form, errors=errors), 422)

    def _page(
        self, form: FormScreen, *, filed: str = "", raw: MultiDict[str, str] | None = None, **more: Any
    ) -> dict[str, Any]:
        places = places_of(Case)
        first = {"division_code": places[0]} if places else {}
        first |= {"channel": "window", "urgency": "normal", "scale": "01"}
        first |= {f"{role}_kind": "person" for role in desk.SIDES}
        drawn = form_page(form, values=first, raw=raw, back=address(Case, "list"), **more)
        drawn |= kept_form(form.fields, raw)
        drawn["title"] = gettext("Intake desk")
        drawn["crumbs"][-1]["label"] = drawn["title"]
        for number, section in enumerate(drawn["sections"], 1):
            section["number"] = number
            for field in section["fields"]:
                field |= desk.DRAWN.get(field["name"], {})
        drawn["sections"][0]["fields"][1]["autofocus"] = not more.get("errors")
        drawn["hints_url"] = url_for(".hints")
        drawn["buttons"] = [
            {"label": gettext("Register and open"), "name": "_save", "value": "1"},
            {"label": gettext("Register, call the next"), "tone": "primary", "name": "_next", "value": "1"},
        ]
        if filed:
            drawn["filed"] = self._filed(filed)
        return drawn

    def _filed(self, pk: str) -> dict[str, Any]:
        """What was registered a moment ago, with its receipt."""
        case = Interface(Case).get_row(pk)
        return {
            "title": gettext("Registered as %(case_no)s", case_no=case.case_no),
            "text": case.title,
            "actions": [
                {
                    "label": gettext("Print the receipt"),
                    "icon": "print",
                    "method": "post",
                    "url": url_for(".receipt", pk=case.id),
                },
                {"label": gettext("Open"), "url": address(Case, "show", case.id)},
            ],
        }
