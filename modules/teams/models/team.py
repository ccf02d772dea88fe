"""Response teams and their members."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.access.identity import beyond_scope
from app.model.base import LEVELS, Audited, Extra, Record, Scoped, Versioned, db
from app.model.days import HAPPENED
from app.model.decimals import Tenths
from app.org.models import Account, Unit
from modules.parties.models import Colleague
from modules.teams.models.codes import HeldSkill, Skilled

TEAM_KINDS = {"full_time": _("Full-time"), "part_time": _("Part-time")}

#: The six things that are one and the same in every team (六统一).
UNIFORMS = (
    "same_staffing",
    "same_management",
    "same_clothing",
    "same_signs",
    "same_equipment",
    "same_pay",
)

LEADER = "leader"
POSTS = {LEADER: _("Team leader"), "deputy": _("Deputy team leader"), "member": _("Ordinary team member")}

_SERVES = text("left_on is null")
_LEADS = text("left_on is null and post = 'leader'")


class ResponseTeam(Audited, Scoped, Versioned, Record):
    """The response team of a township; it is a unit, and this row says of which kind and how far it is equipped.

    `calls_per_day` is the average number of police calls a day as the township reports it.
    """

    LABELS = {
        "unit": _("Unit"),
        "unit_id": _("Unit"),
        "kind": _("Kind"),
        "leader": _("Team leader"),
        "founded_on": _("Founded on"),
        "active": _("Active"),
        "same_staffing": _("Same staffing"),
        "same_management": _("Same management"),
        "same_clothing": _("Same clothing"),
        "same_signs": _("Same signs"),
        "same_equipment": _("Same equipment"),
        "same_pay": _("Same pay"),
        "uniformity": _("Six things the same"),
        "calls_per_day": _("Calls a day"),
        "calls_reported_on": _("Calls reported on"),
    }
    CHOICES = {"kind": TEAM_KINDS}
    DAYS = {"founded_on": HAPPENED, "calls_reported_on": HAPPENED}

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), unique=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    founded_on: Mapped[date | None] = mapped_column(Date)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    same_staffing: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    same_management: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    same_clothing: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    same_signs: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    same_equipment: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    same_pay: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    calls_per_day: Mapped[Decimal | None] = mapped_column(Tenths)
    calls_reported_on: Mapped[date | None] = mapped_column(Date)

    unit: Mapped[Unit] = relationship()
    leader: Mapped[TeamMember | None] = relationship(
        primaryjoin=lambda: and_(
            ResponseTeam.id == TeamMember.team_id, TeamMember.post == LEADER, TeamMember.left_on.is_(None)
        ),
        viewonly=True,
    )

    @property
    def uniformity(self) -> str:
        """How many of the six things are the same here."""
        met = sum(bool(getattr(self, name)) for name in UNIFORMS)
        return gettext("%(met)s of %(all)s", met=met, all=len(UNIFORMS))

    def problems(self) -> dict[str, Any]:
        """Why this team cannot be saved, by field."""
        found: dict[str, Any] = {}
        if len(self.division_code or "") != LEVELS["township"][0]:
            found["division_code"] = _("A response team belongs to one township or sub-district")
        if self.calls_per_day is not None and self.calls_per_day < 0:
            found["calls_per_day"] = _("There cannot be fewer than no calls")
        elif self.calls_per_day is not None and self.calls_reported_on is None:
            found["calls_reported_on"] = _("Please say on which day the number of calls was reported")
        elif self.calls_per_day is None and self.calls_reported_on is not None:
            found["calls_per_day"] = _("Please say how many calls a day were reported")
        return found

    def doubts(self) -> list[str]:
        """What deserves a second look: a part-time team with the calls of a full-time one."""
        from modules.teams.services import kind_advice  # it reads the tables defined here

        advice = kind_advice(self.calls_per_day, self.kind) if self.active else None
        return [advice] if advice else []

    def __str__(self) -> str:
        return str(self.unit)


class TeamMember(Colleague, Skilled, Audited, Scoped, Versioned, Extra, Record):
    """A person who serves in a team, one team at a time; `left_on` is the first day on which no longer.

    Lies where the team lies. Native place and dialects serve mediation in the tongue of the parties (乡音).
    """

    __table_args__ = (
        Index(
            "ix_teams_team_member_serves",
            "person_id",
            unique=True,
            sqlite_where=_SERVES,
            postgresql_where=_SERVES,
        ),
        Index(
            "ix_teams_team_member_leads", "team_id", unique=True, sqlite_where=_LEADS, postgresql_where=_LEADS
        ),
    )

    LABEL = _("Team member")
    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "team": _("Response team"),
        "team_id": _("Response team"),
        "account": _("Account"),
        "account_id": _("Account"),
        "post": _("Position"),
        "origin": _("Unit of origin"),
        "origin_id": _("Unit of origin"),
        "skills": _("Skills"),
        "native_place": _("Native place"),
        "dialects": _("Dialects"),
        "joined_on": _("Joined on"),
        "left_on": _("Left the team on"),
    }
    CHOICES = {"post": POSTS}

    team_id: Mapped[int] = mapped_column(ForeignKey("teams_response_team.id"), index=True, nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    post: Mapped[str] = mapped_column(String(10), default="member", nullable=False)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    native_place: Mapped[str | None] = mapped_column(String(60))
    dialects: Mapped[str | None] = mapped_column(String(60))
    joined_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)

    team: Mapped[ResponseTeam] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    origin: Mapped[Unit | None] = relationship()

    @validates("team", "team_id")
    def _lie_with_the_team(self, name: str, value: Any) -> Any:
        by_key = name == "team_id" and value is not None
        team = db.session.get(ResponseTeam, value) if by_key else value
        if team is not None:
            self.division_code = team.division_code
        return value

    @classmethod
    def serving(cls, day: date) -> ColumnElement[bool]:
        """Who serves on a day."""
        return and_(
            or_(cls.joined_on.is_(None), cls.joined_on <= day), or_(cls.left_on.is_(None), cls.left_on > day)
        )

    def problems(self) -> dict[str, Any]:
        """Why this member cannot be saved, by field."""
        found: dict[str, Any] = {}
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            found["left_on"] = _("Nobody leaves before joining")
        elif self._another(TeamMember.person_id == self.person_id, self._meanwhile()):
            found["person_id"] = _("This person serves in another team at that time; one leaves it first")
        if self.post == LEADER and self.left_on is None:
            leads = and_(TeamMember.post == LEADER, TeamMember.left_on.is_(None))
            if self._another(TeamMember.team_id == self.team_id, leads):
                found["post"] = _("The team has a leader; only one leads at a time")
        return found

    def _meanwhile(self) -> ColumnElement[bool]:
        """Service that has a day in common with this one."""
        after = or_(TeamMember.left_on.is_(None), TeamMember.left_on > (self.joined_on or date.min))
        before = or_(TeamMember.joined_on.is_(None), TeamMember.joined_on < (self.left_on or date.max))
        return and_(after, before)

    def _another(self, *conditions: ColumnElement[bool]) -> bool:
        """Whether there is another such row, also where the reader may not look."""
        session = object_session(self) or db.session()
        with beyond_scope(session, "look for other service"):
            query = select(TeamMember.id).where(*conditions, TeamMember.id != (self.id or 0))
            return session.scalar(query.limit(1)) is not None


class TeamMemberSkill(HeldSkill, Record):
    """A skill of a member."""

    LABEL = _("Skill of a team member")

    __table_args__ = (UniqueConstraint("owner_id", "skill_id"),)

    owner_id: Mapped[int] = mapped_column(ForeignKey("teams_team_member.id"), nullable=False)
