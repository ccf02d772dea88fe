"""What grid workers are paid a month, read by fewer people than the rest of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from app.model.decimals import Yuan
from modules.grids.models.of_worker import OfWorker


class Pay(OfWorker, Audited, Versioned, Record):
    """The monthly pay of a grid worker from a day on; the latest one holds."""

    __table_args__ = (UniqueConstraint("worker_id", "since"),)

    LABEL = _("Monthly pay")
    LABELS = {
        "worker": _("Grid worker"),
        "worker_id": _("Grid worker"),
        "since": _("Paid from"),
        "monthly": _("Monthly pay"),
    }

    since: Mapped[date] = mapped_column(Date, nullable=False)
    monthly: Mapped[Decimal] = mapped_column(Yuan(), nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this pay cannot be saved, by field."""
        if self.monthly is not None and self.monthly < 0:
            return {"monthly": _("This cannot be less than nothing")}
        return {}

    def __str__(self) -> str:
        return f"{self.worker} {self.since}"
