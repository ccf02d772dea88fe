"""Which skill a category of matters asks of whoever is sent (以专对专): a list administrators keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Record
from modules.cases.models import CodeList
from modules.teams.models import Skill


class CategorySkill(Record):
    """The skill of a category, and of those below it that name none of their own."""

    LABEL = _("Skill of a category")
    LABELS = {"category": _("Category"), "skill": _("Skill"), "skill_id": _("Skill")}
    CHOICES = {"category": CodeList("category")}

    category: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    skill_id: Mapped[int] = mapped_column(ForeignKey("teams_skill.id"), nullable=False)

    skill: Mapped[Skill] = relationship()

    def __str__(self) -> str:
        return str(self.skill)
