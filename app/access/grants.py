"""The grant table: role x level x model x rights. It is data; code only reads it.

A module's `access.py` writes it as a text table, which `table()` turns into rows; installing a module stores them in
`access_grant`, where a security administrator may change them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.model.base import LEVELS, Record

RIGHTS = {"r": "read", "c": "create", "u": "update", "d": "delete"}

#: A button in a grant that lets its holder see rows of `assigned` and `own_grid` models without being named on them.
UNNAMED = "unnamed"

#: Words for levels that a setting of the site decides; see `app/access/keepers.py`.
KEEPERS, OTHERS = "keepers", "others"

_LEVEL_NAMES = tuple(LEVELS)


class Grant(Record):
    """What one role may do with one model at one level. `customised` rows are left alone by upgrades."""

    __table_args__ = (UniqueConstraint("role", "level", "model"),)

    kept_in_memory = True

    MACHINE = ("rights", "buttons", "module")

    role: Mapped[str] = mapped_column(String(40), nullable=False)
    level: Mapped[str] = mapped_column(String(10), nullable=False)
    model: Mapped[str] = mapped_column(String(80), nullable=False)
    rights: Mapped[str] = mapped_column(String(4), default="", nullable=False)
    buttons: Mapped[str] = mapped_column(String(500), default="", nullable=False)
    module: Mapped[str] = mapped_column(String(40), nullable=False)
    customised: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)

    def problems(self) -> dict[str, Any]:
        """What is wrong with an edited cell, by field."""
        wrong = set(self.rights or "") - set(RIGHTS)
        return {"rights": _("Only the letters r, c, u and d")} if wrong else {}


class PostRole(Record):
    """A role a post may hold. `kind` is business, or one of the three separated security roles."""

    __tablename__ = "access_role"

    name: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    label: Mapped[str] = mapped_column(String(60), nullable=False)
    kind: Mapped[str] = mapped_column(String(20), default="business", nullable=False)
    levels: Mapped[str] = mapped_column(String(60), nullable=False)
    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)


@dataclass(frozen=True)
class GrantRow:
    """One cell of the matrix, as declared by a module."""

    role: str
    level: str
    model: str
    rights: str
    buttons: tuple[str, ...] = ()


def levels_between(text: str) -> tuple[str, ...]:
    """The levels named by `county`, `village-county` (from the ground up) or `all`; `keepers` and `others` stay open.

    Raises:
        ValueError: a level that does not exist.
    """
    if text == "all":
        return _LEVEL_NAMES
    if text in (KEEPERS, OTHERS):
        return (text,)
    low, _, high = text.partition("-")
    positions = sorted(_LEVEL_NAMES.index(name) for name in (low, high or low))
    return _LEVEL_NAMES[positions[0] : positions[1] + 1]


def table(text: str) -> tuple[GrantRow, ...]:
    """Read a grant table written as text.

    Each line: role, level or range of levels, model, rights (letters of `rcud`, `-` where refused), then the
    buttons the role may press. The first line is the heading; blank lines and `#` remarks are skipped.

    Raises:
        ValueError: a line that is too short, or an unknown level or right.
    """
    rows = []
    lines = [line.split("#")[0].split() for line in text.strip().splitlines()]
    for cells in [cells for cells in lines if cells][1:]:
        if len(cells) < 4:
            raise ValueError(f"grant line too short: {' '.join(cells)}")
        role, levels, model, rights, *buttons = cells
        letters = rights.replace("-", "")
        if set(letters) - set(RIGHTS):
            raise ValueError(f"unknown right in {rights!r} for {role} on {model}")
        rows += [
            GrantRow(role, level, model, letters, tuple(button for button in buttons if button != "-"))
            for level in levels_between(levels)
        ]
    return tuple(rows)


@dataclass(frozen=True)
class Matrix:
    """The whole grant table in memory, looked up by role, level and model."""

    cells: dict[tuple[str, str, str], GrantRow] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[GrantRow]) -> Matrix:
        """Build a matrix; several rows for one cell add up."""
        cells: dict[tuple[str, str, str], GrantRow] = {}
        for row in rows:
            key = (row.role, row.level, row.model)
            if key in cells:
                old = cells[key]
                row = GrantRow(*key, old.rights + row.rights, old.buttons + row.buttons)
            cells[key] = row
        return cls(cells)

    @classmethod
    def load(cls, session: Session) -> Matrix:
        """Read the stored grant table."""
        rows = session.execute(
            select(Grant.role, Grant.level, Grant.model, Grant.rights, Grant.buttons)
        ).all()
        return cls.of(
            GrantRow(role, level, model, rights, tuple(buttons.split()))
            for role, level, model, rights, buttons in rows
        )

    def allows(self, role: str, level: str, model: str, right: str) -> bool:
        """Whether the role at that level holds a right (one letter) or a button (a word) on a model."""
        cell = self.cells.get((role, level, model))
        return cell is not None and (right in cell.rights if len(right) == 1 else right in cell.buttons)
