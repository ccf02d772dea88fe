"""The verbs of performance. Nothing here commits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.engine import fire, record
from modules.agreements.models import Agreement, Clause
from modules.performance.models import LIVE, Obligation, Receipt, ReturnVisit


def open_performance(_session: Any, agreement: Agreement, _event: Any = None, _arrow: Any = None) -> None:
    """Write down what an agreement that takes effect asks of whom, and plan the visits to the parties."""
    if obligations_of(agreement):
        return
    session = db.session()
    clauses = select(Clause).where(Clause.agreement_id == agreement.id)
    for clause in session.scalars(clauses.order_by(Clause.position, Clause.id)):
        shared = {
            "agreement": agreement,
            "clause": clause,
            "kind": clause.kind,
            "text": clause.text,
            "payer": clause.payer,
            "payee": clause.payee,
            "manner": clause.manner,
            "place": clause.place or agreement.place,
        }
        if clause.instalments:
            for number, one in enumerate(clause.instalments, start=1):
                session.add(Obligation(**shared, part=number, amount=one.amount, due_on=one.due_on))
        else:
            session.add(Obligation(**shared, amount=clause.amount, due_on=clause.due_on))
    session.flush()
    for obligation in obligations_of(agreement):
        record(obligation, "opened", after=obligation.status)
    _plan_visits(agreement)


def drop_performance(_session: Any, agreement: Agreement, _event: Any = None, _arrow: Any = None) -> None:
    """What a replaced agreement asked falls away, and so do the visits planned for it."""
    for obligation in obligations_of(agreement):
        if obligation.status in LIVE:
            fire(obligation, "drop")
    for visit in visits_of(agreement):
        if visit.status == "planned":
            fire(visit, "skip", note=gettext("The agreement was replaced"))


def receive(obligation: Obligation, amount: Decimal, on: date | None = None, **more: Any) -> Receipt:
    """Put on record what was received; the last part makes the obligation performed."""
    fire(obligation, "receive", data={"amount": amount, "received_on": on or today(), **more})
    return receipts_of(obligation)[-1]


def obligations_of(agreement: Agreement) -> list[Obligation]:
    """What an agreement asks, in the order of its clauses and days."""
    query = select(Obligation).where(Obligation.agreement_id == agreement.id)
    return list(db.session.scalars(query.order_by(Obligation.clause_id, Obligation.part, Obligation.id)))


def receipts_of(obligation: Obligation) -> list[Receipt]:
    """The receipts that stand, oldest first."""
    query = select(Receipt).where(Receipt.obligation_id == obligation.id, Receipt.status == "kept")
    return list(db.session.scalars(query.order_by(Receipt.received_on, Receipt.id)))


def visits_of(agreement: Agreement) -> list[ReturnVisit]:
    """The visits to the parties of an agreement, in order."""
    query = select(ReturnVisit).where(ReturnVisit.agreement_id == agreement.id)
    return list(db.session.scalars(query.order_by(ReturnVisit.planned_on, ReturnVisit.id)))


def _plan_visits(agreement: Agreement) -> None:
    """One after each day on which something is due, and one some time after the effect; one a day is enough."""
    planned: dict[date, str] = {}
    for due in sorted({one.due_on for one in obligations_of(agreement) if one.due_on}):
        day = due + timedelta(days=threshold("visit_after_due"))
        planned[day] = gettext("Whether what was due on %(day)s was performed", day=due)
    assert agreement.effective_on is not None, "an agreement in force has its day"
    settled = agreement.effective_on + timedelta(days=threshold("visit_after_effect"))
    planned.setdefault(settled, gettext("How the parties get on since the agreement"))
    for day, reason in planned.items():
        db.session.add(ReturnVisit(agreement=agreement, planned_on=day, reason=reason))
    db.session.flush()
