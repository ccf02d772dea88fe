"""Persons and organisations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Scoped, Versioned


class Person(Audited, Scoped, Versioned, Record):
    """A natural person. Sex, birth date and the like may come from the identity number."""

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    sex: Mapped[str | None] = mapped_column(String(4))
    birth_date: Mapped[date | None] = mapped_column(Date)
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    id_number: Mapped[str | None] = mapped_column(String(30))
    phone: Mapped[str | None] = mapped_column(String(30))
    address: Mapped[str | None] = mapped_column(String(200))
    occupation: Mapped[str | None] = mapped_column(String(80))
    employer: Mapped[str | None] = mapped_column(String(120))

    def __str__(self) -> str:
        return self.name


class Organisation(Audited, Scoped, Versioned, Record):
    """A legal person or other organisation. Its name and credit code are public."""

    name: Mapped[str] = mapped_column(String(120), nullable=False)
    uscc: Mapped[str | None] = mapped_column(String(18))
    address: Mapped[str | None] = mapped_column(String(200))
    legal_representative: Mapped[str | None] = mapped_column(String(80))
    representative_post: Mapped[str | None] = mapped_column(String(60))
    phone: Mapped[str | None] = mapped_column(String(30))

    def __str__(self) -> str:
        return self.name
