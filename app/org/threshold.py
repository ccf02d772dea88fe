"""The numbers that rules need, kept as data with where they come from; each module seeds its own."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.model.base import Audited, Record, db
from app.model.kept import kept

#: The greatest number a rule may need.
MOST = 10_000


class Threshold(Audited, Record):
    """A number a rule needs (attempts before a citizen counts as unreachable), and where it comes from."""

    kept_in_memory = True

    MACHINE = ("code",)
    LABELS = {"code": _("Code"), "name": _("Name"), "amount": _("Amount"), "basis": _("Basis")}

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    amount: Mapped[int] = mapped_column(Integer, nullable=False)
    basis: Mapped[str | None] = mapped_column(String(120))

    def problems(self) -> dict[str, Any]:
        """Why this number cannot be saved: no rule counts further than the days of some years."""
        if self.amount is not None and not 0 <= self.amount <= MOST:
            return {"amount": _("Please give a number from 0 to %(most)s", most=MOST)}
        return {}

    def __str__(self) -> str:
        return self.name


def threshold(code: str) -> int:
    """The number an administrator keeps for a rule.

    Raises:
        LookupError: there is no such rule; its seed is missing.
    """
    known = kept(db.session(), "org.thresholds", _read)
    if code not in known:
        raise LookupError(f"no threshold {code}")
    return known[code]


def _read(session: Session) -> dict[str, int]:
    return {row.code: row.amount for row in session.execute(select(Threshold.code, Threshold.amount))}
