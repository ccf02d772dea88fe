"""What stands in the way of taking an entrustment on and of answering it."""

from __future__ import annotations

from flask_babel import gettext

from app.view.links import address
from app.workflow.spec import Refusal
from modules.cases.models import Case
from modules.docking.models import Entrustment
from modules.mediation.services import has_open


def goes_to_mediation(row: Entrustment) -> list[Refusal]:
    """Of the three classes of petitions only disputes are mediated."""
    if not row.organ_kind.sorts or row.petition_class == "dispute":
        return []
    return [
        Refusal(
            gettext("Only disputes between parties go to mediation; send the petition back by its own way"),
            address(Entrustment, "edit", row.id),
        )
    ]


def has_ended(row: Entrustment) -> list[Refusal]:
    """The answer tells an end: no mediation of the case is open any more."""
    if row.case is None or not has_open(row.case):
        return []
    return [Refusal(gettext("The mediation has not ended"), address(Case, "show", row.case.id))]
