"""Matters like the one being told at the intake desk: which may be the same, and which category they were given."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import select

from app.model.base import db
from app.model.moment import now
from app.view.display import badge_of
from app.view.due import short_moment
from app.view.links import address
from app.workflow.engine import workflow_of
from modules.cases.alike import alike
from modules.cases.models import Case, CodeList, code_label

#: A card beside the desk, as `ui/hint.html` draws it.
Card = dict[str, Any]

#: Matters of a season are compared, the newest ones of them.
SAME_MATTER, COMPARED = timedelta(days=90), 300

#: From which likeness on two texts may tell the same matter, and may belong to one category.
SAME, KINDRED = 0.22, 0.12

#: Fewer characters say too little to be compared.
ENOUGH = 8


class Kindred:
    """The matters of the scope that are like a text.

    Args:
        text: what has been told so far.
    """

    def __init__(self, text: str) -> None:
        self.matters = _matters() if len(text) >= ENOUGH else []
        others = [f"{row.title} {row.summary} {row.place or ''}" for row in self.matters]
        self.matches = alike(text, others, least=KINDRED)

    def weights(self) -> dict[int, float]:
        """How alike the ten nearest matters are, by their keys."""
        return {self.matters[match.index].id: match.score for match in self.matches[:10]}

    def same_matter(self) -> Card | None:
        """Those that may be the same matter, each with its reason."""
        found = [match for match in self.matches if match.score >= SAME][:3]
        if not found:
            return None
        rows = rows_of([self.matters[match.index] for match in found])
        for row, match in zip(rows, found):
            shared = gettext("In common: %(words)s", words="、".join(match.shared))
            row["second"] = f"{gettext('alike %(score)s %%', score=round(match.score * 100))} · {shared}"
        note = gettext("You may register without looking at this")
        return {
            "name": "matter",
            "icon": "copy",
            "tone": "amber",
            "title": gettext("Perhaps the same matter"),
            "rows": rows,
            "note": note,
        }

    def category(self, chosen: str) -> Card | None:
        """The category most matters like this one have, weighed by their likeness."""
        votes: Counter[str] = Counter()
        count: Counter[str] = Counter()
        for match in self.matches[:10]:
            category = self.matters[match.index].category
            if category and CodeList("category").holds(category):
                votes[category] += match.score
                count[category] += 1
        if not votes:
            return None
        best = votes.most_common(1)[0][0]
        if chosen == best:
            return None
        text = ngettext(
            "%(num)s matter like this was given this category",
            "%(num)s matters like this were given this category",
            count[best],
        )
        pick = {
            "fields": {"category": (best, "")},
            "label": gettext("Take it"),
            "of": code_label("category", best),
        }
        return {
            "name": "category",
            "icon": "tag",
            "title": gettext("Category: %(name)s", name=code_label("category", best)),
            "text": text,
            "pick": pick,
        }


def rows_of(found: list[Any]) -> list[dict[str, Any]]:
    """Cases as a card lists them, from rows with key, number, title, state and day of receipt."""
    workflow = workflow_of(Case)
    return [
        {
            "url": address(Case, "show", row.id),
            "title": row.title,
            "second": f"{short_moment(row.received_at)} · {row.case_no}",
            "badge": badge_of(workflow, row.status) if workflow else None,
        }
        for row in found
    ]


def _matters() -> list[Any]:
    """The newest matters of the last season within the scope."""
    columns = (
        Case.id,
        Case.case_no,
        Case.title,
        Case.summary,
        Case.place,
        Case.category,
        Case.status,
        Case.received_at,
    )
    query = select(*columns).where(Case.received_at >= now() - SAME_MATTER, Case.status != "void")
    return list(db.session.execute(query.order_by(Case.received_at.desc(), Case.id.desc()).limit(COMPARED)))
