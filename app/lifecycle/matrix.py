"""Storing the roles and grants that installed modules declare. Cells a security administrator changed are kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.grants import Grant, GrantRow, Matrix, PostRole
from app.access.keepers import settled
from app.lifecycle.loader import Declared


def store_roles(session: Session, said: Iterable[Declared]) -> None:
    """Write the roles of all modules; a role nobody declares any more stays, because posts may still name it."""
    known = {role.name: role for role in session.scalars(select(PostRole))}
    declared = [role for part in said for role in part.get("access", "ROLES")]
    for position, role in enumerate(declared):
        row = known.get(role["name"])
        if row is None:
            row = PostRole(name=role["name"])
            session.add(row)
        row.label = str(role["label"])
        row.kind = role.get("kind", "business")
        row.levels = role["levels"]
        row.position = position
    session.flush()


def store_grants(session: Session, said: Iterable[Declared]) -> list[str]:
    """Make the stored table what the installed modules declare together.

    Returns:
        The customised cells that now differ from what is declared, as `role level model`.
    """
    wanted = Matrix.of(settled(row for part in said for row in part.get("access", "GRANTS"))).cells
    kept = []
    for row in session.scalars(select(Grant)).all():
        cell = wanted.pop((row.role, row.level, row.model), None)
        if row.customised:
            if cell is None or (row.rights, row.buttons) != _stored(cell):
                kept.append(f"{row.role} {row.level} {row.model}")
        elif cell is None:
            session.delete(row)
        else:
            row.rights, row.buttons = _stored(cell)
    for (role, level, model), cell in wanted.items():
        rights, buttons = _stored(cell)
        module = model.partition(".")[0]
        session.add(Grant(role=role, level=level, model=model, rights=rights, buttons=buttons, module=module))
    session.flush()
    return kept


def _stored(cell: GrantRow) -> tuple[str, str]:
    """Rights in their order, buttons each once."""
    rights = "".join(right for right in "rcud" if right in cell.rights)
    return rights, " ".join(dict.fromkeys(cell.buttons))
