"""What stands in the way of a step of an agreement."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement
from modules.agreements.reading import is_sealed, no_stops, unsigned
from modules.cases.papers import facts_missing
from modules.knowledge.services import cite
from modules.mediation.models import Mediation
from modules.mediation.services import nobody_refuses


def may_issue(agreement: Agreement) -> list[Refusal]:
    """Written, nobody refuses, no finding stops, and every party is described."""
    if agreement.form != "written":
        return [Refusal(gettext("An oral agreement is not issued for signature"))]
    return nobody_refuses(agreement.mediation) + no_stops(agreement) + facts_missing(agreement.case)


def may_reach(agreement: Agreement) -> list[Refusal]:
    """Oral, nobody refuses, and no finding stops."""
    if agreement.form != "oral":
        return [Refusal(gettext("A written agreement takes effect by signatures and seal"))]
    return nobody_refuses(agreement.mediation) + no_stops(agreement)


def all_signed(agreement: Agreement) -> list[Refusal]:
    """Every party and every mediator named has signed."""
    return [
        Refusal(gettext("%(name)s has not signed", name=str(one)), "#signatures", cite("mediation.contents"))
        for one in unsigned(agreement)
    ]


def sealed(agreement: Agreement) -> list[Refusal]:
    """The committee's seal is on it."""
    if is_sealed(agreement):
        return []
    return [Refusal(gettext("The committee's seal is missing"), "#signatures", cite("mediation.contents"))]


def superseded(agreement: Agreement) -> list[Refusal]:
    """An agreement gives way only to a version that is in force."""
    query = select(Agreement.id).where(Agreement.replaces_id == agreement.id, Agreement.status == "effective")
    if db.session.scalar(query.limit(1)):
        return []
    return [Refusal(gettext("No newer version is in force"), "#agreements")]


def agreement_in_force(mediation: Mediation) -> list[Refusal]:
    """A guard on ending a mediation as agreed."""
    query = select(Agreement.id).where(
        Agreement.mediation_id == mediation.id, Agreement.status == "effective"
    )
    if db.session.scalar(query.limit(1)):
        return []
    return [Refusal(gettext("No agreement is in force yet"), "#agreements", cite("mediation.contents"))]
