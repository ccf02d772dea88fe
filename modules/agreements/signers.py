"""Who is still to sign an agreement, and the button that leads to the pad."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext

from app.access.scope import current_scope
from modules.agreements.models import Agreement
from modules.agreements.reading import unsigned
from modules.cases.models import CaseParty
from modules.cases.papers import signer_words
from modules.mediation.papers import mediator_words


def to_signing(agreement: Agreement) -> dict[str, Any] | None:
    """The button, while somebody is still to sign."""
    if agreement.status != "issued" or not current_scope().may("sign", agreement):
        return None
    return {"label": gettext("Sign on the pad"), "url": signing_address(agreement), "icon": "edit"}


def signing_address(agreement: Agreement) -> str:
    """The page with the pad."""
    return url_for("agreements_signing.signing", pk=agreement.id)


def signers(agreement: Agreement) -> dict[str, tuple[str, Any]]:
    """Who is still to sign: their words in the form's choice, and the row, by the value of the choice."""
    found = {}
    for one in unsigned(agreement):
        kind, words = ("party", signer_words) if isinstance(one, CaseParty) else ("mediator", mediator_words)
        found[f"{kind}-{one.id}"] = (words(one, agreement.mediation), one)  # type: ignore[attr-defined]
    return found
