"""What every table that hangs on a mediation has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Scoped, db
from modules.mediation.models.mediation import Mediation, mediations_of


class OfMediation(Scoped):
    """A row of a mediation: it lies where the mediation lies, and is read by those named on it."""

    #: Whether the person who registered the mediation reads such rows too.
    open_to_registrar = False

    @declared_attr
    def mediation_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("mediation_mediation.id"), index=True, nullable=False)

    @declared_attr
    def mediation(cls) -> Mapped[Mediation]:
        return relationship(Mediation)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        return cls.mediation_id.in_(mediations_of(user_id, registered=cls.open_to_registrar))

    @validates("mediation", "mediation_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        mediation = (
            db.session.get(Mediation, value) if name == "mediation_id" and value is not None else value
        )
        if mediation is not None:
            self.division_code = mediation.division_code
        return value
