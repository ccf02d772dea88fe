"""What the database knows of the house: which modules are installed, in which version, and a few facts of the site."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from app.model.moment import now

KERNEL = "kernel"
INSTALLED = "installed"


class SysModule(Record):
    """A module that is, or was, installed; the kernel is one of them. `state` is `installed` or `uninstalled`."""

    __tablename__ = "sys_module"

    name: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    version: Mapped[str] = mapped_column(String(20), nullable=False)
    state: Mapped[str] = mapped_column(String(20), default=INSTALLED, nullable=False)
    installed_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(DateTime, default=now, onupdate=now, nullable=False)


class SysMeta(Record):
    """One fact of the site by name: whether the demo stands, what the last seeding left alone."""

    __tablename__ = "sys_meta"

    name: Mapped[str] = mapped_column(String(60), unique=True, nullable=False)
    value: Mapped[str] = mapped_column(Text, nullable=False)
