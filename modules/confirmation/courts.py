"""Which courts an application can go to, and why each."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import LEVELS, db
from modules.agreements.models import Agreement
from modules.cases.services import sides_of
from modules.confirmation.models import Court

_COUNTY_DIGITS = LEVELS["county"][0]


@dataclass(frozen=True)
class Candidate:
    """A court, and the reasons in law why it may be chosen."""

    court: Court
    reasons: tuple[str, ...]


def candidates(agreement: Agreement) -> list[Candidate]:
    """The basic courts of the organisation, of the parties' domicile and of the matter (`confirmation.apply`).

    Args:
        agreement: the agreement to be confirmed.
    """
    mediation = agreement.mediation
    places: dict[str, list[str]] = {}
    _note(places, mediation.committee.division_code, gettext("where the mediation organisation is"))
    for side in sides_of(mediation.case):
        _note(places, side.subject.division_code, gettext("domicile of %(party)s", party=str(side)))
    _note(places, mediation.case.division_code, gettext("where the matter lies"))
    courts = db.session.scalars(
        select(Court).where(Court.county_code.in_(places), Court.active).order_by(Court.id)
    )
    found = {court.county_code: court for court in courts}
    return [Candidate(found[code], tuple(reasons)) for code, reasons in places.items() if code in found]


def _note(places: dict[str, list[str]], code: str, reason: str) -> None:
    reasons = places.setdefault(code[:_COUNTY_DIGITS], [])
    if reason not in reasons:
        reasons.append(reason)
