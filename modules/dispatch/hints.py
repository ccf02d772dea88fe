"""What is said of units and of work: who did the like, who leads by the duty matrix, how a matter is handled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.org.models import Unit
from app.view.hinting_views import cards_beside
from modules.cases.models import Case
from modules.dispatch.models import Assignment
from modules.knowledge.models import DutyRow
from modules.knowledge.services import duty_for

#: Units named at most.
MOST = 3


def likely_units(_typed: Mapping[str, str], weights: Mapping[int, float]) -> dict[str, Any] | None:
    """The units matters like this were sent to, the likeliest first, each with how many it had.

    Work that was sent back does not count: that unit was the wrong one.

    Args:
        weights: how alike other cases are to what is typed, 0 to 1, by their keys.
    """
    if not weights or not current_scope().may("r", Assignment):
        return None
    query = (
        select(Unit.name, Assignment.case_id)
        .join(Unit, Assignment.unit_id == Unit.id)
        .where(Assignment.case_id.in_(weights), Assignment.status != "returned")
        .distinct()
    )
    sent: dict[str, list[int]] = {}
    for name, case_id in db.session.execute(query):
        sent.setdefault(name, []).append(case_id)
    if not sent:
        return None
    likeliest = sorted(sent, key=lambda name: (-sum(weights[case_id] for case_id in sent[name]), name))
    rows = [
        {
            "title": name,
            "second": ngettext(
                "%(num)s matter like this was sent there",
                "%(num)s matters like this were sent there",
                len(sent[name]),
            ),
        }
        for name in likeliest[:MOST]
    ]
    return {"name": "units", "icon": "dispatch", "title": gettext("Units that may take it on"), "rows": rows}


def lead_unit(case: Case) -> Unit | None:
    """The unit the duty matrix names, to begin with; whoever sends the work out may choose another."""
    row = duty_for(case.division_code, case.category) if current_scope().may("r", DutyRow) else None
    return row.lead_unit if row is not None and row.lead_unit and row.lead_unit.active else None


def of_the_case(row: Case | Assignment) -> list[dict[str, Any]]:
    """What is said beside a case, said also where work on it is sent out or done."""
    case = row.case if isinstance(row, Assignment) else row
    return cards_beside(case) if case is not None else []
