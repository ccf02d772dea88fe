"""The catalogue of disputes that are offered mediation before a suit (诉前调解事项目录)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.model.house import ChosenLater
from app.org.models import Unit
from modules.knowledge.models.held import Held


class PreLitigationItem(Held, Audited, Scoped, Versioned, Record):
    """A dispute type a division offers to mediate first: by which committee, and which court it would go to.

    It is an offer: nobody is kept from going to court (People's Mediation Law art. 3).
    """

    __table_args__ = (Index("ix_knowledge_catalogue_type", "dispute_type"),)

    LABEL = _("Dispute mediated before a suit")
    LABELS = {
        "dispute_type": _("Dispute type"),
        "committee": _("Mediation committee"),
        "committee_id": _("Mediation committee"),
        "court": _("Court"),
        "court_id": _("Court"),
        "remark": _("Remark"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    SERIES = ("division_code", "dispute_type")
    CARRIED = ("committee_id", "court_id", "remark")
    CHOICES = {"dispute_type": ChosenLater("dispute_type")}

    dispute_type: Mapped[str] = mapped_column(String(40), nullable=False)
    committee_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    court_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    remark: Mapped[str | None] = mapped_column(String(200))

    committee: Mapped[Unit] = relationship(foreign_keys=[committee_id])
    court: Mapped[Unit | None] = relationship(foreign_keys=[court_id])

    def __str__(self) -> str:
        return self.committee.name
