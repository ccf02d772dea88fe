"""The lawful ways on when a party does not perform; they depend on whether the court confirmed the agreement."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext
from sqlalchemy import func, select

from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement
from modules.confirmation.models import Confirmation
from modules.knowledge.services import cite
from modules.performance.models import Obligation

#: States of an application in which the agreement can be enforced.
ENFORCEABLE = ("confirmed", "enforcement_applied")


def confirmation_of(agreement: Agreement) -> Confirmation | None:
    """The ruling's application, if the court confirmed the agreement."""
    query = select(Confirmation).where(
        Confirmation.agreement_id == agreement.id, Confirmation.status.in_(ENFORCEABLE)
    )
    return db.session.scalars(query.order_by(Confirmation.id.desc())).first()


def enforce_until(obligation: Obligation) -> date:
    """The last day to apply for enforcement: so many years from the last day of performance of the same clause.

    Of instalments the last one counts; without any day it is the day the court ruled.
    """
    last = db.session.scalar(
        select(func.max(Obligation.due_on)).where(Obligation.clause_id == obligation.clause_id)
    )
    ruled = confirmation_of(obligation.agreement)
    day = last or (ruled.decided_on if ruled else None) or obligation.agreement.effective_on or today()
    years = threshold("enforcement_years")
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)


def may_enforce(obligation: Obligation) -> list[Refusal]:
    """Overdue, confirmed by the court, and within the term."""
    found = _overdue(obligation)
    if confirmation_of(obligation.agreement) is None:
        words = gettext("The court has not confirmed the agreement; mediate again or sue")
        found.append(Refusal(words, article=cite("mediation.suit")))
    elif enforce_until(obligation) < today():
        words = gettext("The last day to apply for enforcement was %(day)s", day=enforce_until(obligation))
        found.append(Refusal(words, article=cite("performance.enforce")))
    return found


def may_go_on(obligation: Obligation) -> list[Refusal]:
    """Overdue and not confirmed: the parties may mediate again, or one of them sues."""
    found = _overdue(obligation)
    if confirmation_of(obligation.agreement) is not None:
        words = gettext("The court confirmed the agreement; it can be enforced")
        found.append(Refusal(words, article=cite("confirmation.ruling")))
    return found


def _overdue(obligation: Obligation) -> list[Refusal]:
    return [] if obligation.overdue else [Refusal(gettext("This is not overdue"))]
