"""Terms of committees: which end soon, and telling their keepers, once a term."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.access.matrix import matrix_of
from app.access.scope import Reach
from app.job.spec import Run
from app.model.base import codes_above
from app.model.moment import now, today
from app.notify.follow import let_follow
from app.org.models import Account, Post
from app.org.threshold import threshold
from app.workflow.engine import record
from app.workflow.models import Event
from modules.mediators.models import Committee

#: The act that tells it.
TOLD = "term_ends"


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def notice_until() -> date:
    """The last day whose ends of terms are told today."""
    return today() + timedelta(days=threshold("committee_term_notice_days"))


def ending() -> ColumnElement[bool]:
    """Committees whose term ends soon."""
    return and_(Committee.active, Committee.term_ends_on.between(today(), notice_until()))


def ended() -> ColumnElement[bool]:
    """Committees whose term is over."""
    return and_(Committee.active, Committee.term_ends_on < today())


def tell_of_terms(run: Run) -> dict[str, Any]:
    """Write into the history of each committee that its term ends, and let its keepers follow it, who are then told."""
    session, told = run.session, 0
    asked = select(Committee).where(Committee.active, Committee.term_ends_on <= notice_until())
    committees = session.scalars(asked.order_by(Committee.id)).all()
    known = _told(session)
    for committee in committees:
        term = str(committee.term_ends_on)
        if (committee.id, term) not in known:
            let_follow(session, committee, keepers_of(session, committee.division_code), now())
            record(committee, TOLD, data={"term_ends_on": term})
            told += 1
    return {"told": told}


def keepers_of(session: Session, code: str) -> list[int]:
    """The accounts that keep the committees of a place: those posted nearest to it who may change them."""
    day, matrix = today(), matrix_of(session)
    posts = session.execute(
        select(Post.user_id, Post.role, Post.division_code, Post.below)
        .join(Account, Account.id == Post.user_id)
        .where(
            Account.active.is_(True),
            Post.division_code.in_((code, *codes_above(code))),
            or_(Post.valid_from.is_(None), Post.valid_from <= day),
            or_(Post.valid_to.is_(None), Post.valid_to >= day),
        )
        .order_by(func.length(Post.division_code).desc(), Post.user_id)
    )
    model = Committee.model_id()
    reaches = [(user_id, Reach(role, place, below)) for user_id, role, place, below in posts]
    keeping = [
        (user_id, reach.code)
        for user_id, reach in reaches
        if reach.covers(code) and matrix.allows(reach.role, reach.level, model, "u")
    ]
    return [user_id for user_id, place in keeping if place == keeping[0][1]]


def _told(session: Session) -> set[tuple[int, str]]:
    """Which committees were told of which term."""
    name = f"{Committee.model_id()}.{TOLD}"
    events = session.execute(select(Event.row_id, Event.data).where(Event.name == name))
    return {(row_id, data.get("term_ends_on", "")) for row_id, data in events}
