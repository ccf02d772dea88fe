"""What the papers of a mediation and of its agreement share."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.view.calling import called
from modules.cases.papers import paper_parties
from modules.mediation.models import Mediation
from modules.mediation.services import mediators_of


def mediator_words(mediator: Any, of: Any) -> str:
    """How the pad names a mediator, in full for the readers of a row."""
    return f"{called(mediator, of=of)}（{gettext('Mediator')}）"


def head(mediation: Mediation) -> dict[str, Any]:
    """What every paper of a mediation begins with."""
    return {
        "committee": {"name": mediation.committee.unit.name},
        "parties": paper_parties(mediation.case),
        "mediators": [
            {"key": f"mediator-{mediator.id}", "name": str(mediator)} for mediator in mediators_of(mediation)
        ],
        "dispute_type": mediation.case.dispute_words or "纠纷",
    }
