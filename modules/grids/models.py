"""Grids."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Scoped, Versioned


class Grid(Audited, Scoped, Versioned, Record):
    """A grid: village code and a serial of three digits (GB/T 34300)."""

    code: Mapped[str] = mapped_column(String(15), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    zone_type: Mapped[str] = mapped_column(String(10), default="other", nullable=False)

    def __str__(self) -> str:
        return self.name
