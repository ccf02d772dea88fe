"""The paper of expert advice: the opinion (G13)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.workflow.spec import Refusal
from modules.cases.papers import ROLE_WORDS
from modules.counsel.matters import facts_of
from modules.counsel.models import ExpertConsultation

#: The words of the form, which are Chinese in every language of the screens.
CHOSEN_WORDS = {"parties": "当事人选择", "dispatcher": "治理中心指定"}
CHANNEL_WORDS = {"online": "线上", "window": "窗口", "phone": "电话", "video": "视频"}


def opinion(consultation: ExpertConsultation) -> dict[str, Any]:
    """G13: what was asked, on which facts, and what the expert holds."""
    case, expert = facts_of(consultation), consultation.expert
    asked_by = consultation.unit
    return {
        "unit": {"name": asked_by.name if asked_by else ""},
        "case_no": case.case_no,
        "parties": [{"role": ROLE_WORDS.get(role, ""), "name": name} for role, name in case.sides],
        "expert": {
            "name": expert.name,
            "title": expert.title or "",
            "unit": expert.unit.name if expert.unit else "",
            "field": str(expert.field),
        },
        "chosen": CHOSEN_WORDS.get(consultation.chosen_by, ""),
        "channel": CHANNEL_WORDS.get(consultation.channel, ""),
        "asked_on": consultation.asked_at.date().isoformat(),
        "topic": consultation.topic,
        "facts": consultation.facts,
        "question": consultation.question,
        "opinion": consultation.opinion or "",
        "basis": consultation.basis or "",
        "date": consultation.answered_at.date().isoformat() if consultation.answered_at else "",
    }


def answered(consultation: ExpertConsultation) -> list[Refusal]:
    """The paper is issued with the answer, never before it."""
    return [] if consultation.opinion else [Refusal(gettext("The expert has not answered yet"))]


DOCUMENTS = (
    Document(
        "counsel.opinion",
        _("Expert opinion"),
        ExpertConsultation,
        "counsel/opinion.html",
        opinion,
        numbered="expert_opinion",
        needs=answered,
    ),
)
