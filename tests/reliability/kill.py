"""kill -9 of the web server and of the database under sixteen writers: `python -m tests.reliability.kill --rounds 20`.

Each round starts the house, lets sixteen people write for a moment, kills something, starts it again and compares
what is in the database with what the writers were told. On SQLite the web server is the database.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from sqlalchemy import select

from app.access.audit_verify import verify
from app.access.scope import system
from app.lifecycle.machine.postgres import Cluster, temporary_cluster
from app.model.base import db
from app.org.models import Unit
from modules.cases.services import register
from tests.bench import ground
from tests.bench.site import Site
from tests.house.databases import DatabaseUrls
from tests.reliability.looking import Damage, look
from tests.reliability.web import Web
from tests.reliability.writers import Acknowledged, Writers

ENGINES = ("sqlite", "postgresql")
COUNTY = "330402"

#: Registered cases laid ready in a round, to be refused with a paper.
READY = 40
#: Writes acknowledged in a round before something is killed, and how long they are waited for, in seconds.
ENOUGH, PATIENCE = (16, 4), 20.0
#: Then up to so many seconds, so that the blow falls anywhere; and the time left after a database has come back.
AT_MOST, AFTER = 0.6, 0.8


@dataclass(frozen=True)
class Outcome:
    """A whole run.

    Attributes:
        registered, refused: writes that were acknowledged.
        failures: requests that got no good answer while something was dead.
        damage: what was found after the last round.
        torn: places where the audit chain is broken.
    """

    engine: str
    rounds: int
    registered: int
    refused: int
    failures: int
    damage: Damage
    torn: int

    @property
    def good(self) -> bool:
        return self.damage.none and not self.torn


def run(engine: str, rounds: int, say: Callable[[str], None] = lambda _line: None) -> Outcome:
    """Kill and look, that many times; stops at the first round that did damage.

    Args:
        engine: `sqlite` or `postgresql`, each on a database of its own.
        rounds: how often.
        say: told the figures of each round.
    """
    chance = random.Random(5)
    said, waiting = Acknowledged(), SimpleQueue[int]()
    with _house(engine) as (environment, cluster), ground.house(environment).app_context():
        with system("killing test") as session:
            session.add(ground.clerk(COUNTY))
            session.commit()
        web = Web(environment)
        site: Site | None = None
        try:
            for number in range(1, rounds + 1):
                _lay_ready(waiting)
                web.start()
                site = site or _signed_in(web)
                victim = chance.choice(("web", "database", "both")) if cluster else "web"
                _write_and_kill(web, cluster, site, waiting, said, victim, chance.uniform(0, AT_MOST))
                damage, torn = _look(said)
                say(
                    f"{engine} round {number}: killed {victim}; {len(said.titles)} registered, "
                    f"{len(said.refused)} refused, {said.failures} unanswered; lost {damage.lost}, "
                    f"half {damage.half}, wrong numbers {damage.numbers}, torn {torn}"
                )
                if not damage.none or torn:
                    break
        finally:
            web.kill()
            db.session.remove()
            db.engine.dispose()
    return Outcome(engine, number, len(said.titles), len(said.refused), said.failures, damage, torn)


@contextmanager
def _house(engine: str) -> Iterator[tuple[dict[str, str], Cluster | None]]:
    """A house on a database of its own: its variables, and the cluster to be killed."""
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":
            url = f"sqlite:///{folder}/kill.sqlite"
            environment = ground.environment(DatabaseUrls(url, url), Path(folder))
            ground.install(environment, "cases")
            yield environment, None
            return
        with temporary_cluster({"fsync": "on"}) as cluster:
            environment = ground.environment(DatabaseUrls(cluster.url, cluster.admin_url), Path(folder))
            ground.install(environment, "cases")
            yield environment, cluster


def _lay_ready(waiting: SimpleQueue[int]) -> None:
    """Register cases that are not accepted yet."""
    with system("killing test") as session:
        unit = session.scalars(select(Unit).limit(1)).one()
        made = [
            register(
                division_code=COUNTY,
                title="等待答复",
                summary="等待答复",
                channel="window",
                first_receiver=unit,
                accept=False,
            )
            for _ in range(READY)
        ]
        session.commit()
        for case in made:
            waiting.put(case.id)


def _signed_in(web: Web) -> Site:
    assert web.server is not None
    site = Site(web.port, web.server.pid)
    site.sign_in(ground.USER, ground.PASSWORD)
    return site


def _write_and_kill(
    web: Web,
    cluster: Cluster | None,
    site: Site,
    waiting: SimpleQueue[int],
    said: Acknowledged,
    victim: str,
    seconds: float,
) -> None:
    writers = Writers(site, site.token("/cases/case/add"), COUNTY, waiting, said)
    writers.start()
    try:
        said.wait(*ENOUGH, PATIENCE)
        time.sleep(seconds)
        if cluster is not None and victim in ("database", "both"):
            cluster.kill()
        if victim in ("web", "both"):
            web.kill()
        if cluster is not None and victim != "web":
            cluster.start()
        if victim == "database":
            time.sleep(AFTER)  # the workers find the database again by themselves
    finally:
        writers.stop()
        web.kill()


def _look(said: Acknowledged) -> tuple[Damage, int]:
    db.engine.dispose()  # connections to a database that was killed
    with system("killing test") as session:
        return look(session, said), len(verify(session)[1])


def main() -> int:
    """Print the figures of both engines; 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="tests.reliability.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    asked = parser.parse_args()
    outcomes = [
        run(engine, asked.rounds, lambda line: print(line, flush=True)) for engine in asked.engine or ENGINES
    ]
    for outcome in outcomes:
        print(outcome)
    return 0 if all(outcome.good for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
