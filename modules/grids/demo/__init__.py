"""Grids of 城东街道 and 石桥镇 and who serves them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Account
from modules.grids.demo.outlines import OUTLINES, PLACE_OUTLINES
from modules.grids.demo.staff import tell_of_staff
from modules.grids.models import Grid, GridAssignment, GridWorker, PlaceOutline
from modules.parties.demo import person

#: Code, name, kind, zone, households, population.
GRIDS = (
    ("990102001001001", "建设社区第1网格", "urban", "core", 412, 1180),
    ("990102001001002", "建设社区第2网格", "urban", "core", 386, 1042),
    ("990102001001901", "城东商贸城专属网格", "special", "core", None, None),
    ("990102001002001", "榕和社区第1网格", "urban", "core", 455, 1301),
    ("990102001002002", "榕和社区第2网格", "urban", "core", 430, 1214),
    ("990102001003001", "东门社区第1网格", "urban", "core", 398, 1107),
    ("990102002001001", "塘湾社区第1网格", "urban", "other", 367, 1010),
    ("990102100201001", "上桥村第1网格", "rural", "other", 96, 310),
    ("990102100202001", "下桥村第1网格", "rural", "other", 118, 402),
)

#: Grids that are joined to a police grid.
POLICE = {
    "990102001001001": "城东派出所01警格",
    "990102001001002": "城东派出所01警格",
    "990102001002001": "城东派出所02警格",
    "990102100201001": "石桥派出所01警格",
}

#: Account, employment, grids served (the first is the main one).
WORKERS = (
    ("grid_worker_village", "full_time", ("990102001001001", "990102001001002")),
    ("grid_worker_village2", "full_time", ("990102001002001",)),
    ("grid_worker_town", "part_time", ("990102001003001",)),
)


def load(session: Session) -> None:
    """Add grids, workers and their assignments."""
    grids = {}
    for code, name, kind, zone, households, population in GRIDS:
        grids[code] = Grid(
            code=code,
            name=name,
            kind=kind,
            zone_type=zone,
            households=households,
            population=population,
            outline=OUTLINES.get(code),
            police_code=POLICE.get(code),
            division_code=code[:12],
        )
    session.add_all(grids.values())
    session.add_all(
        PlaceOutline(division_code=code, outline=outline, source="演示：村界示意图")
        for code, outline in PLACE_OUTLINES.items()
    )
    session.flush()
    for username, employment, codes in WORKERS:
        account = session.scalars(select(Account).where(Account.username == username)).one()
        worker = GridWorker(
            person_id=person(session, account.name).id,
            account_id=account.id,
            employment=employment,
            hired_on=date(2025, 3, 1),
            division_code=account.division_code,
        )
        session.add(worker)
        session.flush()
        session.add_all(
            GridAssignment(
                grid_id=grids[code].id,
                worker_id=worker.id,
                main=place == 0,
                valid_from=date(2025, 3, 1),
                division_code=grids[code].division_code,
            )
            for place, code in enumerate(codes)
        )
    session.flush()
    tell_of_staff(session, grids)
