"""What a row is called before a reader, and who handles it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import current_app

from app.access.scope import Scope, current_scope
from app.model.mask import mask_id, mask_name, mask_phone

#: How each kind of `MASKS` hides a text.
MASKS: dict[str, Callable[[str], str]] = {"name": mask_name, "id": mask_id, "phone": mask_phone}


def handles(row: Any, scope: Scope) -> bool:
    """Whether somebody handles a row, and so sees the names on it in full.

    A model may decide itself with a method `handled_by(scope)`; otherwise it is whoever may change the row.
    """
    own = getattr(row, "handled_by", None)
    return bool(own(scope)) if own is not None else scope.may("u", row)


def called(row: Any, scope: Scope | None = None, *, of: Any = None) -> str:
    """What a row is called before a reader.

    A masked column that is part of its name (`MASKS`) is masked for whoever handles neither the row nor `of`, and for
    everybody on a row that `hides_names`; a model with a method `shown_to(scope)` answers itself.

    Args:
        row: the row.
        scope: the reader; the current one if not given.
        of: the row it is shown on (the case a party belongs to).
    """
    scope = scope or current_scope()
    own = getattr(row, "shown_to", None)
    if own is not None:
        return str(own(scope))
    text = str(row) if named(row.__class__) else f"{current_app.extensions['screens'].label(type(row))} {row.id}"
    masks = getattr(row, "MASKS", None)
    hidden = hides(of)
    if not masks or (not hidden and (handles(row, scope) or (of is not None and handles(of, scope)))):
        return text
    for name, kind in masks.items():
        value = getattr(row, name)
        if value:
            text = text.replace(value, MASKS[kind](value))
    return text


def hides(row: Any) -> bool:
    """Whether people are masked on a row, whoever reads; a page of its own asks for a reason and names them."""
    return bool(getattr(row, "hides_names", False))


@lru_cache(maxsize=256)
def named(model: type[Any]) -> bool:
    """Whether a model says what its rows are called; others go by the kind of record and their number."""
    return any("__str__" in vars(cls) for cls in model.__mro__[:-1])
