"""What is said beside a form while somebody types: cards that modules give for it (`HINTS` of a `views.py`)."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.datastructures import CombinedMultiDict

from app.model.base import Record
from app.model.house import house
from app.view.doorkeeper import page
from app.view.links import address
from app.view.screen_view import ScreenView


class HintingViews(ScreenView):
    """Reads only: a form is sent to be looked at, and nothing of it is kept."""

    @page("/hints", "list", methods=("POST",))
    def hints(self) -> Any:
        """The cards beside the form of a model, from what is typed so far."""
        hints = house().hints.get(self.model.model_id(), ())
        typed = CombinedMultiDict([request.form, request.args])
        return self.draw("hints.html", {"cards": [card for hint in hints for card in hint(typed)]})


def beside(model: type[Record], key: str = "") -> dict[str, Any]:
    """Where a form asks for its cards; nothing where no module gives any.

    Args:
        model: whose form.
        key: of the row being edited, which a hint finds in `row`.
    """
    known = model.model_id() in house().hints
    return {"hints_url": address(model, "hints", asked={"row": key})} if known else {}


def cards_beside(row: Any, arrow: str = "") -> list[dict[str, Any]]:
    """The cards modules give beside the page of a row, or beside the form of one of its arrows (`BESIDE`)."""
    name = f"{type(row).model_id()}.{arrow}" if arrow else type(row).model_id()
    return [card for give in house().beside.get(name, ()) for card in give(row)]
