"""Whom the matrix asks as: one account a level, with every right there is, and a few with less or with odd posts.

`matrix_all` may do everything to everything, and need not be named on files; `matrix_named` must be; `matrix_reader`
only reads; `matrix_none` holds a post to which nothing is granted.
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
    #: Posts other than the one its level says: the place, and whether it reaches below.
    posts: tuple[tuple[str, bool], ...] = ()

    @property
    def username(self) -> str:
        return f"{self.role}_{self.level}"

    @property
    def places(self) -> tuple[tuple[str, bool], ...]:
        return self.posts or ((STANDS[self.level], True),)

    @property
    def code(self) -> str:
        return self.places[0][0]

    def covers(self, code: str) -> bool:
        """Whether a place lies within a post, by comparing texts."""
        return any(code == here or (below and code[: len(here)] == here) for here, below in self.places)


READER = Asker("county", "matrix_reader")
NOBODY = Asker("county", "matrix_none")
TWO_POSTS = Asker("two_posts", "matrix_all", (("990102002", True), ("990103", True)))
HERE_ONLY = Asker("here_only", "matrix_all", (("990102", False),))
#: Somebody of another county, to whose unit a case was opened.
NEIGHBOUR = Asker("neighbour", "matrix_all", (("990103", True),))

ASKERS = (
    *(Asker(level, role) for level in STANDS for role in ("matrix_all", "matrix_named")),
    *(READER, NOBODY, TWO_POSTS, HERE_ONLY, NEIGHBOUR),
)


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
                    posts=[
                        Post(role=asker.role, division_code=code, below=below) for code, below in asker.places
                    ],
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
            for role, rights, pressed in (
                ("matrix_all", "rcud", [*buttons, UNNAMED]),
                ("matrix_named", "rcud", buttons),
                ("matrix_reader", "r", [UNNAMED]),
            ):
                session.add(
                    Grant(
                        role=role,
                        level=level,
                        model=model_id,
                        rights=rights,
                        buttons=" ".join(pressed),
                        module="tests",
                        customised=True,
                    )
                )
