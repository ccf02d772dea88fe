"""The duty matrix (权责清单): which unit leads in matters of a category, who cooperates, on what ground."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.model.house import ChosenLater
from app.org.models import Unit
from modules.knowledge.models.held import Held
from modules.knowledge.models.legal_basis import LegalBasis


class DutyUnit(Record):
    """A unit that cooperates."""

    LABEL = _("Cooperating unit")

    __table_args__ = (UniqueConstraint("row_id", "unit_id"),)

    row_id: Mapped[int] = mapped_column(ForeignKey("knowledge_duty_row.id"), nullable=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)


class DutyRow(Held, Audited, Scoped, Versioned, Record):
    """One row of the matrix of a division, for a category or one below it: the most exact one counts."""

    __table_args__ = (Index("ix_knowledge_duty_row_category", "category"),)

    LABEL = _("Row of the duty matrix")
    LABELS = {
        "category": _("Category"),
        "matter": _("Matter"),
        "lead_unit": _("Lead unit"),
        "lead_unit_id": _("Lead unit"),
        "cooperating": _("Cooperating units"),
        "basis": _("Legal basis"),
        "basis_id": _("Legal basis"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    SERIES = ("division_code", "category")
    CARRIED = ("matter", "lead_unit_id", "cooperating", "basis_id")
    CHOICES = {"category": ChosenLater("category")}

    category: Mapped[str] = mapped_column(String(40), nullable=False)
    matter: Mapped[str | None] = mapped_column(String(200))
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    basis_id: Mapped[int | None] = mapped_column(ForeignKey("knowledge_legal_basis.id"))

    lead_unit: Mapped[Unit] = relationship()
    basis: Mapped[LegalBasis | None] = relationship()
    cooperating: Mapped[list[Unit]] = relationship(secondary=lambda: DutyUnit.__table__, order_by=Unit.id)

    def problems(self) -> dict[str, Any]:
        """Why this row cannot be saved: its days, or the lead unit named a second time."""
        found = super().problems()
        lead = self.lead_unit_id or (self.lead_unit.id if self.lead_unit else None)
        if lead and lead in {unit.id for unit in self.cooperating}:
            found["cooperating"] = gettext("The lead unit need not be named again")
        return found

    def doubts(self) -> list[str]:
        """What deserves a second look: a unit that is closed, an article that no longer holds."""
        closed = [unit.name for unit in (self.lead_unit, *self.cooperating) if unit and not unit.active]
        found = [gettext("%(unit)s is no longer active", unit=name) for name in closed]
        if self.basis is not None and self.basis.valid_to is not None:
            ended = f"{self.basis.valid_to:%Y-%m-%d}"
            found.append(gettext("The article held until %(day)s; name the one that follows it", day=ended))
        return found

    def __str__(self) -> str:
        return self.matter or self.lead_unit.name
