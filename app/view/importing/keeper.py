"""A row that lies where the committee, team or centre it names lies: its file names that, and no place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select

from app.access.scope import current_scope
from app.model.base import Record, db
from app.org.models import Unit
from app.view.importing.values import may_make


@dataclass(frozen=True)
class Keeper:
    """Whom the rows of a workbook belong to.

    Attributes:
        model: what the rows become.
        of: the table of those that keep them; it has a unit, a division and `active`.
        name: the fact that names one of them.
        none: what is said when none bears the `%(name)s`.
        several: what is said when more than one does.
    """

    model: type[Record]
    of: Any
    name: str
    none: Any
    several: Any

    def called(self, name: str) -> list[Any]:
        """The active ones of that name or short name, two at most."""
        named = or_(Unit.name == name, Unit.short_name == name)
        asked = select(self.of).join(Unit, self.of.unit_id == Unit.id).where(named, self.of.active)
        return list(db.session.scalars(asked.order_by(self.of.id).limit(2)))

    def unclear(self, name: str, found: list[Any]) -> str:
        """What is said of a name that none of them bears, or several."""
        return str(self.several if found else self.none) % {"name": name[:40]}

    def one(self, values: dict[str, Any]) -> Any:
        """The one a row names, once `complete` found nothing wrong."""
        (found,) = self.called(values[self.name])
        return found

    def complete(self, values: dict[str, Any]) -> list[str]:
        """What stands in a row's way; else it lies where the one it names lies."""
        name = values.get(self.name, "")
        if not name:
            return []
        found = self.called(name)
        if len(found) != 1:
            return [self.unclear(name, found)]
        values["division_code"] = found[0].division_code
        if may_make(current_scope(), self.model, found[0].division_code):
            return []
        return [gettext("“%(text)s” lies outside your area", text=name[:20])]
