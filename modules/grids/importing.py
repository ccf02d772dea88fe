"""Grids and places with their outlines from a workbook or GeoJSON, and grid workers from a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.model.drawn import outline_in
from app.model.shape import NoShape
from app.org.models import Division
from app.view.fields import FieldInfo
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.grids.models import Grid, GridAssignment, GridWorker, PlaceOutline
from modules.grids.rules import VILLAGE_DIGITS
from modules.parties.models import Person
from modules.parties.services import Register


def grid_of(values: dict[str, Any]) -> list[str]:
    """A grid lies in the village its code begins with; its outline is read from the text of the cell."""
    return village_of(values) + outline_read(values)


def outline_read(values: dict[str, Any]) -> list[str]:
    """The outline a cell gives stands as such in the values; what is wrong with it otherwise."""
    if "outline" not in values:
        return []
    try:
        values["outline"] = outline_in(str(values["outline"]))
    except NoShape as wrong:
        return [gettext("%(label)s: %(wrong)s", label=gettext("Outline"), wrong=str(wrong))]
    return []


def village_of(values: dict[str, Any]) -> list[str]:
    """A grid lies in the village its code begins with."""
    code = values["division_code"] = values.get("code", "")[:VILLAGE_DIGITS]
    if not code or db.session.scalar(select(Division.id).where(Division.code == code)) is not None:
        return []
    return [gettext("There is no village or community %(code)s", code=code)]


class TakingOn:
    """Grid workers of some rows: the people, those who serve already and the grids are looked up at once."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._register = Register(rows)
        codes = {row["grid"] for row in rows if row.get("grid")}
        index: Any = Person.id_number_index  # type: ignore[attr-defined]
        served = (
            select(index, GridWorker)
            .join(Person, GridWorker.person_id == Person.id)
            .where(index.in_(self._register.numbers.values()), GridWorker.left_on.is_(None))
        )
        with db.session.no_autoflush:
            self._serving: dict[str, GridWorker] = dict(db.session.execute(served).all())  # type: ignore[arg-type]
            self._grids = {
                grid.code: grid for grid in db.session.scalars(select(Grid).where(Grid.code.in_(codes)))
            }

    def known(self, values: dict[str, Any]) -> GridWorker | None:
        """The grid worker who bears the identity number and has not left."""
        return self._serving.get(self._register.numbers[str(values["id_number"])])

    def make(self, values: dict[str, Any], _yes: frozenset[str]) -> GridWorker:
        """A grid worker with the person they are and, where the row names it, the grid they serve first."""
        given = dict(values)
        code = given.pop("grid", "")
        if code and code not in self._grids:
            raise Refused(Refusal(gettext("There is no grid %(code)s", code=code)))
        person = self._register.person(
            name=given.pop("name"),
            id_number=given.pop("id_number"),
            phone=given.pop("phone", ""),
            division_code=given["division_code"],
        )
        worker = GridWorker(person=person, **given)
        db.session.add(worker)
        self._serving[self._register.numbers[str(values["id_number"])]] = worker
        if code:
            grid = self._grids[code]
            since = {"valid_from": worker.hired_on} if worker.hired_on else {}
            served = GridAssignment(
                grid=grid, worker=worker, main=True, division_code=grid.division_code, **since
            )
            db.session.add(served)
        return worker


GRIDS = Import(
    Grid,
    (
        "code name kind zone_type households population boundary:long",
        FieldInfo("outline", _("Outline"), type="long"),
    ),
    key="code",
    asked="",
    words=Path(__file__).with_name("headings.csv"),
    complete=grid_of,
    changes="outline",
    shapes=True,
)

PLACES = Import(
    PlaceOutline,
    ("division_code:division", FieldInfo("outline", _("Outline"), type="long", required=True), "source"),
    key="division_code",
    asked="",
    words=Path(__file__).with_name("place_headings.csv"),
    complete=outline_read,
    changes="outline source",
    shapes=True,
)

WORKERS = Import(
    GridWorker,
    (
        FieldInfo("name", _("Full name"), required=True, max_length=80),
        FieldInfo("id_number", _("ID number"), required=True, max_length=18),
        FieldInfo("phone", _("Phone"), max_length=20),
        FieldInfo("grid", _("Grid code"), max_length=15),
        "division_code:division",
        "employment",
        "hired_on",
    ),
    key="id_number",
    words=Path(__file__).with_name("headings.csv"),
    desk=TakingOn,
)
