"""What must lie in a volume, what does not, and whether that is explained."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.view.links import address
from app.workflow.spec import Refusal
from modules.archive.gathering import is_up_to_date, pieces_of
from modules.archive.models import Explanation, Piece, Requirement, Volume


@dataclass(frozen=True)
class Held:
    """One thing a volume must hold: the pieces that are it, or the reason why there is none."""

    requirement: Requirement
    pieces: tuple[Piece, ...]
    explanation: Explanation | None

    @property
    def missing(self) -> bool:
        return not self.pieces

    @property
    def settled(self) -> bool:
        """It is there, or its lack is explained."""
        return bool(self.pieces or self.explanation)


def completeness(volume: Volume) -> list[Held]:
    """Everything that must be there, in order."""
    wanted = db.session.scalars(
        select(Requirement).where(Requirement.active.is_(True)).order_by(Requirement.position)
    )
    pieces = pieces_of(volume)
    reasons = {one.requirement_id: one for one in explanations_of(volume)}
    return [
        Held(
            one, tuple(piece for piece in pieces if piece.slot.requirement_id == one.id), reasons.get(one.id)
        )
        for one in wanted
    ]


def explanations_of(volume: Volume) -> list[Explanation]:
    """The explanations given."""
    found = select(Explanation).where(Explanation.volume_id == volume.id)
    return list(db.session.scalars(found.order_by(Explanation.id)))


def complete(volume: Volume) -> list[Refusal]:
    """A guard: all that is on record was gathered, and what is missing is explained (form F11)."""
    if not pieces_of(volume):
        return [Refusal(gettext("Nothing lies in the volume yet"), "#pieces")]
    stale = gettext("Papers came or were withdrawn since; please gather them again")
    here = address(Volume, "show", volume.id)
    found = [] if is_up_to_date(volume) else [Refusal(stale)]
    return found + [
        Refusal(
            gettext("%(what)s is missing; add it, or explain why it is missing", what=str(held.requirement)),
            address(
                Explanation,
                "add",
                asked={"volume_id": volume.id, "requirement_id": held.requirement.id, "next": here},
            ),
        )
        for held in completeness(volume)
        if not held.settled
    ]
