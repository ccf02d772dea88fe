"""The net of grids of a large county: `python -m tests.bench.net [GRIDS]`.

Times the check for overlaps and gaps, and the map of all its grids, on SQLite with the demo; processor seconds, so that
what else the machine does counts for nothing.
"""

from __future__ import annotations

import gzip
import math
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.access.scope import system
from app.factory import create_app
from app.job.runner import Runner
from app.lifecycle import demo
from app.lifecycle.install import install
from modules.grids.findings import CoverageFinding, CoverageRun
from modules.grids.jobs import ask_for_check
from modules.grids.models import Grid
from tests.house.databases import DatabaseUrls
from tests.house.installed import PASSWORD, settings

COUNTY, VILLAGE = "990102", "990102001001"

#: Corners on each side of a grid, so that outlines are as fine as surveyed ones.
FINE = 6


def corner(east: float, north: float) -> list[float]:
    """A corner of a bent net: neighbours share their borders exactly."""
    bend = 0.0002 * math.sin(east * 7 + north * 3), 0.0002 * math.sin(east * 5 + north * 11)
    return [round(119.70 + east * 0.004 + bend[0], 6), round(29.10 + north * 0.004 + bend[1], 6)]


def cell(east: int, north: int) -> dict[str, Any]:
    """The outline of one grid."""
    steps = [step / FINE for step in range(FINE)]
    ring = [corner(east + step, north) for step in steps]
    ring += [corner(east + 1, north + step) for step in steps]
    ring += [corner(east + 1 - step, north + 1) for step in steps]
    ring += [corner(east, north + 1 - step) for step in steps]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def main(count: int) -> None:
    """Lay the net and print the times."""
    url = f"sqlite:///{Path(tempfile.mkdtemp()) / 'net.sqlite'}"
    with create_app(settings(DatabaseUrls(url, url))).app_context():
        install(None, say=lambda *_said: None)
    app = create_app(settings(DatabaseUrls(url, url)))
    with app.app_context():
        demo.load(PASSWORD, say=lambda *_said: None)
        with system("lay a net") as session:
            side = math.ceil(math.sqrt(count))
            for number in range(count):
                village = f"9901020{number // 800 + 1:02}{number // 100 % 8 + 1:03}"
                grid = Grid(
                    code=f"{village}{number % 100 + 500:03}", name=f"第{number + 1}网格", households=400
                )
                grid.outline, grid.division_code = cell(number % side, number // side), village
                session.add(grid)
            session.commit()
        with system("ask") as session:
            ask_for_check(session, COUNTY)
            session.commit()
    began = time.process_time()
    runner = Runner(app, {"grids.check_net": app.extensions["house"].jobs["grids.check_net"]}, system)
    while runner.run_one():
        pass
    took = time.process_time() - began
    with app.app_context(), system("look") as session:
        run = session.scalars(select(CoverageRun)).one()
        kinds = [row.kind for row in session.scalars(select(CoverageFinding))]
        told = f"{len(kinds)} findings, {kinds.count('overlap')} overlaps"
        print(f"check of {run.grids} grids: {took:.2f} s, {told}", flush=True)
    client = app.test_client()
    client.post("/login/", data={"username": "leader_county", "password": PASSWORD})
    times = []
    for _turn in range(4):
        began = time.process_time()
        answer = client.get("/grids/grid/map/")
        times.append(time.process_time() - began)
    size, packed = len(answer.data), len(gzip.compress(answer.data))
    print(f"map: first {times[0]:.2f} s, then {min(times[1:]):.2f} s; {size:,} bytes, {packed:,} packed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1600)
