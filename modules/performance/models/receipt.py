"""What was received of an obligation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record
from app.model.decimals import Yuan
from modules.cases.models import CodeList
from modules.performance.models.obligation import OfObligation


class Receipt(Audited, OfObligation, Record):
    """A sum received, with its voucher attached. It is not changed; one noted by mistake is withdrawn with a reason."""

    attachable = True

    LABEL = _("Receipt of performance")
    LABELS = {
        "obligation": _("Obligation"),
        "obligation_id": _("Obligation"),
        "amount": _("Amount"),
        "received_on": _("Received on"),
        "manner": _("Manner"),
        "remark": _("Remark"),
        "status": _("State"),
    }
    CHOICES = {"manner": CodeList("pay_manner")}

    amount: Mapped[Decimal] = mapped_column(Yuan(), nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    manner: Mapped[str | None] = mapped_column(String(40))
    remark: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12), default="kept", nullable=False)

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"
