"""The invented county's court and its point in a sub-district, and the joint application for the lease agreement,
screened and printed.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.workflow.engine import fire
from modules.agreements.models import Agreement
from modules.cases.demo.acting import acting
from modules.cases.services import sides_of
from modules.confirmation import services
from modules.confirmation.models import Court, CourtPoint
from modules.mediation.demo import LEASE, mediation_of
from modules.parties.models import Person

COURTS = (("枫0102", "枫源县人民法院", "990102"), ("枫0103", "云溪县人民法院", "990103"))


def load(session: Session) -> None:
    """Add the courts; apply where there is an agreement in force."""
    for code, name, county in COURTS:
        session.add(Court(code=code, name=name, county_code=county))
    session.flush()
    _point(session)
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


def _point(session: Session) -> None:
    """The point in 城东街道, run by a person of the street."""
    place = "990102001"
    director = Person(name="庭小安", sex="2", division_code=place)
    court = session.scalars(select(Court).where(Court.county_code == place[:6])).one()
    session.add(
        CourtPoint(
            point="城东街道共享法庭",
            court=court,
            division_code=place,
            address="城东街道社会治理中心二楼",
            person=director,
            phone="19900010020",
            hours="工作日 9:00 至 17:00",
            offers="在线立案、在线调解、司法确认视频询问、普法宣传",
        )
    )
    session.flush()
