"""Taking a step back from the notice that says it is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import flash, jsonify, request
from flask_babel import gettext
from werkzeug.exceptions import Forbidden

from app.model.base import Record
from app.view.arrows import known_arrow
from app.view.doorkeeper import page, require
from app.view.links import address
from app.view.parse import key_of
from app.view.screen_view import ScreenView
from app.view.writing import commit
from app.workflow.engine import NotAllowed, Refused, workflow_of
from app.workflow.spec import T
from app.workflow.undoing import can_be_undone, undo


class UndoingViews(ScreenView):
    """Undo. All rows of one press go back together, or none."""

    @page("/undo/<arrow>", methods=("POST",))
    def undo(self, arrow: str) -> Any:
        """Take an arrow back on the rows it was just taken on."""
        known = known_arrow(self.model, arrow)
        require(self.model, arrow)
        keys = {key for text in request.args.get("pk", "").split(",") if (key := key_of(text)) is not None}
        try:
            for key in sorted(keys):
                undo(self.rows.get_row(key, lock=True), known.name)
            commit(self.model)
        except NotAllowed:
            raise Forbidden from None
        except Refused as refused:
            return jsonify({"message": refused.refusals[0].said}), 409
        said = gettext("Undone: %(what)s", what=str(known.label))
        flash(said, "success")
        return jsonify({"message": said})


def say_done(model: type[Record], arrow: T, keys: Iterable[int], said: str = "") -> None:
    """Tell that an arrow was taken on some rows, with the way back where there is one."""
    said = said or gettext("Done: %(what)s", what=str(arrow.label))
    workflow = workflow_of(model)
    if workflow is None or not can_be_undone(workflow, arrow):
        flash(said, "success")
        return
    rows = ",".join(map(str, keys))
    notice: Any = {"text": said, "undo": {"url": address(model, f"undo/{arrow.name}", asked={"pk": rows})}}
    flash(notice, "undo")
