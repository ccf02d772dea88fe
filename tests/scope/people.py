"""Whom the matrix asks as: one account a level, twice, with every right there is.

Places are what this matrix is about, not rights: `matrix_all` may do everything to everything, and need not be named
on files; `matrix_named` must be.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from sqlalchemy.orm import Session

from app.access.grants import UNNAMED, Grant
from app.access.scope import system
from app.model.base import LEVELS
from app.model.house import house
from app.model.kept import kept_changed
from app.org.models import Account, Post

#: Where each level's account stands.
STANDS = {
    "province": "99",
    "city": "9901",
    "county": "990102",
    "township": "990102001",
    "village": "990102001001",
}

#: Every other place in which rows lie: siblings at each level, what lies below them, another province.
PLACES = (
    *STANDS.values(),
    "9902",
    "990103",
    "990102002",
    "990102001002",
    "990103001",
    "990103001001",
    "98",
    "980101001001",
)


@dataclass(frozen=True)
class Asker:
    """One account of the matrix."""

    level: str
    role: str

    @property
    def username(self) -> str:
        return f"{self.role}_{self.level}"

    @property
    def code(self) -> str:
        return STANDS[self.level]


ASKERS = tuple(Asker(level, role) for level in STANDS for role in ("matrix_all", "matrix_named"))


def settle(app: Flask, password_hash: str) -> None:
    """Write the two roles into the grant table and open their accounts."""
    with app.app_context(), system("settle the matrix") as session:
        _grant(session)
        for asker in ASKERS:
            session.add(
                Account(
                    username=asker.username,
                    name=f"矩阵{asker.level}",
                    first_name="",
                    last_name="",
                    email=f"{asker.username}@demo.invalid",
                    active=True,
                    password=password_hash,
                    division_code=asker.code,
                    posts=[Post(role=asker.role, division_code=asker.code, below=True)],
                )
            )
        session.flush()
        kept_changed(session)
        session.commit()


def _grant(session: Session) -> None:
    for model_id in house().models:
        workflow = house().workflows.get(model_id)
        buttons = ["reveal", *(arrow.name for arrow in workflow.transitions)] if workflow else ["reveal"]
        for level in LEVELS:
            for role, more in (("matrix_all", [UNNAMED]), ("matrix_named", [])):
                session.add(
                    Grant(
                        role=role,
                        level=level,
                        model=model_id,
                        rights="rcud",
                        buttons=" ".join([*buttons, *more]),
                        module="tests",
                        customised=True,
                    )
                )
