"""Houses and residents from a workbook."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.view.fields import FieldInfo
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.grids.models import Grid
from modules.ledgers.models import House, Resident
from modules.parties.models import Person
from modules.parties.services import person_of

_GRID = FieldInfo("grid", _("Grid code"), required=True, max_length=15)


def _grid_of(values: dict[str, Any]) -> Grid | None:
    return db.session.scalars(select(Grid).where(Grid.code == values.get("grid", ""))).one_or_none()


def in_grid(values: dict[str, Any]) -> list[str]:
    """A line lies where its grid lies; a grid of other places is as if it were not there."""
    grid = _grid_of(values)
    if grid is None:
        return [gettext("There is no grid %(code)s", code=values.get("grid", ""))]
    values["division_code"] = grid.division_code
    return []


def standing(values: dict[str, Any]) -> House | None:
    """The house of the grid with that address."""
    query = select(House).join(Grid, House.grid_id == Grid.id)
    return db.session.scalars(
        query.where(Grid.code == values["grid"], House.address == values["address"]).limit(1)
    ).first()


def build(values: dict[str, Any], _yes: frozenset[str]) -> House:
    """A house of the grid the row names."""
    given = dict(values)
    house = House(grid=_grid_of(given), **{name: value for name, value in given.items() if name != "grid"})
    db.session.add(house)
    return house


def living(values: dict[str, Any]) -> Resident | None:
    """The resident of the grid who bears the identity number and has not moved away."""
    bearer = Person.where_sealed("id_number", values["id_number"])
    query = (
        select(Resident).join(Person, Resident.person_id == Person.id).join(Grid, Resident.grid_id == Grid.id)
    )
    return db.session.scalars(
        query.where(bearer, Grid.code == values["grid"], Resident.until.is_(None)).limit(1)
    ).first()


def move_in(values: dict[str, Any], _yes: frozenset[str]) -> Resident:
    """A resident with the person they are, in the house the row names."""
    given = dict(values)
    grid, address = _grid_of(given), given.pop("house", "")
    house = standing({"grid": given.pop("grid"), "address": address}) if address else None
    if address and house is None:
        raise Refused(Refusal(gettext("There is no house %(address)s in this grid", address=address)))
    person = person_of(
        name=given.pop("name"), id_number=given.pop("id_number"), division_code=given["division_code"]
    )
    resident = Resident(grid=grid, person=person, house=house, **given)
    db.session.add(resident)
    return resident


HOUSES = Import(
    House,
    (_GRID, "address", "use"),
    key="grid address",
    asked="",
    complete=in_grid,
    known=standing,
    make=build,
)

RESIDENTS = Import(
    Resident,
    (
        FieldInfo("name", _("Full name"), required=True, max_length=80),
        FieldInfo("id_number", _("ID number"), required=True, max_length=18),
        _GRID,
        FieldInfo("house", _("House address"), max_length=120),
        "kind",
        "since",
    ),
    key="id_number grid",
    asked="",
    complete=in_grid,
    known=living,
    make=move_in,
)
