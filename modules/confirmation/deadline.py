"""Until when an agreement can be confirmed, and how that comes about."""

from __future__ import annotations

from datetime import datetime, time

from app.clock.deadline import due
from app.clock.limits import Due
from app.clock.stored import policy_for, stored_calendar
from app.model.base import db
from modules.agreements.models import Agreement

#: The limit from the day the agreement took effect to the application.
POLICY = "confirm_apply"


def deadline_of(agreement: Agreement) -> Due | None:
    """When the application is due at the latest, rolled over legal holidays.

    Returns:
        The moment with its explanation, or None while the agreement is not in force.

    Raises:
        LookupError: no limit was in force on that day; its seed is missing.
    """
    if agreement.effective_on is None:
        return None
    session = db.session()
    policy = policy_for(session, POLICY, agreement.division_code, agreement.effective_on)
    if policy is None:
        raise LookupError(f"no limit {POLICY}")
    return due(datetime.combine(agreement.effective_on, time.min), policy.limit, stored_calendar(session))
