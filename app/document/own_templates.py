"""Templates of administrators that hold now, in the memory of each process; see `app.model.kept`.

Of the templates of a row's division and of those above it the nearest wins; without one the house's own holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.document.models import TemplateAct, TemplateVersion
from app.document.spec import Document
from app.model.kept import kept

PUBLISH, WITHDRAW, ASK = "publish", "withdraw", "ask"


@dataclass(frozen=True)
class OwnTemplate:
    """A published version; see `TemplateVersion`."""

    key: int
    document: str
    division_code: str
    number: int
    source: str


def in_force(session: Session) -> dict[tuple[str, str], OwnTemplate]:
    """The published versions by paper and division."""
    return kept(session, "own_templates", _load)


def template_of(session: Session | None, document: Document, row: Any) -> OwnTemplate | None:
    """The own template a paper of a row is made with."""
    code = getattr(row, "division_code", None)
    if session is None or not code or document.bundle:
        return None
    return nearest(session, document.id, code)


def nearest(session: Session, document_id: str, code: str) -> OwnTemplate | None:
    """The own template of a paper that holds in a division."""
    found = [
        own
        for (paper, place), own in in_force(session).items()
        if paper == document_id and code.startswith(place)
    ]
    return max(found, key=lambda own: len(own.division_code), default=None)


def _load(session: Session) -> dict[tuple[str, str], OwnTemplate]:
    """Of each paper and division the version that was published or withdrawn last, if it was published."""
    decided = (
        select(func.max(TemplateAct.id))
        .join(TemplateVersion, TemplateAct.version_id == TemplateVersion.id)
        .where(TemplateAct.act.in_((PUBLISH, WITHDRAW)))
        .group_by(TemplateVersion.document, TemplateVersion.division_code)
    )
    asked = (
        select(TemplateVersion)
        .join(TemplateAct, TemplateAct.version_id == TemplateVersion.id)
        .where(TemplateAct.id.in_(decided), TemplateAct.act == PUBLISH)
    )
    return {
        (found.document, found.division_code): OwnTemplate(
            found.id, found.document, found.division_code, found.number, found.source
        )
        for found in session.scalars(asked)
    }
