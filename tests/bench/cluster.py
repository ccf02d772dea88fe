"""The databases of the benchmark: our house installed and filled, and the same rows for the plain app."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url, select

from app.access.scope import system
from app.lifecycle.machine.postgres import SUPERUSER, Cluster, temporary_cluster
from app.model.base import db
from app.org.models import Division
from tests.bench import cases, ground
from tests.bench.site import ROOT
from tests.house.databases import DatabaseUrls

#: As a small server would be set; what is acknowledged is on the disk.
SERVER = {
    "fsync": "on",
    "autovacuum": "on",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
}

#: The province whose villages the cases lie in; it is shipped with the kernel.
PROVINCE = "62"

_PLAIN = "plain"


@dataclass(frozen=True)
class Filled:
    """Databases ready to be asked.

    Attributes:
        county: the county of the one user on both sides.
        ours: variables for our house.
        plain: variables for the plain app; empty where it is not compared.
        postmaster: first process of PostgreSQL, or None.
        open_case: key of a case of that county that may be edited.
        mine: how many cases lie in that county.
    """

    county: str
    ours: dict[str, str]
    plain: dict[str, str]
    postmaster: int | None
    open_case: int
    mine: int


@contextmanager
def postgres(rows: int, store: Path) -> Iterator[Filled]:
    """A temporary cluster with the rows in our table and in the plain app's."""
    with temporary_cluster(SERVER) as cluster:
        ours = ground.environment(DatabaseUrls(cluster.url, cluster.admin_url), store)
        volumes, county = _install(ours, rows)
        with _connected(cluster) as connection:
            cursor = connection.cursor()
            index = cursor.execute("select pg_get_indexdef('ix_cases_case_search'::regclass)").fetchone()
            cursor.execute("drop index ix_cases_case_search")  # made after the rows, in a tenth of the time
            with cursor.copy(f"copy cases_case ({', '.join(cases.COLUMNS)}) from stdin") as copy:
                for row in cases.rows(volumes):
                    copy.write_row(row)
            _twin(cursor)
            assert index is not None
            for schema in ("public", _PLAIN):
                cursor.execute(index[0].replace(" ON public.", f" ON {schema}."))
            found = cursor.execute(_OPEN.replace("?", "%s"), (county,)).fetchone()
        with _connected(cluster) as connection:
            connection.execute("vacuum analyze")
        assert cluster.server is not None and found is not None
        address = make_url(cluster.admin_url).update_query_dict({"options": f"-csearch_path={_PLAIN}"})
        plain = {"PLAIN_URL": address.render_as_string(hide_password=False), "PLAIN_COUNTY": county}
        _first_start(plain)
        with _connected(cluster) as connection:
            for name in ("created_by_id", "changed_by_id"):  # a table made like another has no foreign keys
                key = f"foreign key ({name}) references {_PLAIN}.ab_user (id)"
                connection.execute(f"alter table {_PLAIN}.cases_case add {key}")
        yield Filled(county, ours, plain, cluster.server.pid, found[0], _mine(volumes, county))


@contextmanager
def sqlite(rows: int, store: Path) -> Iterator[Filled]:
    """A file with the rows in our table."""
    path = store / "bench.sqlite"
    url = f"sqlite:///{path}"
    ours = ground.environment(DatabaseUrls(url, url), store)
    volumes, county = _install(ours, rows)
    with closing(sqlite3.connect(path)) as connection:
        marks = ", ".join("?" for _ in cases.COLUMNS)
        plain = (tuple(_plain(value) for value in row) for row in cases.rows(volumes))
        connection.executemany(f"insert into cases_case ({', '.join(cases.COLUMNS)}) values ({marks})", plain)
        connection.commit()
        connection.execute("analyze")
        found = connection.execute(_OPEN, (county,)).fetchone()
    yield Filled(county, ours, {}, None, found[0], _mine(volumes, county))


_OPEN = "select id from cases_case where scope_county = ? and status = 'accepted' order by id limit 1"


def _install(environment: dict[str, str], rows: int) -> tuple[dict[str, int], str]:
    """Install every module, share the rows out over the villages, and make the county's clerk."""
    ground.install(environment)
    with ground.house(environment).app_context():
        with system("benchmark") as session:
            query = select(Division.code).where(
                Division.level == "village", Division.code.startswith(PROVINCE)
            )
            volumes, county = cases.places(session.scalars(query.order_by(Division.code)).all(), rows)
            session.add(ground.clerk(county))
            session.commit()
        db.session.remove()
        db.engine.dispose()
    return volumes, county


def _mine(volumes: dict[str, int], county: str) -> int:
    return sum(volume for code, volume in volumes.items() if code.startswith(county))


def _twin(cursor: psycopg.Cursor) -> None:
    """The plain app's table: the same columns, the same indexes, the same rows, without row security."""
    listed = ", ".join(cases.COLUMNS)
    for statement in (
        f"create schema {_PLAIN} authorization fengqiao_owner",
        f"create table {_PLAIN}.cases_case (like cases_case including all)",
        f"alter table {_PLAIN}.cases_case owner to fengqiao_owner",
        f"alter table {_PLAIN}.cases_case alter extra set default '{{}}'",
        f"insert into {_PLAIN}.cases_case (id, {listed}) select id, {listed} from cases_case order by id",
    ):
        cursor.execute(statement)  # type: ignore[arg-type]


def _first_start(plain: dict[str, str]) -> None:
    """Let Flask-AppBuilder make its tables, its permissions and the user."""
    command = [sys.executable, "-c", "from tests.bench.plain_fab import create_app; create_app()"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **plain, "PLAIN_FIRST": "1"}, check=True)


def _connected(cluster: Cluster) -> psycopg.Connection:
    """The superuser: row security does not let anybody else copy in."""
    url = make_url(cluster.url_of(SUPERUSER)).set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def _plain(value: object) -> object:
    return value.isoformat(sep=" ", timespec="microseconds") if hasattr(value, "isoformat") else value
