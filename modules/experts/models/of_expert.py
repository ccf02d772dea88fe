"""What every table that hangs on an expert has: the key, and the division of the pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Scoped, db

if TYPE_CHECKING:
    from modules.experts.models.expert import Expert


class OfExpert(Scoped):
    """A row that hangs on an expert and lies where the pool lies."""

    @declared_attr
    def expert_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("experts_expert.id"), index=True, nullable=False)

    @declared_attr
    def expert(cls) -> Mapped[Expert]:
        return relationship("Expert")

    @validates("expert", "expert_id")
    def _lie_with_the_expert(self, name: str, value: Any) -> Any:
        from modules.experts.models.expert import Expert  # further fields of it are such rows

        expert = db.session.get(Expert, value) if name == "expert_id" and value is not None else value
        if expert is not None:
            self.division_code = expert.division_code
        return value
