"""On the page of a case: who entrusted it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.view.list_page import table_of
from app.view.screens import screens
from app.view.spec import items
from modules.cases.models import Case
from modules.docking.models import Entrustment


def entrusted_by(case: Case) -> list[dict[str, Any]]:
    """The entrustments of a case; nothing where nobody entrusted it."""
    if not current_scope().may("r", Entrustment):
        return []
    asked = select(Entrustment).where(Entrustment.case_id == case.id).order_by(Entrustment.id)
    rows = list(db.session.scalars(asked))
    if not rows:
        return []
    fields = items("organ docking doc_no kind due:due status:badge")
    columns = tuple(screens().field(Entrustment, item) for item in fields)
    title = gettext("Entrustments")
    table = table_of(Entrustment, columns, rows, caption=title, name="entrustments")
    return [{"name": "entrustments", "title": title, "count": len(rows), "table": table}]
