"""The course of an expert consultation: asked, accepted or declined, answered with a paper, rated."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.clock.spec import Clock
from app.model.moment import now
from app.workflow.spec import State, T, Workflow
from modules.counsel.models import OPEN, RATINGS, ExpertConsultation
from modules.counsel.services import no_tie

OPINION = (
    {"name": "opinion", "label": _("Opinion"), "type": "long", "max_length": 20000, "required": True},
    {"name": "basis", "label": _("Basis and materials"), "type": "long", "max_length": 4000},
)
RATING = (
    {
        "name": "rating",
        "label": _("Rating"),
        "type": "choice",
        "choices": tuple(RATINGS.items()),
        "required": True,
    },
    {"name": "remark", "label": _("Remark"), "type": "long", "max_length": 500},
)


def write_opinion(consultation: ExpertConsultation, data: dict[str, Any]) -> None:
    """Keep the expert's own words and the moment."""
    consultation.opinion, consultation.basis = data["opinion"], data.get("basis") or None
    consultation.answered_at = now()


def write_rating(consultation: ExpertConsultation, data: dict[str, Any]) -> None:
    """Keep how helpful the advice was."""
    consultation.rating, consultation.remark = data["rating"], data.get("remark") or None


WORKFLOW = Workflow(
    ExpertConsultation,
    field="status",
    start="asked",
    states=(
        State("asked", _("Asked"), "am", "school"),
        State("accepted", _("Taken on"), "ac", "edit"),
        State("answered", _("Answered"), "ac", "paper"),
        State("closed", _("Rated and closed"), "gn", "done"),
        State("declined", _("Declined"), "rd", "undo"),
        State("recalled", _("Recalled"), "nt", "stop"),
    ),
    transitions=(
        T("accept", "asked", "accepted", _("Take on"), guard=no_tie, primary=True),
        T(
            "answer",
            "accepted",
            "answered",
            _("Give an opinion"),
            guard=no_tie,
            effect=write_opinion,
            fields=OPINION,
            clocks=(Clock(stop="expert_answer"),),
            paper="counsel.opinion",
            primary=True,
        ),
        T(
            "rate",
            "answered",
            "closed",
            _("Rate and close"),
            effect=write_rating,
            fields=RATING,
            primary=True,
        ),
        T(
            "decline",
            OPEN,
            "declined",
            _("Decline"),
            reason=True,
            clocks=(Clock(call_off="expert_answer"),),
            danger=True,
        ),
        T(
            "recall",
            OPEN,
            "recalled",
            _("Recall the question"),
            reason=True,
            clocks=(Clock(call_off="expert_answer"),),
            danger=True,
        ),
    ),
)
