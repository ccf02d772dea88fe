"""What somebody who goes leaves to others: grids, devices, open work; the sheet of a hand-over (交接单)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.org.models import Account
from modules.grids.models.device import Device
from modules.grids.models.of_worker import OfWorker
from modules.grids.models.worker import GridAssignment, GridWorker

CAUSES = {"leave": _("Leave of absence"), "left": _("Left service")}
ITEMS = {"grid": _("Grid"), "device": _("Device"), "work": _("Open work")}


class HandOver(OfWorker, Audited, Versioned, Record):
    """One worker hands over on one day; it stays open until somebody has looked that all is in other hands."""

    LABEL = _("Hand-over")
    LABELS = {
        "worker": _("Handed over by"),
        "worker_id": _("Handed over by"),
        "cause": _("Cause"),
        "day": _("Day of the hand-over"),
        "successor": _("Successor"),
        "successor_id": _("Successor"),
        "status": _("State"),
        "accepted_by": _("Witness of the hand-over"),
        "accepted_by_id": _("Witness of the hand-over"),
        "accepted_on": _("Taken over on"),
        "ended_on": _("Given back on"),
    }
    CHOICES = {"cause": CAUSES}
    ACTS = {"hand_over": _("Handed over")}

    cause: Mapped[str] = mapped_column(String(10), nullable=False)
    day: Mapped[date] = mapped_column(Date, nullable=False)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid_worker.id"))
    status: Mapped[str] = mapped_column(String(10), default="open", nullable=False)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    accepted_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)

    worker: Mapped[GridWorker] = relationship(foreign_keys="HandOver.worker_id")
    successor: Mapped[GridWorker | None] = relationship(foreign_keys=[successor_id])
    accepted_by: Mapped[Account | None] = relationship(foreign_keys=[accepted_by_id])
    items: Mapped[list[HandOverItem]] = relationship(
        back_populates="hand_over", order_by="HandOverItem.id", cascade="all, delete-orphan"
    )

    @classmethod
    def waiting(cls) -> ColumnElement[bool]:
        """Hand-overs nobody has taken over yet, and whose worker is still away."""
        return (cls.status == "open") & cls.ended_on.is_(None)

    def __str__(self) -> str:
        return str(self.worker)


class HandOverItem(Scoped, Record):
    """One thing that changes hands, as it was called on that day, and to whom it went; nobody named, it waits.

    For a grid `ended` is the assignment that ended and `taken` the one that began in its place.
    """

    LABEL = _("Item of a hand-over")
    LABELS = {
        "hand_over": _("Hand-over"),
        "hand_over_id": _("Hand-over"),
        "kind": _("Kind"),
        "what": _("What is handed over"),
        "successor": _("Goes to"),
    }
    CHOICES = {"kind": ITEMS}

    hand_over_id: Mapped[int] = mapped_column(ForeignKey("grids_hand_over.id"), index=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    what: Mapped[str] = mapped_column(String(200), nullable=False)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid_worker.id"))
    ended_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid_assignment.id"))
    taken_id: Mapped[int | None] = mapped_column(ForeignKey("grids_grid_assignment.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("grids_device.id"))

    hand_over: Mapped[HandOver] = relationship(back_populates="items")
    successor: Mapped[GridWorker | None] = relationship()
    ended: Mapped[GridAssignment | None] = relationship(foreign_keys=[ended_id])
    taken: Mapped[GridAssignment | None] = relationship(foreign_keys=[taken_id])
    device: Mapped[Device | None] = relationship()

    def __str__(self) -> str:
        return self.what
