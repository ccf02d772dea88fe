"""The page on which those at the table sign an issued agreement."""

from __future__ import annotations

from typing import Any

from flask import request

from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.own_page import OwnPage
from app.view.signing import sign_on_pad
from modules.agreements.models import Agreement
from modules.agreements.services import sign
from modules.agreements.signers import signers


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

        def keep(chosen: str, picture: bytes) -> None:
            sign(agreement, **{chosen.partition("-")[0]: waiting[chosen][1]}, picture=picture)

        return sign_on_pad(agreement, {value: words for value, (words, _row) in waiting.items()}, keep)
