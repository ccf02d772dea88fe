"""What every row of an agreement has."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Scoped, db
from modules.agreements.models.agreement import Agreement, named_by_agreement


class OfAgreement(Scoped):
    """A row of an agreement: it lies where the agreement lies, and is read with it."""

    @declared_attr
    def agreement_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("agreements_agreement.id"), index=True, nullable=False)

    @declared_attr
    def agreement(cls) -> Mapped[Agreement]:
        return relationship(Agreement)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        return named_by_agreement(cls.agreement_id, user_id)

    @validates("agreement", "agreement_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        agreement = (
            db.session.get(Agreement, value) if name == "agreement_id" and value is not None else value
        )
        if agreement is not None:
            self.division_code = agreement.division_code
        return value
