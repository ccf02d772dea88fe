"""The tables of low-code: fields administrators added, and their small named changes to screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, DivisionCode, JsonDict, Record, Versioned, acting_user_id
from app.model.moment import now

_TextList = JSON().with_variant(JSONB(), "postgresql")


class CustomField(Audited, Versioned, Record):
    """A field an administrator added to a model: kept in the row's `extra` under `name`, no DDL.

    Readers of `division_code` and of the divisions below it have the field; nobody else does. It is no scoped row,
    because clerks who hold no right on definitions still need them to draw their forms.
    """

    __table_args__ = (UniqueConstraint("model", "name"),)

    kept_in_memory = True

    model: Mapped[str] = mapped_column(String(80), nullable=False)
    name: Mapped[str] = mapped_column(String(60), nullable=False)
    label: Mapped[str] = mapped_column(String(60), nullable=False)
    type: Mapped[str] = mapped_column(String(10), nullable=False)
    required: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    choices: Mapped[list[str]] = mapped_column(_TextList, default=list, nullable=False)
    scale: Mapped[int] = mapped_column(Integer, default=2, nullable=False)
    help: Mapped[str | None] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    division_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)

    def __str__(self) -> str:
        return self.label


class ScreenChange(Record):
    """One named change to a screen: a field relabelled, moved or hidden. It can be undone, and says what it altered.

    `screen` is `list`, `form`, or empty for every screen of the model; `value` holds the new label or the neighbour;
    `before` what stood there.
    """

    __table_args__ = (Index("ix_studio_screen_change_model", "model", "id"),)

    kept_in_memory = True

    model: Mapped[str] = mapped_column(String(80), nullable=False)
    screen: Mapped[str] = mapped_column(String(10), default="", nullable=False)
    field: Mapped[str] = mapped_column(String(60), nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    value: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    before: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    division_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)
    undone_at: Mapped[datetime | None] = mapped_column(DateTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
