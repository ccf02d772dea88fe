"""A row that is a unit with a table of its own, as a committee or a team: its file names the unit and the place.

The unit stays on record when the import is taken back, as a person does: units are closed and never deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import Record, db
from app.org.models import Unit
from app.view.fields import FieldInfo
from app.workflow.engine import Refused
from app.workflow.spec import Refusal

#: What a file may tell of the unit itself.
_OF_UNIT = ("number_name", "phone", "address")

FACTS = (
    FieldInfo("unit", _("Unit"), required=True, max_length=120),
    FieldInfo("number_name", Unit.LABELS["number_name"], max_length=20),
    FieldInfo("phone", Unit.LABELS["phone"], max_length=30),
    FieldInfo("address", Unit.LABELS["address"], max_length=200),
)


@dataclass(frozen=True)
class AsUnit:
    """Which table, and of which kind its units are.

    Attributes:
        model: what the rows become; it has `unit` and a division.
        kind: the kind of unit.
    """

    model: type[Record]
    kind: str

    def known(self, values: dict[str, Any]) -> Any:
        """The row on record whose unit bears the name, at the same place."""
        model: Any = self.model
        named = (Unit.name == values["unit"], model.division_code == values["division_code"])
        asked = select(model).join(Unit, model.unit_id == Unit.id).where(*named)
        return db.session.scalars(asked.limit(1)).first()

    def unit_of(self, given: dict[str, Any]) -> Unit:
        """The unit of a row, taken out of its values: the one of that name there, told what it lacks, or a new one.

        Raises:
            Refused: a unit of another kind bears the name, or the unit on record is no longer active.
        """
        name, told = given.pop("unit"), {fact: given.pop(fact) for fact in _OF_UNIT if fact in given}
        here = select(Unit).where(Unit.name == name, Unit.division_code == given["division_code"])
        unit = db.session.scalars(here.order_by(Unit.id).limit(1)).first()
        if unit is None:
            unit = Unit(name=name, short_name=name[:40], kind=self.kind, division_code=given["division_code"])
            db.session.add(unit)
        elif unit.kind != self.kind or not unit.active:
            kind = str(Unit.CHOICES["kind"][unit.kind])
            words = gettext(
                "“%(name)s” is on record as a unit of another kind: %(kind)s", name=name[:40], kind=kind
            )
            closed = gettext("“%(name)s” is no longer active", name=name[:40])
            raise Refused(Refusal(words if unit.kind != self.kind else closed))
        for fact, value in told.items():
            if not getattr(unit, fact):
                setattr(unit, fact, value)
        db.session.flush()
        return unit
