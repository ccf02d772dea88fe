"""Which code takes the place of which when a division is added, merged or moved.

Codes a site gives itself stand in the serials from 900 on, which the national list leaves free; a code that was once
given is not given again, because papers and history still name it.
"""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.base import LEVELS
from app.org.models import Division
from app.workflow.engine import Refused
from app.workflow.spec import Refusal

#: The serials of a site's own.
_OWN = range(900, 1000)

#: The digits of a serial below a county or a township.
_SERIAL = 3

_TOWNSHIP = LEVELS["township"][0]


def own_code(session: Session, parent: str, given: set[str] | None = None) -> str:
    """A free code below a place, of the site's own.

    Args:
        session: any session.
        parent: the code of a county or township.
        given: codes given in the same change.

    Raises:
        Refused: none is left.
    """
    taken = _taken(session, parent) | (given or set())
    for serial in _OWN:
        if (code := f"{parent}{serial}") not in taken:
            return code
    raise Refused(Refusal(gettext("There is no code left below this place")))


def new_codes(session: Session, code: str, target: str, *, merge: bool) -> dict[str, str]:
    """The new code of a division and of each one below it.

    Args:
        session: any session.
        code: the division that is merged or moved.
        target: the division it becomes part of, or the one above it from now on.
        merge: the first of the two.
    """
    given: set[str] = set()
    found = {code: target if merge else _below(session, code, target, given)}
    if len(code) == _TOWNSHIP:
        below = (
            select(Division.code).where(Division.parent_code == code, Division.active).order_by(Division.code)
        )
        for village in session.scalars(below):
            found[village] = _below(session, village, found[code], given)
    return found


def parent_of(code: str) -> str:
    """The code of the place above a township or village."""
    return code[:-_SERIAL]


def _below(session: Session, code: str, parent: str, given: set[str]) -> str:
    """A code below another place: with the same serial where it is free there."""
    wished = parent + code[-_SERIAL:]
    made = wished if wished not in _taken(session, parent) | given else own_code(session, parent, given)
    given.add(made)
    return made


def _taken(session: Session, parent: str) -> set[str]:
    return set(session.scalars(select(Division.code).where(Division.parent_code == parent)))
