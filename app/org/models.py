"""Divisions of five levels, units, users and the posts they hold."""

from __future__ import annotations

from datetime import date, datetime

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, DivisionCode, Record, Scoped, Versioned, level_of


class Division(Record):
    """An administrative division (GB/T 2260, GB/T 10114 and the statistical village code).

    Public facts: every user may read every division. `local` marks those an administrator added or changed, and the
    demo's, which the national list leaves alone; a division that was merged or moved away stays as one that is not
    active (`changes.py`);
    `statistical_only` those that exist in the statistical list but not in GB/T 2260.
    """

    kept_in_memory = True

    __table_args__ = (Index("ix_org_division_parent", "parent_code", "code"),)

    code: Mapped[str] = mapped_column(DivisionCode, unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    parent_code: Mapped[str | None] = mapped_column(DivisionCode)
    level: Mapped[str] = mapped_column(String(10), nullable=False)
    local: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    statistical_only: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def __str__(self) -> str:
        return self.name


class Unit(Audited, Scoped, Versioned, Record):
    """An organisation people work in: centre, department, committee, team, court, police station.

    `number_name` is how the unit calls itself in paper numbers, `number_patterns` the pattern of each kind, e.g.
    `{"agreement": "（{year}）{unit}人调字第{n}号"}`.
    """

    LABELS = {
        "name": _("Name"),
        "short_name": _("Short name"),
        "kind": _("Kind"),
        "number_name": _("Name in paper numbers"),
        "phone": _("Phone"),
        "address": _("Domicile"),
        "parent_id": _("Unit above"),
        "parent": _("Unit above"),
        "active": _("Active"),
        "division_code": _("Division"),
    }
    CHOICES = {
        "kind": {
            "centre": _("Governance centre"),
            "committee": _("Mediation committee"),
            "village": _("Village or residents' committee"),
            "department": _("Department"),
            "police": _("Police station"),
            "court": _("Court"),
            "team": _("Team"),
        }
    }

    name: Mapped[str] = mapped_column(String(120), nullable=False)
    short_name: Mapped[str] = mapped_column(String(40), nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    number_name: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(30))
    address: Mapped[str | None] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")

    def __str__(self) -> str:
        return self.name


class Account(Scoped, User):
    """A person who signs in. Rights come from posts, never from the account itself.

    `session_epoch` stands in every session cookie; raising it ends all of them.
    """

    __tablename__ = "ab_user"
    __table_args__ = {"extend_existing": True}

    name: Mapped[str] = mapped_column(String(60), nullable=False, default="")
    session_epoch: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    must_change_password: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    password_changed_at: Mapped[datetime | None] = mapped_column(DateTime)
    locked_until: Mapped[datetime | None] = mapped_column(DateTime)
    totp_secret: Mapped[str | None] = mapped_column(String(200))
    totp_last_step: Mapped[int | None] = mapped_column(Integer)

    posts: Mapped[list[Post]] = relationship(back_populates="user", foreign_keys="Post.user_id")

    @classmethod
    def model_id(cls) -> str:
        return "org.account"

    def get_full_name(self) -> str:
        return self.name or self.username

    def __str__(self) -> str:
        return self.get_full_name()


class Post(Audited, Scoped, Record):
    """One role held by one person in one division, for a time.

    `division_code` is where it is held; `below` says whether it reaches the divisions below.
    """

    LABEL = _("Post held")
    LABELS = {
        "user_id": _("Account"),
        "user": _("Account"),
        "role": _("Post"),
        "below": _("Here and below"),
        "unit_id": _("Unit"),
        "unit": _("Unit"),
        "valid_from": _("First day"),
        "valid_to": _("Last day"),
        "division_code": _("Division"),
    }

    __table_args__ = (Index("ix_org_post_user", "user_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), nullable=False)
    role: Mapped[str] = mapped_column(String(40), nullable=False)
    below: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    user: Mapped[Account] = relationship(back_populates="posts", foreign_keys=[user_id])
    unit: Mapped[Unit | None] = relationship()

    @property
    def level(self) -> str:
        """The level of the division the post is held in."""
        return level_of(self.division_code)
