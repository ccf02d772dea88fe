"""The append-only history: one row an act. Clocks and rates are computed from these rows only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import BigId, JsonDict, Record, Scoped
from app.model.moment import now


class Event(Scoped, Record):
    """One act on one row. Database triggers refuse to change or delete it (`append_only`).

    `root_model` and `root_id` name the row whose timeline shows the act: the case a mediation belongs to.
    """

    #: Written on whatever row the actor may act on; see `Scope.reaches_row`.
    follows_a_row = True

    append_only = True

    __table_args__ = (
        Index("ix_workflow_event_row", "model", "row_id", "id"),
        Index("ix_workflow_event_root", "root_model", "root_id", "id"),
        Index("ix_workflow_event_name_at", "name", "at"),
    )

    model: Mapped[str] = mapped_column(String(80), nullable=False)
    row_id: Mapped[int] = mapped_column(BigId, nullable=False)
    root_model: Mapped[str] = mapped_column(String(80), nullable=False)
    root_id: Mapped[int] = mapped_column(BigId, nullable=False)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    arrow: Mapped[str] = mapped_column(String(60), nullable=False)
    from_state: Mapped[str | None] = mapped_column(String(40))
    to_state: Mapped[str | None] = mapped_column(String(40))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    note: Mapped[str | None] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
