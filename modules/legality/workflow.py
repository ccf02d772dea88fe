"""A rule is a draft until its cases pass and it is published; it gives way to its next version or is retired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal, State, T, Workflow
from modules.legality.models import Rule
from modules.legality.services import cases_green, latest_day


def publish(rule: Rule, data: dict[str, Any]) -> None:
    """From its first day on agreements are checked by this version; the one before it ends the day before."""
    first = data.get("valid_from") or rule.valid_from
    before = latest_day(rule)
    if before is not None and first <= before:
        raise Refused(Refusal(gettext("The new version must begin later than this one"), "#valid_from"))
    asked = select(Rule).where(Rule.code == rule.code, Rule.status == "published", Rule.id != rule.id)
    for other in db.session.scalars(asked):
        if other.valid_to is None or other.valid_to >= first:
            other.valid_to = first - timedelta(days=1)
    rule.valid_from = first


def retire(rule: Rule, _data: dict[str, Any]) -> None:
    """It held until yesterday; documents of earlier days are still checked by it."""
    rule.valid_to = max(today() - timedelta(days=1), rule.valid_from)


def not_ended(rule: Rule) -> list[Refusal]:
    """A version that has ended is kept as it was."""
    if rule.valid_to is not None and rule.valid_to < today():
        return [Refusal(gettext("A newer version has taken its place"))]
    return []


WORKFLOW = Workflow(
    Rule,
    field="status",
    start="draft",
    states=(
        State("draft", _("Draft"), "nt", "edit"),
        State("published", _("Published"), "gn", "done"),
        State("retired", _("Retired"), "nt", "archive"),
    ),
    transitions=(
        T(
            "publish",
            "draft",
            "published",
            _("Publish"),
            guard=cases_green,
            effect=publish,
            fields=("valid_from",),
            primary=True,
        ),
        T(
            "retire",
            "published",
            "retired",
            _("Retire"),
            guard=not_ended,
            effect=retire,
            reason=True,
            danger=True,
        ),
    ),
)
