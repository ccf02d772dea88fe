"""The pad: those at the table sign a paper with a finger, a pen or a mouse, or from a scan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

from flask import redirect, render_template, request
from flask_appbuilder import BaseView
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.document.handwriting import MOST_MB, read_picture
from app.document.kinds import NotTaken
from app.document.signatures import still_to_sign, write_on
from app.model.base import Record
from app.model.house import house
from app.view.calling import called
from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.links import address
from app.view.papers import BASE, paper_and_row, title_of
from app.view.screen_view import say_refused
from app.view.show_page import crumbs
from app.view.writing import commit
from app.workflow.engine import Refused, record


def sign_on_pad(
    row: Record, waiting: Mapping[str, str], keep: Callable[[str, bytes], None], second: str = ""
) -> Any:
    """The page of the pad: a POST puts one signature on record, and after the last it leads to the row's own page.

    Args:
        row: what the paper is about; locked where this is a POST.
        waiting: who is still to sign, in words, by the value of the choice.
        keep: puts the signature of the one chosen on record.
        second: said beside the heading; what the row is called if not given.
    """
    if not waiting:
        raise NotFound
    second = second or called(row)
    if request.method == "GET":
        return _draw(row, second, waiting)
    chosen = request.form.get("who", "")
    errors: dict[str, str] = {}
    if chosen not in waiting:
        errors["who"] = gettext("Please choose who signs")
    try:
        picture = read_picture(_sent())
    except NotTaken as refused:
        errors["picture"] = str(refused)
    if errors:
        return _draw(row, second, waiting, chosen, errors), 422
    try:
        keep(chosen, picture)
        commit(type(row))
    except Refused as refused:
        say_refused(refused)
    if len(waiting) > 1:
        return redirect(request.path, 303)
    return redirect(address(type(row), "show", row.id), 303)


class SigningView(BaseView):
    """`/papers/sign/<uuid>`: the pad for an issued paper whose declaration says who signs it."""

    route_base = BASE

    @page("/sign/<uuid>", methods=("GET", "POST"))
    def sign(self, uuid: str) -> Any:
        """One signature a time, with its act in one commit."""
        paper, row = paper_and_row(uuid)
        require(row, "u")
        if request.method == "POST":
            row = Interface(type(row)).get_row(row.id, lock=True)
        document = house().documents.get(paper.document)
        waiting = still_to_sign(document, row, paper) if document is not None else {}

        def keep(place: str, picture: bytes) -> None:
            write_on(paper, place, picture)
            record(row, "paper_signed", note=title_of(paper), data={"place": place})

        return sign_on_pad(row, waiting, keep, f"{title_of(paper)} {called(row)}")


def _sent() -> bytes:
    file = request.files.get("picture")
    if file is None:
        return b""
    with closing(file):
        return file.read()


def _draw(
    row: Record,
    second: str,
    waiting: Mapping[str, str],
    chosen: str = "",
    errors: Mapping[str, str] | None = None,
) -> str:
    wrong = errors or {}
    choices = list(waiting.items())
    fields: list[dict[str, Any]] = [
        {
            "name": "who",
            "label": gettext("Who signs"),
            "kind": "choice",
            "required": True,
            "choices": choices,
            "value": chosen or choices[0][0],
            "wide": 12,
        },
        {
            "name": "picture",
            "label": gettext("Signature"),
            "kind": "drawing",
            "required": True,
            "accept": "image/png,image/jpeg",
            "help": gettext("Or choose a scan: PNG or JPEG, at most %(most)s MB", most=MOST_MB),
            "wide": 12,
        },
    ]
    for field in fields:
        field["errors"] = [wrong[field["name"]]] if field["name"] in wrong else []
    said = {
        "title": gettext("Sign on the pad"),
        "second": second,
        "crumbs": crumbs(type(row), gettext("Sign on the pad")),
        "sections": [{"name": "main", "title": None, "fields": fields}],
        "errors": [{"id": f"f-{name}", "text": text} for name, text in wrong.items()],
        "cancel_url": address(type(row), "show", row.id),
        "buttons": [{"label": gettext("Keep the signature"), "tone": "primary"}],
        "multipart": True,
    }
    return render_template("signing.html", page=said)
