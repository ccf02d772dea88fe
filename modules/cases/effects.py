"""What the arrows of a case do besides changing its state."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import object_session

from app.access.scope import scope_of
from app.model.moment import now
from modules.cases.models import Case, CaseFeedback


def write_feedback(case: Case, data: dict[str, Any]) -> None:
    """Keep what the citizen was told and answered."""
    if data.get("text"):
        _session(case).add(
            CaseFeedback(
                case=case,
                means=data["means"],
                reached=bool(data.get("reached", True)),
                text=data["text"],
                satisfaction=data.get("satisfaction"),
            )
        )


def ask_void(case: Case, _data: dict[str, Any]) -> None:
    """Note who asked; `events.keep_void_reason` adds why."""
    case.void_asked_by_id = scope_of(_session(case)).user_id


def refuse_void(case: Case, _data: dict[str, Any]) -> None:
    """Forget the request; the history keeps it."""
    case.void_asked_by_id, case.void_reason = None, None


def make_void(case: Case, _data: dict[str, Any]) -> None:
    """Note who approved and when. The row stays, with its number."""
    case.voided_by_id, case.voided_at = scope_of(_session(case)).user_id, now()


def _session(case: Case) -> Any:
    return object_session(case)
