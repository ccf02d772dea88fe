"""The button on a case that leads to the choice of an expert (点单), and the table of that page."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext

from app.access.scope import current_scope
from app.view.links import address
from modules.cases.models import Case
from modules.counsel.models import ExpertConsultation
from modules.experts.models import Expert
from modules.experts.services import Choice, Suggestion


def choose_action(case: Case) -> dict[str, Any] | None:
    """The way to the choice, for whoever may ask an expert on a case that goes on."""
    if not current_scope().may("c", ExpertConsultation) or case.locked_reason():
        return None
    return {
        "label": gettext("Choose an expert"),
        "url": url_for("counsel_choose.choose", pk=case.id),
        "icon": "school",
    }


def table_of(case: Case, choice: Choice) -> dict[str, Any]:
    """Those who can be asked, each leading to the form of the question, and below them those left out."""
    return {
        "name": "experts",
        "caption": gettext("Experts for this case"),
        "columns": [
            {"name": "expert", "label": gettext("Expert"), "phone": "title"},
            {"name": "field", "label": gettext("Field of expertise"), "phone": "named"},
            {"name": "unit", "label": gettext("Unit"), "phone": "named"},
            {"name": "state", "label": gettext("May be asked"), "kind": "badge", "phone": "state"},
            {"name": "why", "label": gettext("Reasons"), "phone": "line"},
        ],
        "rows": [
            *(_row(one, _asking(case, one.expert), "green", gettext("Yes")) for one in choice.offered),
            *(
                _row(one, address(Expert, "show", one.expert.id), "red", gettext("No"))
                for one in choice.left_out
            ),
        ],
    }


def _row(one: Suggestion, url: str, tone: str, word: str) -> dict[str, Any]:
    expert = one.expert
    return {
        "pk": expert.id,
        "url": url,
        "cells": [
            {"value": one.name, "second": expert.title or ""},
            {"value": str(expert.field)},
            {"value": expert.unit.name if expert.unit else ""},
            {"kind": "badge", "value": word, "tone": tone},
            {"value": "；".join(one.against or one.reasons)},
        ],
    }


def _asking(case: Case, expert: Expert) -> str:
    asked = {"case_id": case.id, "expert_id": expert.id, "topic": case.title}
    return address(ExpertConsultation, "add", asked=asked)
