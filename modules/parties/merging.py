"""Two records of one person made one: every foreign key of every module led to the survivor, and led back again.

The other record is not deleted: it stays, points at the survivor and is found by neither name nor number. Where numbers
are on record a second person approves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import Column, and_, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.access.audit import digest, note, note_batch
from app.model.carrying import carried, stored_models
from app.model.moment import now
from app.view.screens import screens
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.parties.models import Person, PersonMerge

#: Facts the survivor takes over where it has none of its own.
FACTS = (
    *("id_number", "phone", "sex", "birth_date", "ethnicity", "address", "occupation", "employer"),
    "native_place",
)
SEALED = ("id_number", "phone")

#: Pairs shown at once.
MOST = 50


def duplicates(session: Session) -> list[tuple[Person, Person, str]]:
    """Probable pairs within the scope, each with the reason: one identity number, or one name and phone."""
    found: dict[tuple[int, int], tuple[Person, Person, str]] = {}
    standing = Person.merged_into_id.is_(None)
    reasons: tuple[tuple[tuple[Any, ...], str], ...] = (
        ((Person.id_number_index,), gettext("The same ID number")),  # type: ignore[attr-defined]
        ((Person.name, Person.phone_index), gettext("The same name and phone")),  # type: ignore[attr-defined]
    )
    for columns, reason in reasons:
        groups = session.execute(
            select(*columns)
            .where(standing, *(column.is_not(None) for column in columns))
            .group_by(*columns)
            .having(func.count() > 1)
            .limit(MOST)
        ).all()
        if not groups:
            continue
        meant = or_(*(and_(*(c == value for c, value in zip(columns, group))) for group in groups))
        people = session.scalars(select(Person).where(standing, meant).order_by(Person.id)).all()
        for group in groups:
            same = [p for p in people if tuple(getattr(p, c.key) for c in columns) == tuple(group)]
            for other in same[1:]:
                found.setdefault((same[0].id, other.id), (same[0], other, reason))
    return list(found.values())[:MOST]


def objection(one: Person, other: Person) -> str:
    """Why two records cannot be one person; nothing when they can."""
    if one.id == other.id:
        return gettext("Please choose two records")
    if one.merged_into_id is not None or other.merged_into_id is not None:
        return gettext("One of the two was merged already")
    if one.id_number and other.id_number and one.id_number_index != other.id_number_index:  # type: ignore[attr-defined]
        return gettext("Their ID numbers differ")
    return ""


def needs_approval(one: Person, other: Person) -> bool:
    """Whether a second person must agree: a number of either is on record."""
    return any(getattr(row, f"{name}_sealed") for row in (one, other) for name in SEALED)


def waiting(session: Session, one: Person, other: Person) -> PersonMerge | None:
    """The merge of two records that waits for a second person."""
    pair = (one.id, other.id)
    asked = select(PersonMerge).where(
        PersonMerge.state == "asked", PersonMerge.survivor_id.in_(pair), PersonMerge.merged_id.in_(pair)
    )
    return session.scalars(asked.limit(1)).first()


def ask(session: Session, survivor: Person, merged: Person) -> PersonMerge:
    """Ask that one record be merged into another. The caller commits.

    Raises:
        Refused: they cannot be one person, or it was asked already.
    """
    if wrong := objection(survivor, merged):
        raise Refused(Refusal(wrong))
    if waiting(session, survivor, merged) is not None:
        raise Refused(Refusal(gettext("This was asked already and waits for a second person")))
    made = PersonMerge(survivor=survivor, merged=merged, division_code=survivor.division_code)
    session.add(made)
    session.flush()
    return made


def carry_out(session: Session, key: int, user_id: int | None) -> PersonMerge:
    """Merge. The session is one of named system work, so that no row of any module is left; the caller commits.

    Raises:
        Refused: a second person is needed, or the two have something of which there may be only one.
    """
    merge = session.get_one(PersonMerge, key, with_for_update=True)
    survivor, merged = merge.survivor, merge.merged
    if merge.state != "asked":
        raise Refused(Refusal(gettext("This was decided already")))
    if wrong := objection(survivor, merged):
        raise Refused(Refusal(wrong))
    if needs_approval(survivor, merged) and (user_id is None or user_id == merge.created_by_id):
        raise Refused(Refusal(gettext("Numbers are on record; a second person must approve")))
    merge.moved = _lead(session, merged.id, survivor.id)
    merge.filled = _fill(survivor, merged)
    merged.merged_into_id = survivor.id
    for name in SEALED:
        setattr(merged, f"{name}_index", None)
    merge.state, merge.done_at, merge.approved_by_id = "done", now(), user_id
    session.flush()
    record(survivor, "merged", data={"person": merged.id})
    detail = {"merged": merged.id, "rows": sum(len(keys) for keys in merge.moved.values())}
    note("person_merged", survivor, detail, user_id=user_id, session=session)
    return merge


def undo(session: Session, key: int, user_id: int | None) -> PersonMerge:
    """Take a merge apart again; rows that were led elsewhere since stay. On a session of named system work.

    Raises:
        Refused: it is not done, or the survivor was merged itself.
    """
    merge = session.get_one(PersonMerge, key, with_for_update=True)
    survivor, merged = merge.survivor, merge.merged
    if merge.state != "done" or merged.merged_into_id != survivor.id or survivor.merged_into_id is not None:
        raise Refused(Refusal(gettext("This merge can no longer be undone")))
    for name, keys in merge.moved.items():
        table, _dot, column_name = name.rpartition(".")
        for model, column in _references():
            if (model.__table__.name, column.key) == (table, column_name):
                here = model.__table__.c.id.in_(keys) & (column == survivor.id)
                session.execute(carried(model, column, merged.id).where(here))
    for name in merge.filled.get("names", ()):
        if getattr(survivor, name) == getattr(merged, name):
            setattr(survivor, name, None)
    merged.merged_into_id = None
    for name in SEALED:
        text = getattr(merged, name)
        setattr(merged, f"{name}_index", Person.__dict__[name].index_of(merged, text) if text else None)
    merge.state = "undone"
    session.flush()
    record(survivor, "unmerged", data={"person": merged.id})
    note("person_unmerged", survivor, {"merged": merged.id}, user_id=user_id, session=session)
    session.expire_all()
    return merge


def _lead(session: Session, old: int, new: int) -> dict[str, list[int]]:
    """Lead every reference to one person to another; gives the keys of the rows by table and column.

    Raises:
        Refused: both have something of which there may be only one.
    """
    moved: dict[str, list[int]] = {}
    for model, column in _references():
        table = model.__table__
        keys = list(session.scalars(select(table.c.id).where(column == old)))
        if not keys:
            continue
        try:
            with session.begin_nested():
                session.execute(carried(model, column, new).where(column == old))
        except IntegrityError:
            label = str(screens().label(model))
            words = gettext(
                "%(what)s: both records have one, and there may be only one; settle that first", what=label
            )
            raise Refused(Refusal(words)) from None
        moved[f"{table.name}.{column.key}"] = keys
        note_batch(model, len(keys), digest([old, new, keys]), session)
    session.expire_all()
    return moved


def _references() -> Iterator[tuple[Any, Column[Any]]]:
    """Every column of every model that leads to a person, but for what merging itself keeps."""
    people: Any = Person.__table__
    for model in stored_models():
        if model in (Person, PersonMerge) or getattr(model, "append_only", False):
            continue
        for column in model.__table__.columns:
            if any(key.column.table is people for key in column.foreign_keys):
                yield model, column


def _fill(survivor: Person, merged: Person) -> dict[str, Any]:
    names = []
    for name in FACTS:
        if not getattr(survivor, name) and getattr(merged, name):
            setattr(survivor, name, getattr(merged, name))
            names.append(name)
    return {"names": names}
