"""What stands in the way of an arrow of a case."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.cases.models import Case, CaseFeedback, CaseOutcome


def has_result(case: Case) -> list[Refusal]:
    """A matter is resolved by a result in words, not by a click."""
    if _count(case, CaseOutcome):
        return []
    return [Refusal(gettext("The result is missing"), "#outcomes")]


def has_feedback(case: Case) -> list[Refusal]:
    """The citizen has been told, or enough attempts stand on record."""
    if _count(case, CaseFeedback, CaseFeedback.reached.is_(True)) or _given_up(case):
        return []
    return [Refusal(gettext("Nobody has been told of the result yet"), "#feedback")]


def may_close(case: Case) -> list[Refusal]:
    """Result, feedback, and satisfaction or the note that the citizen could not be reached."""
    found = has_result(case) + has_feedback(case)
    if not _count(case, CaseFeedback, CaseFeedback.satisfaction.is_not(None)) and not _given_up(case):
        found.append(
            Refusal(
                gettext(
                    "Satisfaction is missing; %(tries)s failed attempts to reach the person also count",
                    tries=threshold("unreachable_tries"),
                ),
                "#feedback",
            )
        )
    return found


def void_asked(case: Case) -> list[Refusal]:
    """Making void needs a request by one person and the approval of another."""
    return (
        []
        if case.void_asked_by_id or case.void_reason
        else [Refusal(gettext("Nobody has asked to make it void"))]
    )


def no_void_pending(case: Case) -> list[Refusal]:
    """A second request while one waits would hide the first."""
    return [Refusal(gettext("A request to make it void is waiting"))] if case.void_reason else []


def _given_up(case: Case) -> bool:
    """Whether the citizen was tried often enough without being reached."""
    return _count(case, CaseFeedback, CaseFeedback.reached.is_(False)) >= threshold("unreachable_tries")


def _count(case: Case, model: type[CaseOutcome] | type[CaseFeedback], *conditions: object) -> int:
    session = object_session(case)
    assert session is not None
    query = select(func.count()).select_from(model).where(model.case_id == case.id, *conditions)  # type: ignore[arg-type]
    return session.scalar(query) or 0
