"""What the check of a county's net of grids found, and when it was made (“no blank, no overlap”, GB/T 34300-2017)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import JsonDict, Record, Scoped
from app.model.moment import now
from modules.grids.models import Grid

OVERLAP, GAP, OUTSIDE, UNSOUND, UNCOVERED = "overlap", "gap", "outside", "unsound", "uncovered"

KINDS = {
    OVERLAP: _("Overlap"),
    GAP: _("Uncovered land"),
    OUTSIDE: _("Outside the village"),
    UNSOUND: _("Unsound outline"),
    UNCOVERED: _("Village without a grid"),
}

#: What can be wrong with a polygon (OGC Simple Features), as `app/model/geometry.py` names it.
REASONS = {
    "self_intersection": _("The outline crosses itself"),
    "ring_self_intersection": _("The outline touches itself"),
    "hole_lies_outside_shell": _("A hole lies outside the outline"),
    "nested_holes": _("One hole lies in another"),
    "nested_shells": _("One part lies in another"),
    "duplicate_rings": _("The same ring stands twice"),
    "interior_is_disconnected": _("Holes cut the outline apart"),
    "too_few_points_in_geometry_component": _("A part has too few corners"),
}


class CoverageRun(Scoped, Record):
    """One check of a county: when, over how many grids, and what it found."""

    LABEL = _("Check of the net")
    LABELS = {
        "asked_at": _("Asked for"),
        "finished_at": _("Finished"),
        "grids": _("Grids"),
        "undrawn": _("Without an outline"),
        "found": _("Findings"),
    }

    asked_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    finished_at: Mapped[datetime | None] = mapped_column(DateTime)
    grids: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    undrawn: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    found: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    job_id: Mapped[int | None] = mapped_column(BigInteger)


class CoverageFinding(Scoped, Record):
    """Something wrong with the net: it stands until a later check finds it no more.

    Its division is the smallest that holds all the land it speaks of, so nobody reads of a grid that is not theirs.
    """

    __table_args__ = (Index("ix_grids_finding_county", "scope_county", "settled_at", "kind"),)

    LABEL = _("Finding")
    LABELS = {
        "kind": _("Kind"),
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "other": _("Other grid"),
        "other_id": _("Other grid"),
        "area": _("Area (m²)"),
        "reason": _("What is wrong"),
        "outline": _("Outline"),
        "found_at": _("Found at"),
        "settled_at": _("Settled at"),
    }
    CHOICES = {"kind": KINDS, "reason": REASONS}

    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    #: What makes it the same finding in a later check.
    mark: Mapped[str] = mapped_column(String(80), nullable=False)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid.id", ondelete="CASCADE"), index=True)
    area: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(40))
    outline: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    found_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    settled_at: Mapped[datetime | None] = mapped_column(DateTime)

    grid: Mapped[Grid | None] = relationship(foreign_keys=[grid_id])
    other: Mapped[Grid | None] = relationship(foreign_keys=[other_id])

    def __str__(self) -> str:
        names = "、".join(str(one) for one in (self.grid, self.other) if one is not None)
        said = str(KINDS.get(self.kind, self.kind))
        return gettext("%(kind)s: %(what)s", kind=said, what=names) if names else said
