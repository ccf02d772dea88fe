"""`/inbox/`: what one was told; read, or to be told no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, jsonify, redirect, request
from flask_babel import gettext, ngettext
from sqlalchemy import delete, select, update
from werkzeug.exceptions import NotFound

from app.access.scope import Scope
from app.model.base import db
from app.model.moment import now
from app.notify.models import Notice, Silence
from app.view.answers import wants_json
from app.view.doorkeeper import page
from app.view.inbox_page import KINDS, MOST_COUNTED, VIEWS, inbox_page, silenced, unread
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.writing import commit


class Inbox(OwnPage):
    """One's own notices; the row gate knows no others."""

    route_base = "/inbox"
    default_view = "inbox"
    model = Notice

    @classmethod
    def visible(cls, scope: Scope) -> bool:
        return scope.user_id is not None

    @page("/")
    def inbox(self) -> Any:
        """Unread first."""
        view = request.args.get("kind", "")
        if view not in VIEWS:
            raise NotFound
        return self.draw("inbox.html", inbox_page(view))

    @page("/count")
    def count(self) -> Any:
        """The number on the bell, and its words."""
        number = unread()
        text = f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number or "")
        label = ngettext("%(num)s unread notice", "%(num)s unread notices", number)
        answer = jsonify({"text": text, "label": label if number else gettext("Notices")})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @page("/read/<pk>", methods=("POST",))
    def read(self, pk: str) -> Any:
        """One notice is read."""
        key = key_of(pk)
        notice = db.session.scalar(select(Notice).where(Notice.id == key)) if key is not None else None
        if notice is None:
            raise NotFound
        notice.read_at = notice.read_at or now()
        commit(Notice)
        return jsonify({}) if wants_json() else _back()

    @page("/read", methods=("POST",))
    def read_all(self) -> Any:
        """All are read; the moment names them for the way back."""
        at = now()
        db.session.execute(update(Notice).where(Notice.read_at.is_(None)).values(read_at=at))
        commit(Notice)
        back = {"url": f"{request.script_root}/inbox/unread/{at.isoformat()}"}
        said: Any = {"text": gettext("All notices are read"), "undo": back}
        flash(said, "undo")
        return _back()

    @page("/unread/<moment>", methods=("POST",))
    def unread(self, moment: str) -> Any:
        """What was read at one moment is unread again."""
        try:
            at = datetime.fromisoformat(moment)
        except ValueError:
            raise NotFound from None
        if at.tzinfo is not None:
            raise NotFound
        db.session.execute(update(Notice).where(Notice.read_at == at).values(read_at=None))
        commit(Notice)
        return jsonify({"message": gettext("The notices are unread again")})

    @page("/kinds", methods=("POST",))
    def kinds(self) -> Any:
        """What one wants to be told of."""
        off = KINDS.keys() - set(request.form.getlist("kinds"))
        before = silenced()
        db.session.execute(delete(Silence).where(Silence.kind.not_in(off)))
        db.session.add_all(Silence(kind=kind) for kind in sorted(off - before))
        commit(Silence)
        flash(gettext("Saved"), "success")
        return _back()


def _back() -> Any:
    return redirect(f"{request.script_root}/inbox/", 303)
