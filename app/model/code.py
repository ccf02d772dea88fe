"""What the tables have from which administrators' lists are made."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, String
from sqlalchemy.orm import Mapped, mapped_column


class Code:
    """One entry of a list, public; an old one is made inactive and keeps its code."""

    LABELS = {"code": _("Code"), "label": _("Name"), "active": _("Active")}

    code: Mapped[str] = mapped_column(String(20), unique=True, nullable=False)
    label: Mapped[str] = mapped_column(String(60), nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def __str__(self) -> str:
        return self.label
