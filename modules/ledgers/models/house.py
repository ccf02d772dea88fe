"""Houses and flats of a grid."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from modules.ledgers.models.of_grid import OfGrid

USES = {
    "own": _("Lived in by its owner"),
    "rented": _("Rented out"),
    "empty": _("Empty"),
    "other": _("Other use"),
}


class House(OfGrid, Record):
    """A house or flat: where it stands and how it is used; its owner is not kept."""

    __table_args__ = (UniqueConstraint("grid_id", "address"),)

    LABEL = _("House")
    LABELS = {"grid": _("Grid"), "grid_id": _("Grid"), "address": _("House address"), "use": _("Use")}
    CHOICES = {"use": USES}

    address: Mapped[str] = mapped_column(String(120), nullable=False)
    use: Mapped[str] = mapped_column(String(10), default="own", nullable=False)

    def __str__(self) -> str:
        return self.address
