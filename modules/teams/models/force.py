"""Social forces (社会力量): rescue volunteers, elder mediators, women's groups and others who help."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from modules.parties.models import Person
from modules.teams.models.codes import ForceKind, HeldSkill, Skilled
from modules.teams.models.team import ResponseTeam


class SocialForce(Skilled, Audited, Scoped, Versioned, Record):
    """A group that helps of its own accord; attached to a team (队伍挂接) it is called out with it."""

    LABELS = {
        "name": _("Name"),
        "kind": _("Kind"),
        "kind_id": _("Kind"),
        "contact": _("Contact person"),
        "contact_id": _("Contact person"),
        "skills": _("Skills"),
        "team": _("Response team"),
        "team_id": _("Response team"),
        "status": _("Status"),
    }

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    kind_id: Mapped[int] = mapped_column(ForeignKey("teams_force_kind.id"), nullable=False)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams_response_team.id"), index=True)
    status: Mapped[str] = mapped_column(String(10), default="proposed", nullable=False)

    kind: Mapped[ForceKind] = relationship()
    contact: Mapped[Person | None] = relationship()
    team: Mapped[ResponseTeam | None] = relationship()

    def problems(self) -> dict[str, Any]:
        """Why this force cannot be saved, by field."""
        if self.status == "attached" and self.team_id is None:
            return {"team_id": _("The force is attached; detach it before taking its team away")}
        return {}

    def __str__(self) -> str:
        return self.name


class SocialForceSkill(HeldSkill, Record):
    """A skill of a force."""

    LABEL = _("Skill of a social force")

    __table_args__ = (UniqueConstraint("owner_id", "skill_id"),)

    owner_id: Mapped[int] = mapped_column(ForeignKey("teams_social_force.id"), nullable=False)
