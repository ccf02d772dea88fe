"""A guide is a draft until it is published; a published one gives way to its next version or is withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal, State, T, Workflow
from modules.knowledge.models import HandlingGuide
from modules.knowledge.services import end_before


def publish(guide: HandlingGuide, data: dict[str, Any]) -> None:
    """From its first day on people work by this version."""
    first = data.get("valid_from") or guide.valid_from
    session = object_session(guide)
    assert session is not None
    earlier = guide.versions().where(HandlingGuide.status == "published", HandlingGuide.id != guide.id)
    newest = session.scalars(earlier.limit(1)).first()
    if newest is not None and first <= newest.valid_from:
        raise Refused(Refusal(gettext("The new version must begin later than this one"), "#valid_from"))
    guide.valid_from = first
    end_before(guide)


def withdraw(guide: HandlingGuide, _data: dict[str, Any]) -> None:
    """It held until yesterday; one that never held keeps no day."""
    guide.valid_to = max(today() - timedelta(days=1), guide.valid_from)


def not_followed(guide: HandlingGuide) -> list[Refusal]:
    """A version that has ended is kept as it was."""
    session = object_session(guide)
    later = guide.versions().where(HandlingGuide.version > guide.version, HandlingGuide.status == "published")
    if session is None or session.scalar(select(later.exists())) is not True:
        return []
    return [Refusal(gettext("A newer version has taken its place"))]


WORKFLOW = Workflow(
    HandlingGuide,
    field="status",
    start="draft",
    states=(
        State("draft", _("Draft"), "nt", "edit"),
        State("published", _("Published"), "gn", "done"),
        State("withdrawn", _("Withdrawn"), "nt", "archive"),
    ),
    transitions=(
        T(
            "publish",
            "draft",
            "published",
            _("Publish"),
            effect=publish,
            fields=("valid_from",),
        ),
        T(
            "withdraw",
            "published",
            "withdrawn",
            _("Withdraw"),
            guard=not_followed,
            effect=withdraw,
            reason=True,
            danger=True,
        ),
    ),
)
