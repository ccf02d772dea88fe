"""What every table that hangs on a grid worker has."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.model.base import Scoped
from modules.grids.models.worker import GridWorker


class OfWorker(Scoped):
    """A row that hangs on a grid worker."""

    @declared_attr
    def worker_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("grids_grid_worker.id"), index=True, nullable=False)

    @declared_attr
    def worker(cls) -> Mapped[GridWorker]:
        return relationship(GridWorker)
