"""Every act there is, and those a reader may do."""

from __future__ import annotations

from app.model.base import Record
from app.view.batches.accounts import MakeAccounts, NewPasswords
from app.view.batches.acts import Act
from app.view.batches.editing import Edit
from app.view.batches.printing import PrintPapers

ACTS: dict[str, Act] = {act.name: act for act in (Edit(), PrintPapers(), MakeAccounts(), NewPasswords())}


def acts_of(model: type[Record]) -> list[Act]:
    """The acts the reader may do to rows of a model."""
    return [act for act in ACTS.values() if act.offered(model)]
