"""The page on which those at the table sign an issued agreement, with a finger, a pen or a mouse, or from a scan."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from flask import redirect, request
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.document.handwriting import MOST_MB, read_picture
from app.document.kinds import NotTaken
from app.view.calling import called
from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.screen_view import say_refused
from app.view.show_page import crumbs
from app.view.writing import commit
from app.workflow.engine import Refused
from modules.agreements.models import Agreement
from modules.agreements.services import sign
from modules.agreements.signers import signers, signing_address


class Signing(OwnPage):
    """`/agreements/<pk>/signing`: one signature a time; after the last the agreement's own page."""

    route_base = "/agreements"
    default_view = "signing"
    model = Agreement
    class_permission_name = "agreements.agreement"

    @page("/<pk>/signing", "show", methods=("GET", "POST"))
    def signing(self, pk: str) -> Any:
        """The pad; a POST puts one signature on record."""
        agreement = Interface(Agreement).get_row(pk, lock=request.method == "POST")
        require(agreement, "sign")
        waiting = signers(agreement) if agreement.status == "issued" else {}
        if not waiting:
            raise NotFound
        if request.method == "GET":
            return self.draw("signing.html", _form(agreement, waiting))
        chosen = request.form.get("who", "")
        errors: dict[str, str] = {}
        if chosen not in waiting:
            errors["who"] = gettext("Please choose who signs")
        try:
            picture = read_picture(_sent())
        except NotTaken as refused:
            errors["picture"] = str(refused)
        if errors:
            return self.draw("signing.html", _form(agreement, waiting, chosen, errors), 422)
        who = waiting[chosen][1]
        try:
            sign(agreement, **{chosen.partition("-")[0]: who}, picture=picture)
            commit(Agreement)
        except Refused as refused:
            say_refused(refused)
        if len(waiting) > 1:
            return redirect(signing_address(agreement), 303)
        return redirect(address(Agreement, "show", agreement.id), 303)


def _sent() -> bytes:
    file = request.files.get("picture")
    if file is None:
        return b""
    with closing(file):
        return file.read()


def _form(
    agreement: Agreement,
    waiting: dict[str, tuple[str, Any]],
    chosen: str = "",
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    wrong = errors or {}
    choices = [(value, words) for value, (words, _row) in waiting.items()]
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
    return {
        "title": gettext("Sign on the pad"),
        "second": called(agreement),
        "crumbs": crumbs(Agreement, gettext("Sign on the pad")),
        "sections": [{"name": "main", "title": None, "fields": fields}],
        "errors": [{"id": f"f-{name}", "text": text} for name, text in wrong.items()],
        "cancel_url": address(Agreement, "show", agreement.id),
        "buttons": [{"label": gettext("Keep the signature"), "tone": "primary"}],
        "multipart": True,
    }
