"""Kinds of organs that entrust matters to mediation: a list administrators keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from app.model.code import Code
from modules.cases.models import CodeList


class OrganKind(Code, Record):
    """A kind of organ: what docking with it is called, by which channel its matters become cases, and its limit.

    `policy` is the limit of matters for which no limit of their own kind is kept.
    """

    MACHINE = ("code", "policy")
    LABEL = _("Kind of organ")
    LABELS = Code.LABELS | {
        "docking": _("Docking"),
        "channel": _("Channel"),
        "policy": _("Code of its limit"),
        "is_court": _("Is a court"),
        "sorts": _("Sorts matters into three classes"),
    }
    CHOICES = {"channel": CodeList("channel")}

    docking: Mapped[str] = mapped_column(String(20), nullable=False)
    channel: Mapped[str] = mapped_column(String(40), nullable=False)
    policy: Mapped[str | None] = mapped_column(String(40))
    is_court: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    sorts: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
