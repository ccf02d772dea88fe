"""The base of a page a module draws itself, beside the screens made from specs (the intake desk)."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_appbuilder import BaseView

from app.access.scope import Scope
from app.model.base import Record


class OwnPage(BaseView):
    """Pages over one model: methods are exposed with `app.view.doorkeeper.page`, which asks for rights on it.

    Attributes:
        model: the class whose rights open the page.
        right: the right or button that shows it in the menu.
    """

    model: type[Record]
    right = "r"

    @classmethod
    def visible(cls, scope: Scope) -> bool:
        """Whether somebody may open the page at all."""
        return scope.may(cls.right, cls.model)

    def draw(self, template: str, page: dict[str, Any], status: int = 200) -> tuple[str, int]:
        """A page of the house."""
        return render_template(template, page=page), status
