"""What every row of one grid worker has: whose it is, the name in full, and that writers write their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, ForeignKey, inspect, or_, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.access.scope import SystemScope, scope_of
from app.model.base import Scoped, db
from app.model.moment import today
from app.org.threshold import threshold
from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.models import Person

#: Words for the fields below.
WORKER_LABELS = {
    "worker": _("Grid worker"),
    "worker_id": _("Grid worker"),
    "worker_name": _("Grid worker"),
}


class OfWorker(Scoped):
    """A row of one grid worker. Row rule `assigned`: grid workers see their own.

    Colleagues are named in full to whoever may read the row, also to those who may not open the register of workers.
    """

    @declared_attr
    def worker_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("grids_grid_worker.id"), nullable=False)

    @declared_attr
    def worker(cls) -> Mapped[GridWorker]:
        return relationship(GridWorker)

    @property
    def worker_name(self) -> str:
        """The worker's name in full."""
        session = object_session(self) or db.session()
        known: dict[int, str] = session.info.setdefault("grid_workers", {})
        if self.worker_id not in known:
            rows = (vars(row) for row in session.identity_map.values() if isinstance(row, OfWorker))
            keys = {row.get("worker_id") for row in rows} | {self.worker_id}
            known |= worker_names(session, keys - {None})
        return known.get(self.worker_id, "")

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Rows of the worker whose account this is."""
        return cls.worker_id.in_(workers_of(user_id))


class OwnWork(OfWorker):
    """A row grid workers write down themselves: of their own work, in a grid they serve, while the day is fresh."""

    @declared_attr
    def grid_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("grids_grid.id"), index=True, nullable=False)

    @declared_attr
    def grid(cls) -> Mapped[Grid]:
        return relationship(Grid)

    def problems(self) -> dict[str, Any]:
        """Why this row cannot be saved, by field; it lies where its grid does and is of whoever writes it."""
        session = object_session(self) or db.session()
        day: date | None = self.day  # type: ignore[attr-defined]
        with session.no_autoflush:
            found = claim(session, self) | day_problems(session, day)
            grid = session.get(Grid, self.grid_id) if self.grid_id else self.grid
            if grid is None or self.worker is None:
                return found
            self.division_code = grid.division_code
            if not serves(session, self.worker.id, grid.id, day):
                found["grid_id"] = gettext("You do not serve this grid on that day")
        return found

    def locked_reason(self) -> str:
        """Why this row can no longer be changed."""
        session = object_session(self) or db.session()
        if "day" not in day_problems(session, self.day):  # type: ignore[attr-defined]
            return ""
        days = threshold("patrol_late_days")
        return gettext("After %(days)s days this can no longer be changed", days=days)

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """What stands in the form of a new row: today, and the main grid of whoever opens it."""
        session = db.session()
        worker = own_worker(session)
        grid_id = main_grid(session, worker.id) if worker is not None else None
        return {"grid_id": grid_id} if grid_id else {}


def workers_of(user_id: int | None) -> Any:
    """A sub-select of the keys of the grid workers an account belongs to, for row rules."""
    table = GridWorker.__table__
    return select(table.c.id).where(table.c.account_id == user_id)


def worker_names(session: Session, keys: Any) -> dict[int, str]:
    """The names of grid workers by their keys."""
    asked = select(GridWorker.id, Person.name).join(Person, Person.id == GridWorker.person_id)
    with beyond_scope(session, "name grid workers"):
        return dict(session.execute(asked.where(GridWorker.id.in_(keys))).all())


def own_worker(session: Session) -> GridWorker | None:
    """The grid worker who acts in a session, still in service."""
    user_id = scope_of(session).user_id
    if user_id is None:
        return None
    asked = select(GridWorker).where(
        GridWorker.account_id == user_id, or_(GridWorker.left_on.is_(None), GridWorker.left_on >= today())
    )
    with beyond_scope(session, "find the own grid worker"):
        return session.scalars(asked.order_by(GridWorker.id).limit(1)).first()


def main_grid(session: Session, worker_id: int) -> int | None:
    """The grid a worker serves today, the main one before others."""
    asked = select(GridAssignment.grid_id).where(
        GridAssignment.worker_id == worker_id, GridAssignment.serving()
    )
    with beyond_scope(session, "find the own grid"):
        return session.scalar(asked.order_by(GridAssignment.main.desc(), GridAssignment.id).limit(1))


def serves(session: Session, worker_id: int, grid_id: int, day: date | None) -> bool:
    """Whether a worker serves a grid on a day."""
    on = day or today()
    asked = select(GridAssignment.id).where(
        GridAssignment.worker_id == worker_id,
        GridAssignment.grid_id == grid_id,
        GridAssignment.valid_from <= on,
        or_(GridAssignment.valid_to.is_(None), GridAssignment.valid_to >= on),
    )
    with beyond_scope(session, "look who serves a grid"):
        return session.scalar(asked.limit(1)) is not None


def claim(session: Session, row: OfWorker) -> dict[str, Any]:
    """Make a new row that of the grid worker who writes it; system work says itself whose it is.

    Returns:
        What is wrong with that, by field.
    """
    if isinstance(scope_of(session), SystemScope) or inspect(row).persistent:
        take_worker(session, row)
    else:
        row.worker = own_worker(session)  # type: ignore[assignment]
        row.worker_id = row.worker.id if row.worker is not None else row.worker_id
    if row.worker is None:
        return {
            "": gettext("No grid worker in service belongs to your account; please ask your administrator")
        }
    return {}


def take_worker(session: Session, row: OfWorker) -> GridWorker | None:
    """Let a row hold the worker its key names, also one the session may not read; nothing without a key."""
    if row.worker_id and (row.worker is None or row.worker.id != row.worker_id):
        with beyond_scope(session, "whose row it is"):
            row.worker = session.get(GridWorker, row.worker_id)  # type: ignore[assignment]
    return row.worker


def day_problems(session: Session, day: date | None) -> dict[str, Any]:
    """Why the day of a row cannot be meant: it lies ahead, or so far back that nobody remembers it well."""
    if day is None:
        return {}
    if day > today():
        return {"day": _("This lies in the future")}
    back = threshold("patrol_late_days")
    if not isinstance(scope_of(session), SystemScope) and day < today() - timedelta(days=back):
        return {"day": gettext("This is written down within %(days)s days", days=back)}
    return {}
