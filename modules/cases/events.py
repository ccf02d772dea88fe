"""What cases promise to tell, and what they listen to."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

EMITS = {
    "cases.case.register": "A case was given its number, in the transaction that made it.",
    "cases.case.accept": "A case was accepted; at the desk this follows registration at once.",
    "cases.case.not_accept": "A case was refused; data: `reason` (code) and `channels` (the lawful ways told).",
    "cases.case.start": "Work on a case has begun.",
    "cases.case.mediate": "A case has gone into mediation.",
    "cases.case.leave_mediation": "Mediation ended without agreement; the case is handled otherwise.",
    "cases.case.resolve": "A result stands on record.",
    "cases.case.feed_back": "The citizen was told, or an attempt was made.",
    "cases.case.close": "A case was closed: result, feedback and satisfaction are on record.",
    "cases.case.reopen": "A closed case was opened again: a new round.",
    "cases.case.archive": "A closed case was archived.",
    "cases.case.transfer": "A case was handed to another organ; data: `target` and `receipt`.",
    "cases.case.ask_void": "Somebody asked to make a case void.",
    "cases.case.approve_void": "A second person made a case void.",
    "cases.case.refuse_void": "A second person refused to make a case void.",
}


def keep_void_reason(_session: Session, case: Any, event: Any, _arrow: Any) -> None:
    """The reason given with the request stands on the row, where the second person reads it."""
    case.void_reason = event.note


HANDLERS = {"cases.case.ask_void": keep_void_reason}
