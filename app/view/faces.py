"""The faces of a list: a table, a board, a calendar, a map. All keep the filters in force."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext

from app.model.base import Record
from app.view.links import address
from app.view.screens import screens

#: Parameters that belong to one page of one face only.
_OWN = frozenset(("cursor", "month", "order", "psize"))


def face_links(model: type[Record], current: str) -> list[dict[str, Any]]:
    """The faces of a model's rows as `view_faces` draws them; none where a table is all there is.

    Args:
        current: the face one is looking at: `list`, `board`, `calendar` or `map`.
    """
    known = screens()
    faces = [("list", gettext("List"), "list")]
    if known.board(model) is not None:
        faces.append(("board", gettext("Board"), "board"))
    if known.calendar(model) is not None:
        faces.append(("calendar", gettext("Calendar"), "calendar"))
    if known.map(model) is not None:
        faces.append(("map", gettext("Map"), "grid"))
    if len(faces) == 1:
        return []
    return [
        {"label": label, "icon": icon, "url": address(model, face, asked=in_force()), "current": face == current}
        for face, label, icon in faces
    ]


def in_force() -> dict[str, Any]:
    """What the rows of this page are narrowed by, for the address of another page of them."""
    return {name: texts for name, texts in request.args.lists() if name not in _OWN}
