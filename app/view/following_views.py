"""Beside a row's course: who follows it, the button to follow, and the colleagues a note may name."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, request
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.model.base import Scoped, db
from app.notify.follow import followers, set_following
from app.notify.models import Follower
from app.view.doorkeeper import page
from app.view.links import address
from app.view.names import people_names, role_names
from app.view.parse import clean_text
from app.view.readers import offered
from app.view.screen_view import ScreenView
from app.view.writing import commit
from app.workflow.engine import root_of

#: Names said; the others are counted.
SHOWN = 8


class FollowingViews(ScreenView):
    """Following, and being called."""

    @page("/follow/<pk>", "show", methods=("POST",))
    def follow(self, pk: str) -> Any:
        """Begin to follow a row, or stop."""
        row = self.rows.get_row(pk, lock=True)
        if not can_follow(row):
            raise NotFound
        follows = request.form.get("follow") == "1"
        set_following(db.session(), row, current_scope().user_id or 0, follows)
        commit(Follower)
        words = gettext("You are told what happens here") if follows else gettext("You are no longer told")
        flash(words, "success")
        return self.to_row(row)

    @page("/callable/<pk>", "show")
    def callable(self, pk: str) -> Any:
        """Colleagues who may read the row, by what was typed after `@`."""
        row = self.rows.get_row(pk)
        text = clean_text(request.args.get("q", ""))[:30]
        found = (
            offered(db.session(), row, text, current_scope().user_id) if isinstance(row, Scoped) else []
        )
        roles = role_names(role for _key, _name, role in found)
        return jsonify(
            [{"value": key, "text": name, "second": gettext(roles[role])} for key, name, role in found]
        )


def can_follow(row: Any) -> bool:
    """Whether the reader may follow a row: one that owns its history, where they may write what follows it."""
    return (
        isinstance(row, Scoped)
        and root_of(row) is row  # type: ignore[arg-type, comparison-overlap]
        and current_scope().reaches_place(Follower, row.division_code)
    )


def following_panel(row: Any) -> dict[str, Any] | None:
    """Who follows a row, as `show.html` draws it; nothing on a row whose history is told elsewhere."""
    if root_of(row) is not row:
        return None
    known = followers(db.session(), row)
    names = people_names(known[:SHOWN])
    panel: dict[str, Any] = {
        "names": [names[key] for key in known[:SHOWN] if key in names],
        "more": max(0, len(known) - SHOWN),
    }
    if can_follow(row):
        follows = current_scope().user_id in known
        panel["action"] = {
            "label": gettext("Stop following") if follows else gettext("Follow"),
            "url": address(type(row), "follow", row.id),
            "method": "post",
            "icon": "bell",
            "fields": {"follow": "" if follows else "1"},
        }
    return panel
