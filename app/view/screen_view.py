"""What every model's view shares: a Flask-AppBuilder ModelView without its forms, filters and widgets."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template
from flask_appbuilder import ModelView
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from app.model.base import Record
from app.model.house import house
from app.view.interface import Interface
from app.view.links import address
from app.workflow.engine import Refused


class ScreenView(ModelView):
    """Base of the views made from specs.

    Flask-AppBuilder registers the routes as a blueprint and knows the permissions; its shared filters, form classes and
    Python widgets, which differ between requests and threads, are never made.
    """

    model: type[Record]
    datamodel: Interface

    def _init_properties(self) -> None:
        """Nothing is worked out here: screens are resolved by `Screens`."""

    def _init_forms(self) -> None:
        """Forms are plain fields, made for each request."""

    def _init_titles(self) -> None:
        """Titles come from specs."""

    def get_uninit_inner_views(self) -> list[Any]:
        """Rows below a row are drawn by the page itself."""
        return []

    @property
    def rows(self) -> Interface:
        """The rows of the model."""
        return self.datamodel

    def draw(self, template: str, page: dict[str, Any], status: int = 200) -> tuple[str, int]:
        """A page of the house."""
        return render_template(template, page=page), status

    def draw_form(self, form: dict[str, Any], status: int = 200, *, row: Any = None) -> tuple[str, int]:
        """A form of the model, on a page of its own or inside the page it was opened from (`FRAMES` of a `views.py`).

        Args:
            form: what `form.html` is given.
            row: the row it changes; None for a new one.
        """
        frame = house().frames.get(self.model.model_id())
        template, page = (frame and frame(form, row)) or ("form.html", form)
        return self.draw(template, page, status)

    def to_row(self, row: Any) -> Response:
        """Back to a row's page after a write; the row is not read again for its key."""
        key = inspect(row).identity[0]
        return redirect(address(self.model, "show", key), 303)


def say_refused(error: Refused) -> None:
    """Show why something was not done."""
    for refusal in error.refusals:
        flash(refusal.said, "danger")
