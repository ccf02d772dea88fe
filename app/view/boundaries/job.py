"""The job that merges or moves a place with many rows; all of it is one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.access.identity import scope_for
from app.job.spec import GiveUp, Run
from app.org.models import Account
from app.view.boundaries.changes import Wish, carry_out, check
from app.workflow.engine import Refused

#: The job's name.
CARRY = "view.boundaries"


def arguments(wish: Wish) -> dict[str, Any]:
    """A wish as a job's arguments."""
    return vars(wish) | {"valid_from": wish.valid_from.isoformat()}


def carry(run: Run) -> dict[str, Any]:
    """Merge or move, if whoever asked may still do so.

    Raises:
        GiveUp: they may not, or something stands in the way by now.
    """
    wish = Wish(**run.args | {"valid_from": date.fromisoformat(run.args["valid_from"])})
    account = run.session.get(Account, wish.user_id) if wish.user_id else None
    if account is None or not account.active:
        raise GiveUp("nobody asks for this any more")
    try:
        check(run.session, scope_for(run.session, account), wish)
        done = carry_out(run.session, wish)
    except Refused as refused:
        raise GiveUp(refused.refusals[0].said) from refused
    return {"rows": sum(done.rows.values())}
