"""What teams and forces choose from: all of it data."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Record
from app.model.code import Code
from app.model.moment import now


class Skill(Code, Record):
    """What somebody is good at (专长): 综合执法, 心理疏导, 方言沟通."""

    LABEL = _("Skill")


class ForceKind(Code, Record):
    """A kind of social force: volunteer rescue, elder mediators, women's group."""

    LABEL = _("Kind of social force")


class HeldSkill:
    """What a row has that says: the owner has this skill. A table of its own for each kind of owner."""

    skill_id: Mapped[int] = mapped_column(ForeignKey("teams_skill.id"), nullable=False)


class Skilled:
    """A row with skills, held in a table `<own table>_skill`.

    One more or one less changes the row: its version, its day and the trail say so.
    """

    @declared_attr
    def skills(cls) -> Mapped[list[Skill]]:
        table = cls.model_id().replace(".", "_")  # type: ignore[attr-defined]
        return relationship(Skill, secondary=f"{table}_skill", order_by=Skill.code)

    @validates("skills", include_removes=True)
    def _changed(self, _name: str, skill: Skill, _removed: bool) -> Skill:
        self.changed_at = now()
        return skill
