"""Pressing arrows: one row, with its form where it asks for something, or several rows at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext, ngettext
from werkzeug.exceptions import Forbidden, NotFound

from app.access.safe_next import safe_next
from app.model.base import db
from app.view.arrows import arrow_fields, known_arrow, press, reason
from app.view.batches.choosing import chosen_keys, too_many
from app.view.calling import called
from app.view.doorkeeper import page, require
from app.view.errors import Conflict, FieldError, Invalid
from app.view.fields import FieldInfo
from app.view.form_page import summary
from app.view.hinting_views import cards_beside
from app.view.links import address
from app.view.screen_view import ScreenView, say_refused
from app.view.screens import FormScreen, SectionScreen
from app.view.show_page import crumbs
from app.view.stayed import MOST_REASONS, keep_stayed
from app.view.undoing_views import say_done
from app.view.widgets import Widget, widget
from app.view.writing import commit, refusals_in_words
from app.workflow.engine import NotAllowed, Refused, offers
from app.workflow.spec import Refusal, T

#: Rows one press may move.
MOST_ROWS = 200


class ActingViews(ScreenView):
    """Arrows. Only a POST takes one."""

    @page("/action/<arrow>/<pk>", methods=("GET", "POST"))
    def action(self, arrow: str, pk: str) -> Any:
        """The form of an arrow, and taking it; then back to the row, or to the page that sent one here."""
        known = known_arrow(self.model, arrow)
        require(self.model, arrow)
        row = self.rows.get_row(pk, lock=request.method == "POST")
        require(row, arrow)
        if request.method == "GET":
            return self._form(row, known)
        try:
            with refusals_in_words(self.model):
                press(row, known, request.form)
            commit(self.model)
        except NotAllowed:
            raise Forbidden from None
        except Conflict:
            flash(gettext("Someone saved before you; please look again"), "danger")
        except FieldError as wrong:
            return self._form(self.rows.get_row(pk), known, {"note": [str(wrong)]})
        except Invalid as wrong:
            return self._form(self.rows.get_row(pk), known, wrong.errors)
        except Refused as refused:
            if known.fields:
                return self._form(self.rows.get_row(pk), known, {}, refused.refusals)
            say_refused(refused)
        else:
            say_done(self.model, known, (row.id,))
        return redirect(safe_next(address(self.model, "show", pk)), 303)

    @page("/bulk/<arrow>", methods=("POST",))
    def bulk(self, arrow: str) -> Any:
        """One arrow on the chosen rows, then back to their list; each row goes or stays on its own and says why."""
        known = known_arrow(self.model, arrow)
        require(self.model, arrow)
        back = redirect(safe_next(address(self.model, "list")), 303)
        chosen = chosen_keys(self.model, MOST_ROWS)
        if len(chosen) > MOST_ROWS:
            flash(too_many(MOST_ROWS), "danger")
            return back
        told = {key: self._press_one(key, known) for key in chosen}
        commit(self.model)
        stayed = {key: why for key, why in told.items() if why}
        if done := [key for key, why in told.items() if not why]:
            say_done(self.model, known, done, ngettext("%(num)s row done", "%(num)s rows done", len(done)))
        for text, count in Counter(stayed.values()).most_common(MOST_REASONS):
            flash(
                ngettext("%(num)s row stayed: %(why)s", "%(num)s rows stayed: %(why)s", count, why=text),
                "danger",
            )
        keep_stayed(self.model, stayed)
        return back

    def _press_one(self, key: int, arrow: T) -> str:
        """Take the arrow on one row in a part of the transaction of its own; what stands in the way otherwise."""
        try:
            with refusals_in_words(self.model, undo=False), db.session.begin_nested():
                press(self.rows.get_row(key, lock=True), arrow, request.form)
        except NotFound:
            return gettext("Not found")
        except Refused as error:
            return error.refusals[0].said
        except Conflict:
            return gettext("Someone saved before you; please look again")
        except Invalid as wrong:
            return next(text for texts in wrong.errors.values() for text in texts)
        except FieldError as wrong:
            return str(wrong)
        return ""

    def _form(
        self,
        row: Any,
        arrow: T,
        errors: dict[str, list[str]] | None = None,
        refused: Sequence[Refusal] = (),
    ) -> Any:
        """What an arrow asks for, on a page of its own, and what stands in its way."""
        again = errors is not None
        fields = arrow_fields(self.model, arrow)
        controls = [
            widget(
                self.model,
                field,
                request.form.get(field.name) if again else _at_first(row, field),
                row=row,
                errors=(errors or {}).get(field.name),
                arrow=arrow.name,
            )
            for field in fields
        ]
        controls.append(_note(arrow, request.form.get("note", ""), (errors or {}).get("note")))
        offer = next((offer for offer in offers(row) if offer.arrow.name == arrow.name), None)
        stands = refused or (offer.refusals if offer is not None else ())
        form = FormScreen(self.model, arrow.label, (SectionScreen("arrow", None, fields),))
        title = called(row)
        return self.draw(
            "form.html",
            {
                "title": str(arrow.label),
                "second": title,
                "crumbs": [*crumbs(self.model), {"label": title, "url": address(self.model, "show", row.id)}],
                "sections": [{"name": "arrow", "title": None, "fields": controls}],
                "rail": cards_beside(row, arrow.name),
                "errors": summary(errors or {}, form)
                or [_stands(row, refusal, fields) for refusal in stands],
                "cancel_url": safe_next(address(self.model, "show", row.id)),
                "buttons": [{"label": str(arrow.label), "tone": "danger" if arrow.danger else "primary"}],
            },
            422 if again else 200,
        )


def _at_first(row: Any, field: FieldInfo) -> Any:
    """What stands in a field of an arrow before anybody has typed."""
    return field.first(row) if field.first is not None else getattr(row, field.name, None)


def _stands(row: Any, refusal: Refusal, fields: tuple[FieldInfo, ...]) -> dict[str, str]:
    """A refusal on an arrow's form: it leads to the control it speaks of, or to its part of the row's page."""
    said = reason(refusal)
    link = said["url"]
    name = link.removeprefix("#")
    if name in {"note", *(field.name for field in fields)}:
        return {"text": said["text"], "id": f"f-{name}"}
    return {
        "text": said["text"],
        "id": "",
        "url": address(type(row), "show", row.id) + link if name != link else link,
    }


def _note(arrow: T, typed: str, errors: list[str] | None) -> Widget:
    label = gettext("Reason") if arrow.reason else gettext("Remark")
    return {
        "name": "note",
        "label": label,
        "kind": "textarea",
        "rows": 3,
        "maxlength": 2000,
        "required": arrow.reason,
        "value": typed,
        "errors": errors or [],
    }
