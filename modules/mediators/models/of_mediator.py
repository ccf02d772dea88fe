"""What every table that hangs on a mediator has."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.model.base import Scoped
from modules.mediators.models.mediator import Mediator


class OfMediator(Scoped):
    """A row that hangs on a mediator."""

    @declared_attr
    def mediator_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("mediators_mediator.id"), index=True, nullable=False)

    @declared_attr
    def mediator(cls) -> Mapped[Mediator]:
        return relationship(Mediator)
