"""What becomes of rows that were there before a revision."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, text

from app.lifecycle import migrate
from app.lifecycle.graph import order
from app.lifecycle.loader import load
from app.lifecycle.manifest import discover
from app.lifecycle.models import KERNEL
from app.lifecycle.owner import owner_engine
from app.org.models import Unit
from modules.parties.models import Person

NOW = datetime(2026, 11, 20, 9)
FACTS = {
    "division_code": "330402",
    "created_at": NOW,
    "changed_at": NOW,
    "created_by_id": None,
    "changed_by_id": None,
}


def test_who_had_left_before_has_left_and_the_others_serve(database_urls):
    known = discover()
    below = order(["mediators"], known)
    load(below, known)
    engine = owner_engine(database_urls.admin_url)
    for name in (KERNEL, *below):
        migrate.upgrade(engine, name, known)
    migrate._run(engine, migrate.scripts(known), "mediators", "mediators_0001")
    with engine.begin() as connection:
        unit = {"id": 1, "name": "调委会", "short_name": "调委会", "kind": "committee"}
        connection.execute(insert(Unit.__table__).values(**unit, **FACTS))
        connection.execute(
            text(
                "insert into mediators_committee (id, unit_id, kind, active, division_code, created_at, changed_at,"
                " row_version) values (1, 1, 'other', true, '330402', :now, :now, 1)"
            ),
            {"now": NOW},
        )
        for key, left_on in ((1, None), (2, date(2026, 3, 1))):
            connection.execute(insert(Person.__table__).values(id=key, name=f"人{key}", **FACTS))
            connection.execute(
                text(
                    "insert into mediators_mediator (id, person_id, committee_id, post, full_time, left_on, extra,"
                    " division_code, created_at, changed_at, row_version)"
                    " values (:key, :key, 1, 'member', false, :left_on, '{}', '330402', :now, :now, 1)"
                ),
                {"key": key, "left_on": left_on, "now": NOW},
            )
    migrate.upgrade(engine, "mediators", known)
    with engine.connect() as connection:
        rows = connection.execute(text("select status, on_court_roster from mediators_mediator order by id"))
        assert [(status, bool(roster)) for status, roster in rows] == [("serving", False), ("left", False)]
        assert not connection.scalar(text("select multi_ethnic from mediators_committee"))
    engine.dispose()
