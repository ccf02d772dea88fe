"""Who works on cases where. Villages to counties work on them; cities and provinces read, supervise and count.

Nobody deletes a case. Administrators keep the lists of codes and open no case.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access.grants import table
from modules.cases.models import CaseShare

_DESK = "accept not_accept start resolve feed_back reopen transfer ask_void"
_COMMAND = "accept start resolve feed_back close reopen transfer ask_void approve_void refuse_void"

GRANTS = table(f"""
    role          level            model                        rights  buttons
    clerk         village-county   cases.case                   rcu-    {_DESK} close
    dispatcher    township-county  cases.case                   r-u-    {_COMMAND}
    mediator      village-county   cases.case                   r---    mediate leave_mediation resolve
    handler       village-county   cases.case                   r---    start resolve feed_back
    grid_worker   village-township cases.case                   rc--    -
    leader        all              cases.case                   r---    approve_void refuse_void
    archivist     township-county  cases.case                   r---    archive

    clerk         village-county   cases.case_party             rcu-
    dispatcher    township-county  cases.case_party             r---
    mediator      village-county   cases.case_party             rcu-
    handler       village-county   cases.case_party             r---
    leader        village-county   cases.case_party             r---
    archivist     township-county  cases.case_party             r---

    clerk         village-county   cases.case_outcome           r---
    dispatcher    township-county  cases.case_outcome           r---
    mediator      village-county   cases.case_outcome           r---
    handler       village-county   cases.case_outcome           r---
    leader        all              cases.case_outcome           r---
    archivist     township-county  cases.case_outcome           r---

    clerk         village-county   cases.case_feedback          r---
    dispatcher    township-county  cases.case_feedback          r---
    handler       village-county   cases.case_feedback          r---
    leader        all              cases.case_feedback          r---
    archivist     township-county  cases.case_feedback          r---

    dispatcher    township-county  cases.case_share             rc-d
    clerk         village-county   cases.case_share             r---
    leader        village-county   cases.case_share             r---

    clerk         village-county   cases.consultation           rcu-
    dispatcher    township-county  cases.consultation           rcu-
    mediator      village-county   cases.consultation           r---
    handler       village-county   cases.consultation           r---
    leader        all              cases.consultation           r---
    clerk         village-county   cases.consultation_opinion   rcud
    dispatcher    township-county  cases.consultation_opinion   rcud
    mediator      village-county   cases.consultation_opinion   r---
    handler       village-county   cases.consultation_opinion   r---
    leader        all              cases.consultation_opinion   r---
    clerk         village-county   cases.consultation_decision  rcud
    dispatcher    township-county  cases.consultation_decision  rcud
    mediator      village-county   cases.consultation_decision  r---
    handler       village-county   cases.consultation_decision  r---
    leader        all              cases.consultation_decision  r---

    admin         county-province  cases.code_entry             rcu-
    admin         county-province  cases.threshold              r-u-
    clerk         village-county   cases.code_entry             r---
""")

RULES = {
    "cases.case": "below",
    "cases.case_party": "below",
    "cases.case_outcome": "below",
    "cases.case_feedback": "below",
    "cases.case_share": "below",
    "cases.consultation": "below",
    "cases.consultation_opinion": "below",
    "cases.consultation_decision": "below",
}


def shared_cases(session: Session, unit_ids: tuple[int, ...], day: date) -> tuple[int, ...]:
    """The cases opened to some units on a day.

    Args:
        session: a session that may read every share (system work), for it decides what the user's scope will be.
        unit_ids: the units in which the user holds posts.
        day: today.
    """
    if not unit_ids:
        return ()
    valid: Any = or_(CaseShare.until.is_(None), CaseShare.until >= day)
    return tuple(
        session.scalars(select(CaseShare.case_id).where(CaseShare.unit_id.in_(unit_ids), valid).distinct())
    )


#: How a scope learns its shares: kind of share, and the function that finds the keys.
SHARES = {"case_id": shared_cases}
