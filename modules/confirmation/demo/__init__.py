"""The invented county's court, and the joint application for the lease agreement, screened and printed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.workflow.engine import fire
from modules.agreements.models import Agreement
from modules.cases.demo.acting import acting
from modules.cases.services import sides_of
from modules.confirmation import services
from modules.confirmation.models import Court
from modules.mediation.demo import LEASE, mediation_of

COURTS = (("枫0102", "枫源县人民法院", "990102"), ("枫0103", "云溪县人民法院", "990103"))


def load(session: Session) -> None:
    """Add the courts; apply where there is an agreement in force."""
    for code, name, county in COURTS:
        session.add(Court(code=code, name=name, county_code=county))
    session.flush()
    mediation = mediation_of(session, LEASE)
    if mediation is None:
        return
    agreement = session.scalars(select(Agreement).where(Agreement.mediation_id == mediation.id)).first()
    if agreement is None or agreement.status != "effective":
        return
    with acting(session, "mediator_town", "2026-11-20 10:20"):
        confirmation = services.prepare(agreement)
        for question in services.questions():
            services.answer(confirmation, question, "no")
        for side in sides_of(agreement.case):
            services.apply_jointly(confirmation, side, postcode="999000")
        fire(confirmation, "screen")
