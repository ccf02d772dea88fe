"""What people keep of the screens: views of a list, and what they typed into a form."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import DivisionCode, Personal, Record
from app.model.moment import now
from app.model.sealed import Sealing, sealed_bytes


class SavedView(Personal, Record):
    """A list as somebody likes it: filters, order and columns under a name; without one it is how they see it usually.

    `address` holds the parameters of the list's address, without the place in it. With a `shared_code` the people of
    that division and of those below it have the view too.
    """

    kept_in_memory = True

    __table_args__ = (UniqueConstraint("owner_id", "model", "name"),)

    model: Mapped[str] = mapped_column(String(80), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(40), nullable=False)
    address: Mapped[str] = mapped_column(Text, default="", nullable=False)
    shared_code: Mapped[str | None] = mapped_column(DivisionCode)
    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)

    def __str__(self) -> str:
        return self.name


class Typed(Personal, Sealing, Record):
    """What somebody typed into one drawn form, and where it led once it was saved.

    While it is being typed this is their draft. Saved, it keeps only the mark of what was sent and where that led, so
    that a form sent twice writes once.
    """

    __table_args__ = (
        UniqueConstraint("owner_id", "once"),
        Index("ix_view_typed_form", "owner_id", "form", "kept_at"),
    )

    audit_trail = False  # a draft is nobody's act yet; what is saved of it is in the trail

    once: Mapped[str] = mapped_column(String(32), nullable=False)
    form: Mapped[str] = mapped_column(String(200), nullable=False)
    kept_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    mark: Mapped[str | None] = mapped_column(String(64))
    led_to: Mapped[str | None] = mapped_column(String(300))
    #: The fields as pairs of name and text, in JSON; names and numbers of people are among them.
    fields = sealed_bytes()

    def __str__(self) -> str:
        return self.form
