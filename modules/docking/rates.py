"""The two rates of docking before suit, each with the rows it is made of.

Diversion: matters courts delegated to the centres before suit ÷ all cases for mediation before suit, as the courts say.
Success: agreements reached ÷ matters diverted. What a court took back, or a centre sent back, was not diverted. A
matter counts in the month it was received, whenever it ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from modules.confirmation.models import Court
from modules.docking.models import Entrustment, PreSuitCount

#: Results of what never was, or no longer is, with a centre.
_NOT_DIVERTED = ("withdrawn", "not_accepted")


@dataclass(frozen=True)
class Line:
    """The three numbers of a court, or of all of them (`court_id` 0)."""

    court_id: int
    court: str
    pre_suit: int
    diverted: int
    successful: int

    @property
    def diversion(self) -> float | None:
        """Diverted ÷ all before suit; nothing where the courts gave no number."""
        return self.diverted / self.pre_suit if self.pre_suit else None

    @property
    def success(self) -> float | None:
        """Successful ÷ diverted; nothing where nothing was diverted."""
        return self.successful / self.diverted if self.diverted else None


def diverted(_scope: Any = None) -> ColumnElement[bool]:
    """The condition of matters a court delegated before suit and that stayed with the centre."""
    return (
        (Entrustment.kind == "delegated")
        & Entrustment.court_id.is_not(None)
        & (Entrustment.status != "withdrawn")
        & or_(Entrustment.result.is_(None), Entrustment.result.not_in(_NOT_DIVERTED))
    )


def successful(_scope: Any = None) -> ColumnElement[bool]:
    """Those of them that ended with an agreement."""
    return diverted() & (Entrustment.result == "agreed")


def rates(session: Session, place: str, first: date, last: date) -> list[Line]:
    """The numbers by court within the reader's rows, courts in the order of their keys.

    Args:
        place: code of the division, with all below it.
        first: the first day.
        last: the last day; months count whole.
    """
    counts = select(PreSuitCount.court_id, func.sum(PreSuitCount.number)).where(
        PreSuitCount.division_code.startswith(place), PreSuitCount.month.between(first.replace(day=1), last)
    )
    all_of = {key: int(number) for key, number in session.execute(counts.group_by(PreSuitCount.court_id))}
    agreed = func.sum(case((successful(), 1), else_=0))
    went = select(Entrustment.court_id, func.count(), agreed).where(
        diverted(), Entrustment.division_code.startswith(place), Entrustment.received_on.between(first, last)
    )
    gone = {key: (number, well) for key, number, well in session.execute(went.group_by(Entrustment.court_id))}
    keys = all_of.keys() | gone.keys()
    named = session.execute(select(Court.id, Court.name).where(Court.id.in_(keys)).order_by(Court.id))
    return [Line(key, name, all_of.get(key, 0), *gone.get(key, (0, 0))) for key, name in named]


def total(lines: list[Line]) -> Line:
    """All courts together."""
    sums = (sum(getattr(line, name) for line in lines) for name in ("pre_suit", "diverted", "successful"))
    return Line(0, "", *sums)


def percent(rate: float | None) -> str:
    """A rate to a tenth of a percent; a dash where there is none."""
    return "—" if rate is None else f"{rate:.1%}"
