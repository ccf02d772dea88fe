"""What can be done to many rows: setting a field, making accounts, giving new first passwords, printing a paper.

An act tells whether somebody may do it, does it to one row in a part of the transaction of its own, and says before and
after for the preview. The preview is the act itself, rolled back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from app.model.base import Record
from app.view.batches.models import Batch

#: Rows of one batch, where its act sets no limit of its own.
MOST = 5_000


class Stays(Exception):
    """A row is left as it is; the text says why. `same` when it holds already what it should."""

    def __init__(self, text: str, *, same: bool = False) -> None:
        super().__init__(text)
        self.same = same


@dataclass
class Deed:
    """What was done to a row.

    Attributes:
        shown: texts for the columns of the preview.
        before: what the field held before and holds now, for setting it back.
        account_id: the account a first password is to be printed for.
    """

    shown: tuple[str, ...] = ()
    before: dict[str, Any] | None = None
    account_id: int | None = None


class Act(Protocol):
    """One act; see the module."""

    name: str
    label: Any
    icon: str
    #: Whether a row is written, and so must be one the reader may change.
    writes: bool
    #: The job that does it however few the rows, for an act whose outcome is a file; else empty.
    job: str
    #: Rows of one batch.
    most: int

    def offered(self, model: type[Record]) -> bool:
        """Whether the reader may do it to rows of a model."""

    def title(self, batch: Batch) -> str:
        """What is done, with its settings, in words."""

    def columns(self, batch: Batch) -> tuple[str, ...]:
        """Headings of what `Deed.shown` says."""

    def do(self, row: Any, batch: Batch) -> Deed:
        """Do it to one row, or raise `Stays`, `Refused` or `Invalid`."""
