"""What every table that hangs on a case has: the key, and the case's own division."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Scoped, db
from modules.cases.models.case import Case


class OfCase(Scoped):
    """A row that hangs on a case, lies where the case lies, and is shared with it."""

    share_key: str | None = "case_id"

    @declared_attr
    def case_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("cases_case.id"), index=True, nullable=False)

    @declared_attr
    def case(cls) -> Mapped[Case]:
        return relationship(Case)

    @validates("case", "case_id")
    def _lie_with_the_case(self, name: str, value: Any) -> Any:
        case = db.session.get(Case, value) if name == "case_id" and value is not None else value
        if case is not None:
            self.division_code = case.division_code
        return value

    @validates("division_code")
    def _stay_with_the_case(self, _name: str, code: str) -> str:
        case = self.case or (db.session.get(Case, self.case_id) if self.case_id is not None else None)
        return case.division_code if case is not None else code
