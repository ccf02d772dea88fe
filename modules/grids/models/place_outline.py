"""Outlines of villages and townships, which the divisions themselves do not have: what grids are judged against."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.model.base import LEVELS, Audited, JsonDict, Record, Scoped, Versioned, db
from app.view.names import place_names
from modules.grids.rules import outline_problems

#: Digits of the places that have one.
_DIGITS = (LEVELS["village"][0], LEVELS["township"][0])


class PlaceOutline(Audited, Scoped, Versioned, Record):
    """The outline of one village or township, a polygon of GeoJSON, longitude first.

    A place has one, drawn or brought; two villages that became one have both, and their land together is the village.
    """

    __table_args__ = (Index("ix_grids_place_outline_county", "scope_county", "division_code"),)

    LABEL = _("Outline of a place")
    LABELS = {"outline": _("Outline"), "source": _("Taken from")}

    outline: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    source: Mapped[str | None] = mapped_column(String(120))

    def problems(self) -> dict[str, Any]:
        """Why this outline cannot be kept, by field."""
        found = outline_problems(self.outline)
        if len(self.division_code or "") not in _DIGITS:
            found["division_code"] = gettext("Villages, communities and townships have an outline here")
        elif self.id is None and self._another():
            found["division_code"] = gettext("This place has an outline already; change that one")
        return found

    def _another(self) -> bool:
        session = object_session(self) or db.session()
        with session.no_autoflush:
            here = select(PlaceOutline.id).where(PlaceOutline.division_code == self.division_code)
            return session.scalar(here.limit(1)) is not None

    @property
    def name(self) -> str:
        """What the place is called."""
        return place_names([self.division_code]).get(self.division_code, self.division_code)

    def __str__(self) -> str:
        return self.name
