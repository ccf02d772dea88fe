"""`POST /reveal/<model>/<key>/<field>`: a sealed value, whole, for a minute, for a reason, on the record.

Who may press the button `reveal` of a model may look; each look is a line of the audit trail and an act in the row's
history. Personal Information Protection Law art. 6 and 51.
"""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, jsonify, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import current_user

from app.access.audit import note
from app.access.scope import current_scope
from app.access.settings import setting
from app.model.base import db
from app.model.house import house
from app.model.plain_text import TextError, plain_text
from app.model.sealed import Sealing

#: Longest reason that is kept.
_REASON = 200


class RevealView(BaseView):
    """The one way to a sealed value on a screen."""

    route_base = "/reveal"

    @expose("/<model>/<int:pk>/<field>", methods=["POST"])
    def reveal(self, model: str, pk: int, field: str) -> Any:
        """Answer `{"value", "seconds"}`, or `{"message"}` with 400, 401, 403 or 404.

        The form says `reason`, and may say `on=<model>/<key>`: the matter it is needed for, whose history then
        shows it.
        """
        if not current_user.is_authenticated:
            return _refuse(401, gettext("Please sign in"))
        try:
            reason = " ".join(plain_text(request.form.get("reason", ""), lines=True).split())[:_REASON]
        except TextError as error:
            return _refuse(400, str(error))
        row = _row(model, pk)
        if row is None or not isinstance(row, Sealing) or field not in row.sealed_columns():
            return _refuse(404, gettext("There is nothing to show"))
        if not current_scope().may("reveal", row):
            return _refuse(403, gettext("Your post does not include this step"))
        if not reason:
            return _refuse(400, gettext("Please give a reason"))
        subject: Any = _matter(request.form.get("on", "")) or row
        value = getattr(row, field)
        note("reveal", row, {"field": field, "reason": reason, "on": f"{subject.model_id()}/{subject.id}"})
        told = current_app.extensions.get("record_act")
        if told is not None:
            told(subject, "revealed", note=reason, data={"field": field, "model": model, "row": pk})
        db.session.commit()
        return jsonify(value=value or "", seconds=setting("REVEAL_SECONDS"))


def _row(model: str, pk: int) -> Any:
    """The row, if the one who asks can see it."""
    cls = house().models.get(model)
    return None if cls is None or pk > 2**63 - 1 else db.session.get(cls, pk)


def _matter(text: str) -> Any:
    model, _slash, key = text.partition("/")
    return _row(model, int(key)) if key.isascii() and key.isdigit() else None


def _refuse(status: int, message: str) -> tuple[Response, int]:
    return jsonify(message=message), status
