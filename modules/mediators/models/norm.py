"""The numbers that law and practice give for committees and mediators, kept as data."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, db

#: The greatest number.
MOST = 1000


class Norm(Audited, Record):
    """A number a rule about committees or mediators needs, and where it comes from."""

    MACHINE = ("code",)
    LABELS = {"code": _("Code"), "name": _("Name"), "amount": _("Figure"), "basis": _("Basis")}
    LABEL = _("Norm of committees and mediators")

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    amount: Mapped[int] = mapped_column(Integer, nullable=False)
    basis: Mapped[str | None] = mapped_column(String(120))

    def problems(self) -> dict[str, Any]:
        """Why this number cannot be saved: no rule here counts further than days of some years."""
        if self.amount is not None and not 0 <= self.amount <= MOST:
            return {"amount": _("Please give a number from 0 to %(most)s", most=MOST)}
        return {}

    def __str__(self) -> str:
        return self.name


def norms() -> dict[str, int]:
    """All numbers by their codes, in one query."""
    return {row.code: row.amount for row in db.session.execute(select(Norm.code, Norm.amount))}
