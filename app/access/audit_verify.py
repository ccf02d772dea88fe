"""Finding out whether somebody laid hands on the audit trail.

Within a chain an edited, deleted or moved line breaks the hashes. A tail cut off together with its head breaks nothing
inside; it is seen only against heads that were kept somewhere else (`flask audit heads`, printed or on another
machine).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.audit_chain import FIRST_LINK, REPEATED, Audit, AuditHead, chain_hash

_BATCH = 2000


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with the trail.

    Args:
        shard: the chain.
        number: the line, or the first missing one.
        kind: `edited`, `missing`, `moved`, `cut`, `head`.
        text: what is wrong, in words.
    """

    shard: str
    number: int
    kind: str
    text: str


@dataclass(frozen=True)
class Head:
    """The last line of a chain, as exported."""

    shard: str
    number: int
    hash: str


def heads(session: Session) -> list[Head]:
    """The heads to be kept outside."""
    found = session.execute(
        select(AuditHead.shard, AuditHead.number, AuditHead.hash).order_by(AuditHead.shard)
    )
    return [Head(*row) for row in found]


def as_json(items: Iterable[Any]) -> str:
    """Heads or flaws as JSON."""
    return json.dumps([asdict(item) for item in items], ensure_ascii=False, indent=1)


def read_heads(text: str) -> list[Head]:
    """Read exported heads.

    Raises:
        ValueError: not what `as_json` wrote.
    """
    try:
        return [Head(str(h["shard"]), int(h["number"]), str(h["hash"])) for h in json.loads(text)]
    except (TypeError, KeyError) as error:
        raise ValueError("not a list of heads") from error


@dataclass(frozen=True)
class Chain:
    """One chain as it was read.

    Args:
        shard: its name.
        lines: how many lines were read.
        head: the last of them; None when there are none.
        flaws: what is wrong.
    """

    shard: str
    lines: int
    head: Head | None
    flaws: list[Flaw]


def verify(session: Session, kept: Iterable[Head] = ()) -> tuple[int, list[Flaw]]:
    """How many lines all chains have together, and what is wrong with them; see `chains`."""
    found = chains(session, kept)
    return sum(chain.lines for chain in found), [flaw for chain in found for flaw in chain.flaws]


def chains(session: Session, kept: Iterable[Head] = ()) -> list[Chain]:
    """Walk every chain.

    Args:
        session: a session with system scope.
        kept: heads exported earlier.
    """
    known = {head.shard: head for head in heads(session)}
    outside: dict[str, list[Head]] = {}
    for head in kept:
        outside.setdefault(head.shard, []).append(head)
    listed = set(session.scalars(select(Audit.shard).distinct()))
    found = []
    for shard in sorted(listed | set(known) | set(outside)):
        walk = _Walk(shard, outside.get(shard, ()))
        for line in _lines(session, shard):
            walk.step(line)
        walk.end(known.get(shard))
        last = Head(shard, walk.number, walk.hash) if walk.count else None
        found.append(Chain(shard, walk.count, last, walk.flaws))
    return found


def _lines(session: Session, shard: str) -> Iterator[Any]:
    last = 0
    while True:
        batch = session.scalars(
            select(Audit)
            .where(Audit.shard == shard, Audit.number > last)
            .order_by(Audit.number)
            .limit(_BATCH)
        ).all()
        yield from batch
        session.expunge_all()
        if len(batch) < _BATCH:
            return
        last = batch[-1].number


class _Walk:
    """One chain, read from its first line to its last."""

    def __init__(self, shard: str, kept: Iterable[Head]) -> None:
        self.shard = shard
        self.kept = {head.number: head for head in kept}
        self.number = 0
        self.hash = FIRST_LINK
        self.count = 0
        self.flaws: list[Flaw] = []

    def step(self, line: Audit) -> None:
        self.count += 1
        if line.number != self.number + 1:
            self._flaw(self.number + 1, "missing", f"lines {self.number + 1} to {line.number - 1} are gone")
        else:
            self._check(line)
        kept = self.kept.pop(line.number, None)
        if kept is not None and kept.hash != line.hash:
            self._flaw(line.number, "head", "differs from the head kept outside: the chain was rewritten")
        self.number, self.hash = line.number, line.hash

    def _check(self, line: Audit) -> None:
        try:
            said = json.loads(line.canonical)
        except ValueError:
            said = {}
        if chain_hash(line.canonical) != line.hash or _differs(line, said):
            self._flaw(line.number, "edited", "the line is not what was written")
        elif said.get("previous") != self.hash or said.get("number") != line.number:
            self._flaw(line.number, "moved", "the line does not follow the one before it")

    def end(self, head: Head | None) -> None:
        if head is None or head.number > self.number:
            self._flaw(self.number + 1, "cut", "the end of the chain is gone")
        elif (head.number, head.hash) != (self.number, self.hash):
            self._flaw(self.number, "head", "the head is not the last line")
        for number in sorted(self.kept):
            self._flaw(number, "cut", "a head kept outside names a line that is gone")

    def _flaw(self, number: int, kind: str, text: str) -> None:
        self.flaws.append(Flaw(self.shard, number, kind, text))


def _differs(line: Audit, said: dict[str, Any]) -> bool:
    """Whether the listed columns tell another story than the text that was hashed."""
    for name in REPEATED:
        shown = getattr(line, name)
        if isinstance(shown, datetime):
            meant: Any = _moment(said.get(name))
        else:
            meant = said.get(name)
        if shown != meant:
            return True
    return said.get("shard") != line.shard


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
