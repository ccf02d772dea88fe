"""What every row of a volume has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Scoped, db
from modules.archive.models.volume import Volume, named_by_volume


class OfVolume(Scoped):
    """A row of a volume: it lies where the volume lies, and is read with it."""

    @declared_attr
    def volume_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("archive_volume.id"), index=True, nullable=False)

    @declared_attr
    def volume(cls) -> Mapped[Volume]:
        return relationship(Volume)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        return named_by_volume(cls.volume_id, user_id)

    @validates("volume", "volume_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        volume = db.session.get(Volume, value) if name == "volume_id" and value is not None else value
        if volume is not None:
            self.division_code = volume.division_code
        return value
