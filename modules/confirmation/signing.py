"""The papers for the court on the pad: who is still to sign which sheet, and what follows on the last of them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.access.scope import current_scope
from app.document.service import papers_of, standing
from app.document.signatures import still_to_sign
from app.model.house import house
from app.workflow.engine import fire
from modules.cases.papers import signer_words
from modules.confirmation.guards import BUNDLE, applicants_of, papers_withdrawn
from modules.confirmation.models import Confirmation

#: What each applicant signs: the joint application, the commitment, and the address for service of its own.
SHEETS = {
    "application": _("Application for confirmation"),
    "commitment": _("Letter of commitment"),
    "service_address": _("Addresses for service"),
}


def signers(confirmation: Confirmation) -> dict[str, str]:
    """The applicants who have not signed, one after the other, each with its sheets."""
    if confirmation.status != "screened" or not current_scope().may("note_signature", confirmation):
        return {}
    waiting = [one.party for one in applicants_of(confirmation) if one.signed_on is None]
    return {
        f"{sheet}.party-{party.id}": f"{title}：{signer_words(party, confirmation, 'applicant')}"
        for party in waiting
        for sheet, title in SHEETS.items()
    }


def note_last(_session: Any, confirmation: Confirmation, event: Any, _arrow: Any) -> None:
    """An applicant with no sheet left has signed."""
    document = house().documents[BUNDLE]
    paper = standing(document, papers_of(confirmation))
    key = event.data["place"].partition(".")[2]
    if paper is None or any(
        place.endswith(f".{key}") for place in still_to_sign(document, confirmation, paper)
    ):
        return
    for one in applicants_of(confirmation):
        if f"party-{one.party_id}" == key:
            fire(confirmation, "note_signature", data={"party": one.party})


def start_over(_session: Any, confirmation: Confirmation, _event: Any, _arrow: Any) -> None:
    """Without papers there is nothing to sign: until the court has them the application is a draft again."""
    if confirmation.status in ("screened", "signed") and not papers_withdrawn(confirmation):
        fire(confirmation, "start_over")
