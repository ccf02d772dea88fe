"""Adding, renaming, merging and moving divisions: who may, what is refused, and what is done.

Each change is one transaction. Adding and renaming write nothing but divisions; merging and moving carry the rows of
every module, so they are work of the house on a session of its own, in the name of whoever asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.audit import note
from app.access.scope import Scope
from app.model.base import level_of
from app.model.plain_text import TextError, plain_text
from app.org.changes import ADD, MERGE, MOVE, RENAME, DivisionChange
from app.org.models import Division
from app.view.boundaries.codes import new_codes, own_code, parent_of
from app.view.boundaries.rewriting import rewrite, rewrite_own_codes
from app.workflow.engine import Refused
from app.workflow.spec import Refusal

#: What may be merged or moved, and on which level its new place above must stand; higher ones come with the list.
ABOVE = {"village": "township", "township": "county"}


@dataclass(frozen=True)
class Wish:
    """A merge or a move that somebody asks for."""

    kind: str
    code: str
    target: str
    valid_from: date
    user_id: int | None


@dataclass(frozen=True)
class Done:
    """What a merge or a move did, or would do: old and new codes, and rows by model id."""

    codes: dict[str, str]
    rows: dict[str, int]
    own_codes: dict[str, str]


def may(scope: Scope, act: str, code: str) -> bool:
    """Whether somebody may do something to a division; above all that it lies within the post that allows it."""
    return any(post.covers(code) for post in scope.reaches("org.division", act))


def find(session: Session, code: str) -> Division | None:
    """A division by its code."""
    return session.scalars(select(Division).where(Division.code == code)).one_or_none()


def add(session: Session, scope: Scope, parent_code: str, name: str) -> Division:
    """Put a village or township on record that the national list does not have. The caller commits.

    Raises:
        Refused: the place above is none, is not the actor's, or has one of that name.
    """
    parent = _standing(session, parent_code)
    levels = {above: level for level, above in ABOVE.items()}
    if parent.level not in levels:
        raise _refused(gettext("Only villages, communities, towns and sub-districts are added here"))
    _require(scope, ADD, parent_code)
    name = _name(session, name, parent_code)
    made = Division(
        code=own_code(session, parent_code),
        name=name,
        parent_code=parent_code,
        level=levels[parent.level],
        local=True,
        statistical_only=False,
        active=True,
    )
    session.add(made)
    session.flush()
    _tell(session, ADD, made, made.code, name, valid_from=None)
    return made


def rename(session: Session, scope: Scope, code: str, name: str, valid_from: date) -> Division:
    """Give a division another name from a day on. Papers made before keep the old one. The caller commits.

    Raises:
        Refused: the division is not the actor's, or the name is none or taken.
    """
    division = _standing(session, code)
    _require(scope, RENAME, code)
    name = _name(session, name, division.parent_code or "", but=code)
    if name == division.name:
        raise _refused(gettext("It bears this name already"))
    _tell(session, RENAME, division, code, name, valid_from=valid_from)
    division.name, division.local = name, True
    return division


def check(session: Session, scope: Scope, wish: Wish) -> None:
    """Whether a merge or a move can be asked for at all.

    Raises:
        Refused: with every reason.
    """
    here, there = _standing(session, wish.code), _standing(session, wish.target)
    for code in (wish.code, wish.target):
        _require(scope, wish.kind, code)
    if here.level not in ABOVE:
        raise _refused(
            gettext("Only villages, communities, towns and sub-districts are merged or moved here")
        )
    if wish.kind == MERGE:
        if there.level != here.level or there.code == here.code:
            raise _refused(gettext("Please choose another division of the same level"))
    elif there.level != ABOVE[here.level]:
        raise _refused(gettext("Please choose a division one level above"))
    elif there.code == here.parent_code:
        raise _refused(gettext("It lies there already"))


def carry_out(session: Session, wish: Wish) -> Done:
    """Merge or move, and carry every row over. The session is one of named system work; the caller commits.

    Raises:
        Refused: two places have something of which there may be only one.
    """
    merge = wish.kind == MERGE
    codes = new_codes(session, wish.code, wish.target, merge=merge)
    changes = []
    for old, new in codes.items():
        former = session.scalars(select(Division).where(Division.code == old)).one()
        former.active, former.local = False, True
        taken_in = find(session, new)
        if taken_in is None:
            taken_in = Division(
                code=new,
                name=former.name,
                parent_code=parent_of(new),
                level=level_of(new),
                local=True,
                statistical_only=former.statistical_only,
                active=True,
            )
            session.add(taken_in)
        kind = wish.kind if old == wish.code else MOVE
        changes.append(_tell(session, kind, former, new, taken_in.name, wish.valid_from, wish.user_id))
    own = rewrite_own_codes(session, codes)
    rows = rewrite(session, codes)
    by_place: dict[str, dict[str, str]] = defaultdict(dict)
    for before, after in own.items():
        by_place[before[:12]][before] = after
    for change in changes:
        change.data = {"codes": by_place[change.code]} if change.code in by_place else {}
    told = {"from": wish.code, "to": codes[wish.code], "rows": sum(rows.values())}
    note(
        f"division_{wish.kind}",
        "org.division",
        told,
        user_id=wish.user_id,
        division_code=wish.target,
        session=session,
    )
    session.flush()
    return Done(codes, rows, own)


def _tell(
    session: Session,
    kind: str,
    division: Division,
    new_code: str,
    new_name: str,
    valid_from: date | None,
    user_id: int | None = None,
) -> DivisionChange:
    facts: dict[str, Any] = {"valid_from": valid_from} if valid_from else {}
    facts |= {"made_by_id": user_id} if user_id else {}
    change = DivisionChange(
        kind=kind, code=division.code, name=division.name, new_code=new_code, new_name=new_name, **facts
    )
    session.add(change)
    return change


def _standing(session: Session, code: str) -> Division:
    division = find(session, code)
    if division is None or not division.active:
        raise _refused(gettext("There is no such place"))
    return division


def _require(scope: Scope, act: str, code: str) -> None:
    if not may(scope, act, code):
        raise _refused(gettext("This place lies outside your area"))


def _name(session: Session, name: str, parent_code: str, but: str = "") -> str:
    try:
        name = plain_text(name)
    except TextError as error:
        raise _refused(str(error)) from None
    if not 0 < len(name) <= 80:
        raise _refused(gettext("Please give a name of at most %(most)s characters", most=80))
    same = select(Division.id).where(
        Division.parent_code == parent_code, Division.name == name, Division.active, Division.code != but
    )
    if session.scalar(same.limit(1)) is not None:
        raise _refused(gettext("There is a division of this name already"))
    return name


def _refused(words: str) -> Refused:
    return Refused(Refusal(words))
