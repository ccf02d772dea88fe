"""What teams and forces choose from, and the numbers their rules need: all of it data."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ForeignKey, Integer, String, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Audited, Record, db
from app.model.moment import now


class Code:
    """What a code table has; kept by administrators, public."""

    LABELS = {"code": _("Code"), "label": _("Name"), "active": _("Active")}

    code: Mapped[str] = mapped_column(String(20), unique=True, nullable=False)
    label: Mapped[str] = mapped_column(String(60), nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def __str__(self) -> str:
        return self.label


class Skill(Code, Record):
    """What somebody is good at (专长): 综合执法, 心理疏导, 方言沟通."""

    LABEL = _("Skill")


class ForceKind(Code, Record):
    """A kind of social force: volunteer rescue, elder mediators, women's group."""

    LABEL = _("Kind of social force")


class Threshold(Audited, Record):
    """A number a rule of this module needs, and where it comes from; cases keep their own further down the river."""

    MACHINE = ("code",)
    LABEL = _("Team standard")
    LABELS = {"code": _("Code"), "name": _("Name"), "amount": _("Amount"), "basis": _("Basis")}

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    amount: Mapped[int] = mapped_column(Integer, nullable=False)
    basis: Mapped[str | None] = mapped_column(String(120))

    def __str__(self) -> str:
        return self.name


def threshold(code: str) -> int:
    """The number an administrator keeps for a rule.

    Raises:
        LookupError: there is no such rule; its seed is missing.
    """
    amount = db.session.scalar(select(Threshold.amount).where(Threshold.code == code))
    if amount is None:
        raise LookupError(f"no threshold {code}")
    return amount


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
