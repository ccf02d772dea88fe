"""Devices that are lent to grid workers: terminals, radios, recorders."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.model.code import Code
from modules.grids.models.of_worker import OfWorker
from modules.grids.models.worker import GridWorker


class DeviceKind(Code, Record):
    """What kinds of devices there are."""

    LABEL = _("Kind of device")


class Device(Audited, Scoped, Versioned, Record):
    """One device and who has it now; `DeviceLoan` keeps who had it from when to when."""

    __table_args__ = (UniqueConstraint("kind_id", "serial"),)

    LABEL = _("Device")
    LABELS = {
        "kind": _("Kind of device"),
        "kind_id": _("Kind of device"),
        "serial": _("Serial number"),
        "worker": _("Lent to"),
        "worker_id": _("Lent to"),
        "status": _("State"),
        "division_code": _("Kept at"),
    }

    kind_id: Mapped[int] = mapped_column(ForeignKey("grids_device_kind.id"), nullable=False)
    serial: Mapped[str] = mapped_column(String(60), nullable=False)
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid_worker.id"), index=True)
    status: Mapped[str] = mapped_column(String(10), default="in_stock", nullable=False)

    kind: Mapped[DeviceKind] = relationship()
    worker: Mapped[GridWorker | None] = relationship()

    def __str__(self) -> str:
        return f"{self.kind} {self.serial}"


class DeviceLoan(OfWorker, Audited, Versioned, Record):
    """A device was with a worker from one day to another; lending and handing back write it."""

    LABEL = _("Loan of a device")
    LABELS = {
        "device": _("Device"),
        "device_id": _("Device"),
        "worker": _("Lent to"),
        "worker_id": _("Lent to"),
        "lent_on": _("Lent on"),
        "returned_on": _("Handed back on"),
    }

    device_id: Mapped[int] = mapped_column(ForeignKey("grids_device.id"), index=True, nullable=False)
    lent_on: Mapped[date] = mapped_column(Date, nullable=False)
    returned_on: Mapped[date | None] = mapped_column(Date)

    device: Mapped[Device] = relationship()

    def __str__(self) -> str:
        return f"{self.device} · {self.worker}"
