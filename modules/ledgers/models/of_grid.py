"""What every line of a ledger has: the grid it belongs to."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, object_session, relationship

from app.model.base import Audited, Scoped, Versioned
from modules.grids.models import Grid, grids_of


class OfGrid(Audited, Scoped, Versioned):
    """A line of one grid, in the place of the grid. Row rule `own_grid`: workers see the grids they serve today."""

    @declared_attr
    def grid_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("grids_grid.id"), index=True, nullable=False)

    @declared_attr
    def grid(cls) -> Mapped[Grid]:
        return relationship(Grid)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Lines of the grids an account serves today."""
        return cls.grid_id.in_(grids_of(user_id))  # type: ignore[attr-defined,no-any-return]

    def problems(self) -> dict[str, Any]:
        """Why this line cannot be saved: it lies where its grid lies."""
        session = object_session(self)
        if session is None or not self.grid_id:  # type: ignore[truthy-function]
            return {}
        with session.no_autoflush:
            grid = session.get(Grid, self.grid_id)  # type: ignore[arg-type]
        if grid is not None and self.division_code != grid.division_code:
            return {"division_code": gettext("This line belongs to the village or community of its grid")}
        return {}
