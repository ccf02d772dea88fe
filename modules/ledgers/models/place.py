"""Where organisations work, and places many people come to."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Record
from modules.ledgers.models.of_grid import OfGrid
from modules.parties.models import Organisation

ORGANISATION_KINDS = {
    "enterprise": _("Enterprise in the grid"),
    "shop": _("Shop"),
    "social": _("Social organisation"),
    "public": _("Public institution"),
}
PLACE_KINDS = {
    "school": _("School"),
    "market": _("Market"),
    "square": _("Square"),
    "building_site": _("Building site"),
    "worship": _("Place of worship"),
    "other": _("Other place"),
}


class OrganisationPlace(OfGrid, Record):
    """An organisation of the register and where in the grid it works."""

    __table_args__ = (UniqueConstraint("grid_id", "organisation_id"),)

    LABEL = _("Organisation in the grid")
    LABELS = {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "organisation": _("Organisation"),
        "organisation_id": _("Organisation"),
        "kind": _("Kind of organisation"),
        "address": _("Where it works"),
    }
    CHOICES = {"kind": ORGANISATION_KINDS}

    organisation_id: Mapped[int] = mapped_column(ForeignKey("parties_organisation.id"), nullable=False)
    kind: Mapped[str] = mapped_column(String(20), default="enterprise", nullable=False)
    address: Mapped[str | None] = mapped_column(String(120))

    organisation: Mapped[Organisation] = relationship()


class Place(OfGrid, Record):
    """A place to know of: school, market, square, building site."""

    __table_args__ = (UniqueConstraint("grid_id", "name"),)

    LABEL = _("Place in the grid")
    LABELS = {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "name": _("Name"),
        "kind": _("Kind of place"),
        "address": _("Place address"),
        "remark": _("Remark"),
    }
    CHOICES = {"kind": PLACE_KINDS}

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    kind: Mapped[str] = mapped_column(String(20), default="other", nullable=False)
    address: Mapped[str | None] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(String(200))

    def __str__(self) -> str:
        return self.name
