"""What a mediator is told beside the form of a clause: what is wrong with it, and how it will stand on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.model.base import db
from app.model.mask import mask_account
from app.view.parse import key_of
from modules.agreements.checks import NOTE, STOP, WARN, ClauseText, Finding, check
from modules.agreements.models import Agreement
from modules.agreements.papers import paper_words
from modules.agreements.reading import words_of
from modules.agreements.typed import typed_clause
from modules.knowledge.services import cite

#: Mark, colour and icon of each grade.
GRADES = {STOP: ("停", "red", "stop"), WARN: ("警", "amber", "warning"), NOTE: ("注", "neutral", "info")}

Card = dict[str, Any]


def clause_cards(typed: MultiDict[str, str]) -> list[Card]:
    """The cards beside a clause, from its form as it stands; anything in it may still be wrong or missing."""
    agreement = _agreement(typed)
    if agreement is None:
        return []
    clause = typed_clause(agreement, typed, key_of(typed.get("row", "")))
    whole = replace(words_of(agreement), clauses=(clause,))
    found = [finding for finding in check(whole) if finding.clause == clause.position]
    # An account kept from before is masked: who may look at a form need not be one who may have the number shown.
    shown = clause if typed.get("account") else replace(clause, account=mask_account(clause.account))
    return [card for card in (_findings(found, whole.not_before), _repair(clause), _on_paper(shown)) if card]


def _agreement(typed: MultiDict[str, str]) -> Agreement | None:
    key = key_of(typed.get("agreement", ""))
    return db.session.scalar(select(Agreement).where(Agreement.id == key)) if key is not None else None


def _findings(found: list[Finding], day: date) -> Card:
    counted = [(grade, sum(finding.grade == grade for finding in found)) for grade in GRADES]
    second = " · ".join(f"{GRADES[grade][0]} {number}" for grade, number in counted if number)
    rows = []
    for finding in sorted(found, key=lambda finding: list(GRADES).index(finding.grade)):
        mark, tone, icon = GRADES[finding.grade]
        article = cite(finding.article, day) if finding.article else ""
        rows.append(
            {
                "title": finding.message,
                "second": " · ".join(words for words in (finding.fix, article) if words),
                "badge": {"label": mark, "tone": tone, "icon": icon},
            }
        )
    card = {"name": "check", "icon": "audit", "title": gettext("Check of the clause"), "second": second}
    if not rows:
        return card | {"text": gettext("Nothing to change")}
    return card | {"rows": rows, "tone": "amber" if any(f.grade == STOP for f in found) else ""}


def _repair(clause: ClauseText) -> Card | None:
    """The one sum that is certainly meant, where the instalments make another than the clause says."""
    together = sum((amount for _day, amount in clause.instalments), start=0)
    if not clause.instalments or clause.amount in (None, together):
        return None
    words = f"{together:,.2f}"
    return {
        "name": "repair",
        "icon": "edit",
        "title": gettext("The instalments make %(sum)s", sum=words),
        "pick": {
            "fields": {"amount": (f"{together:.2f}", "")},
            "label": gettext("Make the amount %(sum)s", sum=words),
            "of": gettext("Amount"),
        },
    }


def _on_paper(clause: ClauseText) -> Card | None:
    if not clause.text.strip():
        return None
    return {
        "name": "paper",
        "icon": "paper",
        "title": gettext("As it stands on the agreement"),
        "paper": _sentence()(clause),
    }


@lru_cache(maxsize=1)
def _sentence() -> Any:
    """A function from a clause to its words as the paper's own template writes them, without marks."""
    from app.document.screen import screen_house  # read when the first clause is typed

    template = screen_house().from_string(
        '{% import "house/parts.html" as parts %}{{ no|clause_no }}、{{ parts.clause(clause) }}'
    )

    def written(clause: ClauseText) -> str:
        return Markup(template.render(no=clause.position, clause=paper_words(clause))).striptags()

    return written
