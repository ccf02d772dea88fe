"""`/drafts/…`: what the pages of forms ask while somebody types, and what a form says of its draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import jsonify, redirect, request
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.model.base import db
from app.view import typed
from app.view.doorkeeper import page
from app.view.due import short_moment
from app.view.errors import FieldError
from app.view.fields import FieldInfo
from app.view.models import Typed
from app.view.own_page import OwnPage

BASE = "/drafts"


class Drafts(OwnPage):
    """A person's own drafts; whose they are is the row gate's to say."""

    route_base = BASE
    default_view = "sent"
    model = Typed

    @page("/<once>")
    def sent(self, once: str) -> Any:
        """Whether a form was saved, for the copy a browser still keeps of it."""
        return jsonify({"saved": typed.led(once)})

    @page("/<once>/keep", methods=("POST",))
    def keep(self, once: str) -> Any:
        """Keep what stands in a form."""
        try:
            draft = typed.keep(once, request.form.get("form", ""), request.form)
            db.session.commit()
        except FieldError as wrong:
            db.session.rollback()
            return jsonify({"message": str(wrong)}), 422
        except IntegrityError:  # the same draft came twice at once; the other one is kept
            db.session.rollback()
            return jsonify({"message": ""}), 409
        return jsonify(
            {"text": gettext("Draft kept at %(time)s", time=f"{draft.kept_at:%H:%M}") if draft else ""}
        )

    @page("/<once>/drop", methods=("POST",))
    def drop(self, once: str) -> Any:
        """Throw a draft away."""
        form = typed.drop(once)
        if not form:
            raise NotFound
        db.session.commit()
        return redirect(f"{request.script_root}{form}", 303)


def kept_form(fields: Iterable[FieldInfo], raw: MultiDict[str, str] | None) -> dict[str, Any]:
    """What a form needs so that nothing typed is lost: its word, where drafts go, and a draft left from before.

    Args:
        fields: the fields of the form; sealed ones are no part of the copy in the browser.
        raw: what was typed, when the form comes back or a draft is taken up.
    """
    once = typed.word_for(raw)
    private = [field.name for field in fields if field.type == "sealed" or field.mask in ("id", "phone")]
    keep = {
        "url": f"{request.script_root}{BASE}/{once}",
        "key": typed.copy_key(current_user.id),
        "who": current_user.id,
        "private": " ".join(private),
    }
    return {typed.ONCE: once, "keep": keep, "draft": _offer() if raw is None else None}


def _offer() -> dict[str, Any] | None:
    draft = typed.latest(request.path)
    if draft is None:
        return None
    again = urlencode({**request.args.to_dict(), typed.TAKE_UP: draft.once})
    return {
        "title": gettext("A draft of %(time)s is left here", time=short_moment(draft.kept_at)),
        "text": gettext("It was not saved."),
        "tone": "accent",
        "icon": "info",
        "actions": [
            {"label": gettext("Go on with it"), "url": f"?{again}", "tone": "primary"},
            {
                "label": gettext("Throw it away"),
                "url": f"{request.script_root}{BASE}/{draft.once}/drop",
                "method": "post",
            },
        ],
    }
