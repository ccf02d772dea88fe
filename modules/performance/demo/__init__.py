"""What came of the lease agreement on the day it was signed: the keys are back, a first sum has been paid."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.workflow.engine import fire
from modules.agreements.models import Agreement
from modules.cases.demo.acting import acting
from modules.mediation.demo import LEASE, mediation_of
from modules.performance import services


def load(session: Session) -> None:
    """Without the agreement there is nothing to tell."""
    mediation = mediation_of(session, LEASE)
    if mediation is None:
        return
    agreement = session.scalars(select(Agreement).where(Agreement.mediation_id == mediation.id)).first()
    if agreement is None or agreement.status != "effective":
        return
    services.open_performance(session, agreement)
    first, _second, keys = services.obligations_of(agreement)
    with acting(session, "mediator_town", "2026-11-20 10:30"):
        services.receive(first, Decimal("20000.00"), remark="当场转账，余款按期支付")
        fire(keys, "complete")
        words = {"means": "phone", "text": "请王喆堃在十二月十日前付清第一期余款，对方答应按期转账。"}
        fire(first, "urge", data=words)
