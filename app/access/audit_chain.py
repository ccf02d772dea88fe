"""The chain of the audit trail: one a county, each row sealed with the hash of the row before it.

The head of a chain is locked last, just before the commit, so that writers of one county queue for an instant only and
those of different counties not at all. What is hashed is the very text stored; a JSON column would re-order it.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.access import walls
from app.access.scope import SystemScope, scope_of
from app.model.base import LEVELS, BigId, Record, Scoped
from app.model.trips import send_with_next

#: Digits of a division code that name a chain: those of a county.
_SHARD_DIGITS = LEVELS["county"][0]

#: The chain of acts that belong to no division: installing, failed tries of unknown names.
HOUSE_SHARD = "-"

#: How values are written for a digest, and a line for its seal; never to be changed.
_spaced = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode
_canonical = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
).encode

#: What the first line of a chain follows.
FIRST_LINK = "0" * 64


@dataclass
class Entry:
    """One line of the trail, before it has a number and a hash."""

    action: str
    model: str | None = None
    row_id: int | None = None
    division_code: str | None = None
    user_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    at: str = ""
    address: str | None = None
    purpose: str | None = None


class Audit(Scoped, Record):
    """One line of the trail. `canonical` is the text that was hashed; the other columns repeat it for lists."""

    __table_args__ = (
        UniqueConstraint("shard", "number"),
        Index("ix_access_audit_row", "model", "row_id", "id"),
        Index("ix_access_audit_user", "user_id", "id"),
    )

    audit_trail = False
    append_only = True

    MACHINE = ("canonical", "hash")

    LABELS = {"address": _("Network address")}

    shard: Mapped[str] = mapped_column(String(6), nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    address: Mapped[str | None] = mapped_column(String(45))
    purpose: Mapped[str | None] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40), nullable=False)
    model: Mapped[str | None] = mapped_column(String(80))
    row_id: Mapped[int | None] = mapped_column(BigId)
    canonical: Mapped[str] = mapped_column(Text, nullable=False)
    hash: Mapped[str] = mapped_column(String(64), nullable=False)


class AuditHead(Record):
    """The last line of each chain."""

    audit_trail = False

    shard: Mapped[str] = mapped_column(String(6), unique=True, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    hash: Mapped[str] = mapped_column(String(64), nullable=False)


_HEADS: Any = AuditHead.__table__
_THIS = _HEADS.c.shard == bindparam("of_shard")
_LAST = select(_HEADS.c.number, _HEADS.c.hash).where(_THIS).with_for_update()
_MOVED = _HEADS.update().where(_THIS)
_ADDED = Audit.__table__.insert().inline()  # type: ignore[attr-defined]

#: Columns of a line that its canonical text repeats.
REPEATED = ("at", "user_id", "address", "purpose", "action", "model", "row_id", "division_code")


def digest(values: Any) -> str:
    """HMAC of values under the audit key: equal values give equal digests, and nothing can be read from them."""
    return _seal(_spaced(values))[:32]


def audit_key() -> bytes:
    """The key of the chain, from the configuration."""
    return str(current_app.config["AUDIT_KEY"]).encode()


def write_entries(session: Session, entries: list[Entry]) -> None:
    """Number, hash and insert the entries of a transaction: one insert, one update a chain."""
    connection = session.connection()
    home = next(iter(scope_of(session).codes), "")
    by_shard: dict[str, list[Entry]] = {}
    for entry in entries:
        entry.division_code = entry.division_code or home
        by_shard.setdefault(entry.division_code[:_SHARD_DIGITS] or HOUSE_SHARD, []).append(entry)
    rows = []
    for shard in sorted(by_shard):
        number, last = _lock_head(connection, shard)
        for entry in by_shard[shard]:
            number += 1
            row = chained(entry, shard, number, last)
            last = row["hash"]
            rows.append(row)
        send_with_next(connection, _MOVED, {"of_shard": shard, "number": number, "hash": last})
    with _past_the_wall(session, entries):
        send_with_next(connection, _ADDED, *rows)


def chained(entry: Entry, shard: str, number: int, previous: str) -> dict[str, Any]:
    """The row of an entry in its place in the chain."""
    facts = {
        "at": entry.at,
        "user_id": entry.user_id,
        "address": entry.address,
        "purpose": (entry.purpose or "")[:80] or None,
        "action": entry.action,
        "model": entry.model,
        "row_id": entry.row_id,
        "division_code": entry.division_code,
    }
    said = {**facts, "detail": entry.detail, "shard": shard, "number": number, "previous": previous}
    canonical = _canonical(said)
    return {
        **facts,
        "at": datetime.fromisoformat(entry.at),
        "shard": shard,
        "number": number,
        "canonical": canonical,
        "hash": chain_hash(canonical),
    }


def chain_hash(canonical: str) -> str:
    """The seal of a line: HMAC-SHA256 of its text, which holds the seal of the line before."""
    return _seal(canonical)


def _seal(text: str) -> str:
    return hmac.digest(audit_key(), text.encode("utf-8", "surrogatepass"), "sha256").hex()


def _lock_head(connection: Any, shard: str) -> tuple[int, str]:
    found = connection.execute(_LAST, {"of_shard": shard}).first()
    if found is None:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(
            insert(_HEADS)
            .values(shard=shard, number=0, hash=FIRST_LINK)
            .on_conflict_do_nothing(index_elements=["shard"])
        )
        found = connection.execute(_LAST, {"of_shard": shard}).one()
    return found.number, found.hash


class _past_the_wall:  # noqa: N801 - a context
    """Lets a line through the second wall when it concerns a place the actor cannot see (a shared case)."""

    def __init__(self, session: Session, entries: list[Entry]) -> None:
        self.connection = session.connection()
        scope = scope_of(session)
        inside = isinstance(scope, SystemScope) or all(scope.within(e.division_code) for e in entries)
        self.needed = self.connection.dialect.name == "postgresql" and not inside

    def __enter__(self) -> None:
        if self.needed:
            send_with_next(self.connection, walls.SYSTEM, {"system": "on"})

    def __exit__(self, *_error: Any) -> None:
        if self.needed:
            send_with_next(self.connection, walls.SYSTEM, {"system": ""})
