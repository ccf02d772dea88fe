"""What lies in a volume, and why something does not."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.document.binding import BINDABLE
from app.model.base import Audited, Record, Versioned
from modules.archive.models.lists import Requirement, Slot
from modules.archive.models.of_volume import OfVolume


def _change(piece: Piece, values: dict[str, Any]) -> None:
    from modules.archive.gathering import change  # gathering stands on the models

    change(piece, values)


class Piece(Audited, OfVolume, Versioned, Record):
    """One paper or file of a volume, in its place.

    `source` is `paper` or `attachment`, `source_uuid` that row's uuid. A file that cannot become pages has none: it is
    listed with its checksum and stays what it is.
    """

    __table_args__ = (UniqueConstraint("volume_id", "source_uuid"),)

    LABEL = _("Piece")
    LABELS = {
        "volume": _("Volume"),
        "volume_id": _("Volume"),
        "position": _("No."),
        "slot": _("Kind of piece"),
        "slot_id": _("Kind of piece"),
        "title": _("Name"),
        "pages": _("Number of pages"),
        "page_words": _("Page numbers"),
        "remark": _("Remark"),
        "sha256": _("Checksum"),
        "media": _("Kind of file"),
        "source": _("Source"),
        "source_uuid": _("Source"),
        "first_page": _("First page"),
    }

    MACHINE = ("media", "source_uuid", "sha256")
    CHOICES = {"source": {"paper": _("Paper"), "attachment": _("Attachment")}}
    SERVICE = {"update": _change}

    position: Mapped[int] = mapped_column(Integer, nullable=False)
    slot_id: Mapped[int] = mapped_column(ForeignKey("archive_slot.id"), nullable=False)
    title: Mapped[str] = mapped_column(String(200), nullable=False)
    source: Mapped[str] = mapped_column(String(12), nullable=False)
    source_uuid: Mapped[str] = mapped_column(String(36), nullable=False)
    media: Mapped[str] = mapped_column(String(100), nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    pages: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    first_page: Mapped[int | None] = mapped_column(Integer)
    remark: Mapped[str | None] = mapped_column(String(200))

    slot: Mapped[Slot] = relationship()

    @property
    def electronic(self) -> bool:
        """Whether it stays a file beside the bound pages."""
        return self.pages == 0

    @property
    def bindable(self) -> bool:
        return self.media in BINDABLE

    @property
    def page_words(self) -> str:
        """`3-5`, as the catalogue says it."""
        if self.first_page is None or not self.pages:
            return ""
        last = self.first_page + self.pages - 1
        return str(self.first_page) if last == self.first_page else f"{self.first_page}-{last}"

    def locked_reason(self) -> str:
        """As the volume."""
        return self.volume.locked_reason()

    def __str__(self) -> str:
        return self.title


class Explanation(Audited, OfVolume, Versioned, Record):
    """Why something that must lie in the volume does not (form F11)."""

    __table_args__ = (UniqueConstraint("volume_id", "requirement_id"),)

    LABEL = _("Explanation of what is missing")
    LABELS = {
        "volume": _("Volume"),
        "volume_id": _("Volume"),
        "requirement": _("What is missing"),
        "requirement_id": _("What is missing"),
        "reason": _("Why it is missing"),
    }

    requirement_id: Mapped[int] = mapped_column(ForeignKey("archive_requirement.id"), nullable=False)
    reason: Mapped[str] = mapped_column(String(300), nullable=False)

    requirement: Mapped[Requirement] = relationship()

    def problems(self) -> dict[str, Any]:
        """Nothing is explained on a checked volume."""
        closed = self.volume.locked_reason() if self.volume is not None else ""
        return {"volume": closed} if closed else {}

    def locked_reason(self) -> str:
        """As the volume."""
        return self.volume.locked_reason()

    def __str__(self) -> str:
        return str(self.requirement)
