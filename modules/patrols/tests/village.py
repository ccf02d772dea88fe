"""A village with a grid and three grid workers, each with an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.access.scope import system
from app.job.spec import Run
from app.org.models import Account
from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.models import Person

VILLAGE = "330402007001"
NAMES = ("勤一", "安二", "默三")


@dataclass(frozen=True)
class Net:
    """Keys of the grid, and of the workers by name; `enter` acts as one of them."""

    grid_id: int
    workers: dict[str, int]
    enter: Callable[[str], Any]


def laid_out(as_person: Callable[..., Any]) -> Net:
    """Lay out the village's net, in service since the first of January 2026."""
    with system("a net for a test") as session:
        grid = Grid(code=f"{VILLAGE}001", name="第1网格", division_code=VILLAGE)
        session.add(grid)
        session.flush()
        grid_id, workers = grid.id, {}
        session.commit()
    for name in NAMES:
        with as_person("grid_worker", VILLAGE, name):
            pass
        with system("a worker for a test") as session:
            worker = GridWorker(
                person=Person(name=name, division_code=VILLAGE),
                account_id=session.scalars(select(Account.id).where(Account.username == name)).one(),
                hired_on=date(2026, 1, 1),
                division_code=VILLAGE,
            )
            served = GridAssignment(
                worker=worker, grid_id=grid_id, valid_from=date(2026, 1, 1), division_code=VILLAGE
            )
            session.add_all((worker, served))
            session.flush()
            workers[name] = worker.id
            session.commit()
    return Net(grid_id, workers, lambda name: as_person("grid_worker", VILLAGE, name))


def run(job: Callable[[Run], Any]) -> Any:
    """A job as the system does it."""
    with system("job") as session:
        done = job(Run(session, 10**9, {}, 1))
        session.commit()
    return done
