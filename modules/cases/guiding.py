"""What is known for a matter, beside its page: who leads, how to handle it, whether mediation is offered first."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.scope import current_scope
from app.view.links import address
from modules.cases.models import Case, Consultation, code_label
from modules.knowledge.models import DutyRow, HandlingGuide, PreLitigationItem
from modules.knowledge.services import cite, duty_for, guide_for, offered_first

#: A card beside a page, as `ui/hint.html` draws it.
Card = dict[str, Any]

#: Steps of a guide said beside a matter; the rest is on its own page.
FIRST_STEPS = 4


def beside_case(case: Case) -> list[Card]:
    """The cards beside a matter, of the tables the reader may read."""
    return duty_cards(case) + guide_cards(case) + _offer_cards(case)


def duty_cards(case: Case) -> list[Card]:
    """Which unit leads by the duty matrix, or that no row says so; nothing before the matter has a category."""
    if not case.category or not current_scope().may("r", DutyRow):
        return []
    card: Card = {"name": "duty", "icon": "scales", "title": gettext("By the duty matrix")}
    card["second"] = code_label("category", case.category)
    row = duty_for(case.division_code, case.category)
    if row is None:
        return [card | _nobody_named(case)]
    card["rows"] = [{"title": row.lead_unit.name, "second": gettext("Lead unit")}]
    if row.cooperating:
        others = "、".join(unit.name for unit in row.cooperating)
        card["rows"].append({"title": others, "second": gettext("Cooperating units")})
    ground = str(row.basis) if row.basis is not None else ""
    whole = {
        "url": address(DutyRow, "show", row.id),
        "title": row.matter or gettext("The row"),
        "second": ground,
    }
    card["rows"].append(whole)
    return [card]


def guide_cards(case: Case) -> list[Card]:
    """The first steps of the guide for the matter's category."""
    if not case.category or not current_scope().may("r", HandlingGuide):
        return []
    guide = guide_for(case.division_code, case.category)
    if guide is None:
        return []
    steps = [line for line in guide.steps.splitlines() if line.strip()]
    rows = [{"title": line, "second": ""} for line in steps[:FIRST_STEPS]]
    rows.append(
        {"url": address(HandlingGuide, "show", guide.id), "title": gettext("The whole guide"), "second": ""}
    )
    card = {"name": "guide", "icon": "bookmark", "title": guide.title, "rows": rows}
    card["second"] = gettext("version %(number)s", number=guide.version)
    if guide.experts:
        card["note"] = gettext("Experts to ask: %(fields)s", fields=guide.experts)
    return [card]


def _nobody_named(case: Case) -> Card:
    """What a missing row means: who received the matter first keeps it, and calls those who may be concerned."""
    receiver = (
        case.first_receiver_unit.name if case.first_receiver_unit else gettext("The unit that received it")
    )
    said: Card = {
        "tone": "amber",
        "text": gettext(
            "The duty matrix names nobody. %(unit)s received it first and keeps it; where it is unclear who is "
            "responsible, call a consultation.",
            unit=receiver,
        ),
    }
    if current_scope().may("c", Consultation):
        call = address(Consultation, "add", asked={"case_id": case.id})
        said["rows"] = [{"url": call, "title": gettext("Call a consultation"), "second": ""}]
    return said


def _offer_cards(case: Case) -> list[Card]:
    """Mediation offered before a suit, where the catalogue names the type of dispute."""
    if not case.dispute_type or not current_scope().may("r", PreLitigationItem):
        return []
    item = offered_first(case.division_code, case.dispute_type)
    if item is None:
        return []
    bodies = [(gettext("Mediation committee"), item.committee), (gettext("Court"), item.court)]
    card: Card = {
        "name": "offer",
        "icon": "mediate",
        "title": gettext("Mediation is offered before a suit"),
        "rows": [{"title": unit.name, "second": label} for label, unit in bodies if unit is not None],
        "note": gettext(
            "Nobody is kept from going to court %(article)s", article=cite("mediation.voluntary")
        ).strip(),
    }
    return [card]
