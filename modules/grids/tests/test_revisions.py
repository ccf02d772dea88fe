"""What becomes of grid workers who were there before a revision."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, text

from app.lifecycle import migrate
from app.lifecycle.graph import order
from app.lifecycle.loader import load
from app.lifecycle.manifest import discover
from app.lifecycle.models import KERNEL
from app.lifecycle.owner import owner_engine
from modules.parties.models import Person

NOW = datetime(2026, 11, 20, 9)


def test_who_had_left_before_has_left_and_the_others_serve(database_urls):
    known = discover()
    below = order(["grids"], known)
    load(below, known)
    engine = owner_engine(database_urls.admin_url)
    for name in (KERNEL, *below):
        migrate.upgrade(engine, name, known)
    migrate._run(engine, migrate.scripts(known), "grids", "grids_0003")
    with engine.begin() as connection:
        for key, left_on in ((1, None), (2, "2026-06-30")):
            facts = {"id": key, "name": "人", "division_code": "330402", "created_at": NOW, "changed_at": NOW}
            connection.execute(
                insert(Person.__table__).values(**facts, created_by_id=None, changed_by_id=None)
            )
            connection.execute(
                text(
                    "insert into grids_grid_worker (id, person_id, employment, left_on, extra,"
                    " division_code, created_at, changed_at, row_version)"
                    " values (:id, :id, 'full_time', :left, '{}', '330402', :now, :now, 1)"
                ),
                {"id": key, "left": left_on, "now": NOW},
            )
    migrate.upgrade(engine, "grids", known)
    with engine.connect() as connection:
        said = connection.execute(text("select id, status from grids_grid_worker order by id")).all()
    assert [tuple(row) for row in said] == [(1, "serving"), (2, "left")]
    engine.dispose()
