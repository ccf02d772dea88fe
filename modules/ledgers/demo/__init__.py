"""A few lines for two grids of the demo county."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.grids.models import Grid
from modules.ledgers.models import HazardPoint, House, OrganisationPlace, Place, Resident
from modules.parties.demo import person
from modules.parties.models import Organisation

#: Grid, address, use.
HOUSES = (
    ("990102001001001", "河西路26号", "own"),
    ("990102001001001", "建设路30号2单元401室", "rented"),
    ("990102001002001", "榕和社区6号楼301室", "own"),
    ("990102001002001", "榕和社区6号楼401室", "own"),
)

#: Person, grid, address, kind, since.
RESIDENTS = (
    ("王喆堃", "990102001001001", "河西路26号", "registered", date(2009, 6, 1)),
    ("林秋月", "990102001002001", "榕和社区6号楼301室", "registered", date(2015, 3, 1)),
    ("何建安", "990102001002001", "榕和社区6号楼401室", "floating", date(2021, 9, 1)),
)


def load(session: Session) -> None:
    """Add houses, those who live there, organisations, places and what is dangerous."""
    grids = {grid.code: grid for grid in session.scalars(select(Grid))}
    houses = {}
    for code, address, use in HOUSES:
        houses[code, address] = House(
            grid=grids[code], division_code=grids[code].division_code, address=address, use=use
        )
        session.add(houses[code, address])
    for name, code, address, kind, since in RESIDENTS:
        session.add(
            Resident(
                grid=grids[code],
                division_code=grids[code].division_code,
                person=person(session, name),
                house=houses[code, address],
                kind=kind,
                since=since,
            )
        )
    first = grids["990102001001001"]
    here = {"grid": first, "division_code": first.division_code}
    firm = session.scalars(
        select(Organisation).where(Organisation.name == "枫源县安居物业服务有限公司")
    ).one()
    session.add(OrganisationPlace(**here, organisation=firm, address="建设路12号"))
    session.add(Place(**here, name="建设路农贸市场", kind="market", address="建设路20号"))
    session.add(
        HazardPoint(
            **here,
            name="农贸市场西侧消防通道堆物",
            kind="fire",
            address="建设路20号",
            found_on=date(2026, 10, 9),
            checked_on=date(2026, 11, 9),
            next_check_on=date(2026, 11, 16),
        )
    )
    session.add(
        HazardPoint(
            **here,
            name="河西路老墙开裂",
            kind="building",
            address="河西路24号",
            state="watched",
            found_on=date(2026, 9, 1),
            checked_on=date(2026, 11, 2),
            next_check_on=date(2026, 12, 2),
        )
    )
