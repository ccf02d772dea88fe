"""What every table is made of: the session, the base class and the mixins a model adds to it.

All tables derive from Flask-AppBuilder's `Model`; Flask-SQLAlchemy gives the engine and the session.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from flask_appbuilder import Model
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, BigInteger, Computed, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.model.moment import now


class _Session(Session):
    """Rows are written by a flush or by a statement, where the row gate and the trail see them."""

    def bulk_save_objects(self, *_given: Any, **_options: Any) -> Any:
        """Refused, like its two sisters: they would pass both by."""
        raise TypeError("rows are added to the session, or written by one statement")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


db = SQLAlchemy(disable_autonaming=True, session_options={"class_": _Session})

metadata = Model.metadata

#: 64-bit keys on PostgreSQL; SQLite numbers rows only in a column declared INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")

#: Statistical division code of 2, 4, 6, 9 or 12 digits, compared byte by byte on both engines.
DivisionCode = String(12).with_variant(String(12, collation="C"), "postgresql")

#: A JSON object; JSONB on PostgreSQL. Without one the column is empty, and is found so.
JsonDict = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

#: Digits of a code at each level, and the column of `Scoped` that holds a row's code cut to it.
LEVELS: dict[str, tuple[int, str]] = {
    "province": (2, "scope_province"),
    "city": (4, "scope_city"),
    "county": (6, "scope_county"),
    "township": (9, "scope_town"),
    "village": (12, "division_code"),
}

_LEVEL_OF_LENGTH = {digits: level for level, (digits, _column) in LEVELS.items()}


def level_of(code: str) -> str:
    """The level a division code stands on.

    Raises:
        ValueError: the code is not made of 2, 4, 6, 9 or 12 digits.
    """
    if not (code.isascii() and code.isdigit()) or len(code) not in _LEVEL_OF_LENGTH:
        raise ValueError(f"not a division code: {code!r}")
    return _LEVEL_OF_LENGTH[len(code)]


def codes_above(code: str) -> tuple[str, ...]:
    """The codes of every division above this one, province first."""
    return tuple(code[:digits] for digits, _column in LEVELS.values() if digits < len(code))


def snake_case(name: str) -> str:
    """`CaseParty` to `case_party`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@cache
def _model_id(cls: type[Any]) -> str:
    return f"{cls.__module__.split('.')[1]}.{snake_case(cls.__name__)}"


class Record(Model):
    """A row with a key. The table is named after its module and class: `cases_case_party`.

    `model_id()` gives the name used in grants, specs, events and patches: `cases.case_party`.
    """

    __abstract__ = True
    # FAB merges tables of one name silently (`extend_existing`); two owners of a table are a mistake.
    __table_args__: Any = {"extend_existing": False}

    #: Columns with an index of trigrams, for searching (`app/model/trigrams.py`).
    searched: tuple[str, ...] = ()

    id: Mapped[int] = mapped_column(BigId, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.model_id().replace(".", "_")

    @classmethod
    def model_id(cls) -> str:
        """`<module>.<class>`, where the module is the folder below `modules/` or `app/`."""
        return _model_id(cls)  # type: ignore[arg-type] # a class is as good a key as any


def acting_user_id() -> int | None:
    """The user on whose behalf the current session works, or None for system work."""
    scope = db.session().info.get("scope")
    return getattr(scope, "user_id", None)


class Audited:
    """Who made and last changed a row, and when."""

    created_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(DateTime, default=now, onupdate=now, nullable=False)

    @declared_attr
    def created_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)

    @declared_attr
    def changed_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id"), default=acting_user_id, onupdate=acting_user_id)


class Scoped:
    """A row that belongs to one division. The row gate decides who sees it.

    The generated columns hold the code cut to each level, so that the row rule is equality on the column of the
    user's own level. A boundary change is one update of `division_code`.
    """

    #: Whether files can be laid to a row.
    attachable = False

    #: One of `below`, `shared_down`, `assigned`, `own_grid`; set from the module's RULES by the loader.
    row_rule = "below"

    #: Relations, and their keys, that may lead to a row of any place: pickers offer them all, the gate lets them be
    #: named, and readers see what they are called. Only a share has one.
    anywhere: tuple[str, ...] = ()

    division_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    scope_province: Mapped[str] = mapped_column(
        DivisionCode, Computed("substr(division_code,1,2)", persisted=True)
    )
    scope_city: Mapped[str] = mapped_column(
        DivisionCode, Computed("substr(division_code,1,4)", persisted=True)
    )
    scope_county: Mapped[str] = mapped_column(
        DivisionCode, Computed("substr(division_code,1,6)", persisted=True)
    )
    scope_town: Mapped[str] = mapped_column(
        DivisionCode, Computed("substr(division_code,1,9)", persisted=True)
    )


class Personal:
    """A row of one person: a form they have half typed, a view they keep, what they were told. Nobody else sees it.

    Where a model has a column `shared_code`, whoever holds a post in that division or below it reads the row too; it
    is changed by its owner alone. No grant is asked for.
    """

    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("ab_user.id"), default=acting_user_id, nullable=False)


def scope_indexes(
    table: str, *order: str, where: Any = None, levels: tuple[str, ...] = tuple(LEVELS)
) -> tuple:
    """Indexes that give each level its rows in list order; PostgreSQL's also hold what row-level security asks for.

    Args:
        table: table name, used to name the indexes.
        order: the columns a list is ordered by, newest or nearest first; a trailing ` desc` is allowed.
        where: a SQL condition for a partial index (open rows only), as `sqlalchemy.text`.
        levels: levels that get an index.
    """
    from sqlalchemy import text

    tail = [text(column) if " " in column else column for column in order]
    label = "_".join(column.split()[0] for column in order if column != "id") or "id"
    suffix = f"{label}_open" if where is not None else label
    return tuple(
        Index(
            f"ix_{table}_{LEVELS[level][1]}_{suffix}",
            LEVELS[level][1],
            *tail,
            sqlite_where=where,
            postgresql_where=where,
            postgresql_include=["division_code"] if where is None and level != "village" else [],
        )
        for level in levels
    )


class Versioned:
    """A row whose simultaneous edits are found out: the older form gets a conflict, nothing is overwritten."""

    row_version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.row_version}


class Extra:
    """A row that carries custom fields: `x_…` keys in one JSON column, no DDL."""

    extra: Mapped[dict[str, Any]] = mapped_column(
        MutableDict.as_mutable(JsonDict), default=dict, nullable=False
    )


class Voidable:
    """A row that is never deleted: it is made void with a reason and a second person's approval."""

    voided_at: Mapped[datetime | None] = mapped_column(DateTime)
    void_reason: Mapped[str | None] = mapped_column(String(500))

    @declared_attr
    def void_asked_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id"))

    @declared_attr
    def voided_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("ab_user.id"))
