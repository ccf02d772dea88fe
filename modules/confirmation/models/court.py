"""Courts by county."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, DivisionCode, Record


class Court(Audited, Record):
    """A basic people's court and the county it serves. Public facts: every user may read every court."""

    LABELS = {
        "code": _("Court code"),
        "name": _("Name"),
        "county_code": _("County"),
        "address": _("Domicile"),
        "phone": _("Phone"),
        "active": _("Active"),
    }

    code: Mapped[str] = mapped_column(String(20), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    county_code: Mapped[str] = mapped_column(DivisionCode, index=True, nullable=False)
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(30))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def __str__(self) -> str:
        return self.name
