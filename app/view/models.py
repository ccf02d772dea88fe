"""What people keep of the screens: views of a list, their own or shared with the people of their place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import DivisionCode, Personal, Record
from app.model.moment import now


class SavedView(Personal, Record):
    """A list as somebody likes it: filters, order and columns under a name.

    `address` holds the parameters of the list's address, without the place in it. With a `shared_code` the people of
    that division and of those below it have the view too.
    """

    __table_args__ = (UniqueConstraint("owner_id", "model", "name"),)

    model: Mapped[str] = mapped_column(String(80), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(40), nullable=False)
    address: Mapped[str] = mapped_column(Text, default="", nullable=False)
    shared_code: Mapped[str | None] = mapped_column(DivisionCode)
    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)

    def __str__(self) -> str:
        return self.name
