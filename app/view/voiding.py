"""Making void: what is never deleted is taken out of force with a reason and the approval of a second person."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.scope import Scope, current_scope
from app.model.base import Voidable
from app.model.moment import now
from app.view.calling import called
from app.view.links import address
from app.view.writing import locked_reason
from app.workflow.engine import Refused, record, workflow_of
from app.workflow.spec import Refusal

#: Buttons that give the two halves to somebody who may not delete.
ASK, APPROVE = "ask_void", "approve_void"


def has_own_arrow(row: Any) -> bool:
    """Whether the model's workflow has an arrow for it; then that one is used."""
    workflow = workflow_of(row)
    return workflow is not None and any(t.name in ("void", ASK, APPROVE) for t in workflow.transitions)


def rights(step: str) -> tuple[str, str]:
    """What lets somebody ask for it or approve it: the right to delete, or the step's own button."""
    return ("d", step)


def may(step: str, row: Any, scope: Scope) -> bool:
    """Whether somebody may ask for it or approve it."""
    return any(scope.may(right, row) for right in rights(step))


def void_actions(row: Any) -> list[dict[str, Any]]:
    """The buttons on a row's page."""
    scope = current_scope()
    if not isinstance(row, Voidable) or row.voided_at or has_own_arrow(row):
        return []
    if row.void_asked_by_id is None:
        return [_action(row, ASK, gettext("Make void"), asks=True)] if may(ASK, row, scope) else []
    if not may(APPROVE, row, scope):
        return []
    if row.void_asked_by_id == scope.user_id:
        waiting = gettext("A second person must approve")
        return [
            _action(row, APPROVE, gettext("Approve voiding"))
            | {"enabled": False, "reasons": [{"text": waiting}]}
        ]
    return [
        _action(row, APPROVE, gettext("Approve voiding")),
        _action(row, "drop_void", gettext("Keep valid")) | {"tone": "plain"},
    ]


def ask(row: Any, why: str) -> None:
    """Ask that a row be made void.

    Raises:
        Refused: no reason, already asked for, or already void.
    """
    _open(row)
    if not why.strip():
        raise Refused(Refusal(gettext("Please give a reason"), link="#note"))
    if row.void_asked_by_id is not None:
        raise Refused(Refusal(gettext("Somebody has already asked for this")))
    row.void_asked_by_id = current_scope().user_id
    row.void_reason = why.strip()[:500]
    record(row, ASK, note=why)


def approve(row: Any) -> None:
    """Make a row void that somebody else asked for.

    Raises:
        Refused: nobody asked, the same person asked, or it is already void.
    """
    _open(row)
    if row.void_asked_by_id is None:
        raise Refused(Refusal(gettext("Nobody has asked for this")))
    if row.void_asked_by_id == current_scope().user_id:
        raise Refused(Refusal(gettext("A second person must do this; you did the step before")))
    row.voided_at, row.voided_by_id = now(), current_scope().user_id
    record(row, APPROVE, note=row.void_reason or "")


def drop(row: Any) -> None:
    """Leave a row in force that somebody asked to make void.

    Raises:
        Refused: nobody asked, or it is already void.
    """
    _open(row)
    if row.void_asked_by_id is None:
        raise Refused(Refusal(gettext("Nobody has asked for this")))
    row.void_asked_by_id, row.void_reason = None, None
    record(row, "drop_void")


def _open(row: Any) -> None:
    if not isinstance(row, Voidable) or has_own_arrow(row):
        raise Refused(Refusal(gettext("This record has no such step")))
    if row.voided_at is not None:
        raise Refused(Refusal(locked_reason(row)))


def _action(row: Any, step: str, label: str, *, asks: bool = False) -> dict[str, Any]:
    action: dict[str, Any] = {
        "name": step,
        "label": label,
        "url": address(type(row), f"void/{step}", row.id),
        "method": "post",
        "tone": "danger",
        "confirm": {"title": label, "object": called(row)},
    }
    if asks:
        action["reason"] = {"label": gettext("Reason"), "required": True}
    return action
