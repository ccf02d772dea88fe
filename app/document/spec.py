"""The declaration of a paper: one `Document` gives template, data, number, conditions and bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.base import Record
from app.org.models import Unit
from app.workflow.spec import Guard

#: A row to the plain data its template documents; a list gives one paper after the other (one a party).
ContextOf = Callable[[Any], "Mapping[str, Any] | list[Mapping[str, Any]]"]


def own_unit(row: Any) -> Unit | None:
    """The unit a row names in its `unit` attribute, if any."""
    return getattr(row, "unit", None)


@dataclass(frozen=True)
class Document:
    """A paper that can be made of rows of one model.

    Args:
        id: `<module>.<paper>`, such as `agreements.agreement`.
        name: what a user calls it, translated.
        model: the class it is made of; None while only template and sample stand (a declared paper).
        template: path below `reports/`; empty for a bundle.
        context: the plain data for the template.
        numbered: kind of its number (`agreement`, `volume`, ...), or None for a paper without one. Each kind
            is counted by itself, by unit and year.
        unit: the unit that issues it, whose number series and name it bears.
        bundle: ids of the papers bound in this one, in order; then `template` and `context` are not used.
        needs: refusals that keep it from being issued; a draft may always be looked at.
        again: id of the paper in force whose words and number it repeats; `context` then gives only what is added.
        signers: who may sign it on the pad now, in words by their place on it (`app.document.signatures`).
        fits: whether a row has this paper at all; without it every row of the model has.
    """

    id: str
    name: Any
    model: type[Record] | None
    template: str = ""
    context: ContextOf = dict
    numbered: str | None = None
    unit: Callable[[Any], Unit | None] = own_unit
    bundle: tuple[str, ...] = ()
    needs: Guard | None = None
    again: str = ""
    signers: Callable[[Any], Mapping[str, str]] | None = None
    fits: Callable[[Any], bool] | None = None

    @property
    def state(self) -> str:
        """`live`, or `declared`: nothing can be made of a row yet, and no page offers it."""
        return "live" if self.model is not None else "declared"

    def belongs_to(self, row: Any) -> bool:
        """Whether this paper can be made of a row."""
        return self.model is type(row) and (self.fits is None or self.fits(row))


def declared(id: str, name: Any, template: str) -> Document:
    """A paper whose data come with a later module: template and sample stand, and `flask papers render` shows them."""
    return Document(id, name, None, template)
