"""The whole file of a volume, and what proves it."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record
from app.model.moment import now
from app.model.sealed import Sealing, sealed_bytes
from modules.archive.models.of_volume import OfVolume


class VolumeFile(Audited, OfVolume, Sealing, Record):
    """One PDF/A of a whole volume. `basis` is the checksum of all that was bound, so that a stale one is known."""

    __table_args__ = (UniqueConstraint("volume_id"),)

    LABEL = _("The whole file")

    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    draft: Mapped[bool] = mapped_column(Boolean, nullable=False)
    pages: Mapped[int] = mapped_column(Integer, nullable=False)
    size: Mapped[int] = mapped_column(Integer, nullable=False)
    basis: Mapped[str] = mapped_column(String(64), nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    body = sealed_bytes()

    def __str__(self) -> str:
        return self.sha256[:12]


class Proof(Record):
    """One checksum kept at sealing: of the whole file, of what the rows said, of each piece. It can only be added.

    It names nobody and lies nowhere, so a change of boundaries has nothing to rewrite in it.
    """

    append_only = True

    __table_args__ = (UniqueConstraint("volume_id", "what", "ref"),)

    volume_id: Mapped[int] = mapped_column(ForeignKey("archive_volume.id"), nullable=False)
    #: `file`, `rows`, `paper` or `attachment`.
    what: Mapped[str] = mapped_column(String(12), nullable=False)
    #: The uuid of what it is the checksum of.
    ref: Mapped[str] = mapped_column(String(36), nullable=False)
    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    sealed_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)

    def __str__(self) -> str:
        return f"{self.what} {self.ref}"
