"""What the database knows of the house: which modules are installed, and what their seeds looked like."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from app.model.moment import now

KERNEL = "kernel"
INSTALLED = "installed"
UNINSTALLED = "uninstalled"


class SysModule(Record):
    """A module that is, or was, installed; the kernel is one of them. `state` is `installed` or `uninstalled`."""

    __tablename__ = "sys_module"

    name: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    version: Mapped[str] = mapped_column(String(20), nullable=False)
    state: Mapped[str] = mapped_column(String(20), default=INSTALLED, nullable=False)
    installed_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(DateTime, default=now, onupdate=now, nullable=False)


class SysMeta(Record):
    """One fact of the site by name, for instance whether the demo stands."""

    __tablename__ = "sys_meta"

    name: Mapped[str] = mapped_column(String(60), unique=True, nullable=False)
    value: Mapped[str] = mapped_column(Text, nullable=False)


class SysSeed(Record):
    """A row that came with a module, and the digest of its values then; another digest now means people touched it."""

    __tablename__ = "sys_seed"
    __table_args__ = (UniqueConstraint("table", "key"),)

    audit_trail = False

    table: Mapped[str] = mapped_column(String(63), nullable=False)
    key: Mapped[str] = mapped_column(String(300), nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
