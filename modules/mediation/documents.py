"""The papers of a mediation: F2 application, F3 register, F3b rights, F6 record of a session, F13 termination.

F4, F5 and F16 stand in `material.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.clock.stored import policy_for
from app.document.filters import clause_no
from app.document.signatures import signed_copy
from app.document.spec import Document
from app.model.base import db
from app.model.moment import today
from app.org.models import Unit
from app.view.links import address
from app.workflow.spec import Refusal
from modules.cases.models import code_label
from modules.cases.papers import colleague, paper_parties
from modules.knowledge.services import article, cite
from modules.mediation import material
from modules.mediation.lines import lines, pair
from modules.mediation.models import Mediation, Session
from modules.mediation.papers import head
from modules.mediation.signing import of_session


def committee_unit(row: Mediation | Session) -> Unit | None:
    """The committee issues the paper."""
    mediation = row.mediation if isinstance(row, Session) else row
    return mediation.committee.unit


def application(mediation: Mediation) -> dict[str, Any]:
    """F2: the applicant asks to be mediated."""
    return {
        **head(mediation),
        "applicants": paper_parties(mediation.case, "applicant"),
        "respondents": paper_parties(mediation.case, "respondent"),
        "summary": mediation.summary,
        "requests": lines(mediation.requests),
    }


def requests_written(mediation: Mediation) -> list[Refusal]:
    """An application says what is asked for."""
    if lines(mediation.requests):
        return []
    return [
        Refusal(
            gettext("What is asked for is not written down"), address(Mediation, "edit", mediation.id)
        )
    ]


def acceptance_register(mediation: Mediation) -> dict[str, Any]:
    """F3: filled in by the committee."""
    return {
        **head(mediation),
        "accepted_on": _day(mediation.accepted_on),
        "source": mediation.source,
        "source_note": mediation.source_note or "",
        "summary": mediation.summary,
        "registrar": {"name": colleague(mediation.registrar_id)},
        "note": "",
    }


def rights_notice(mediation: Mediation) -> dict[str, Any]:
    """F3b: what mediation is, what the parties may do and must do."""
    told = mediation.rights_told_on or today()
    limit = policy_for(db.session(), "confirm_apply", mediation.division_code, told)
    bases = {
        "rights": "mediation.rights",
        "duties": "mediation.duties",
        "effect": "mediation.binding",
        "suit": "mediation.suit",
        "confirmation": "confirmation.joint",
        "free": "mediation.free",
    }
    return {
        **head(mediation),
        "basis": _citations(bases, told),
        "confirmation_limit": f"{clause_no(limit.amount)}日" if limit else "",
    }


def mediation_record(session: Session) -> dict[str, Any]:
    """F6: one a session."""
    return {
        **head(session.mediation),
        "session": session.number,
        "started_at": session.started_at.isoformat(timespec="minutes"),
        "ended_at": session.ended_at.isoformat(timespec="minutes") if session.ended_at else "",
        "place": session.place,
        "others": [dict(zip(("name", "role"), pair(line), strict=True)) for line in lines(session.others)],
        "record": [
            dict(zip(("speaker", "text"), pair(line), strict=True)) for line in lines(session.record)
        ],
        "result": session.result,
        "next_at": session.next_at.isoformat(timespec="minutes") if session.next_at else None,
        "recorder": {"name": colleague(session.recorder_id)},
    }


def termination_notice(mediation: Mediation) -> dict[str, Any]:
    """F13: why it ended, and the lawful ways on."""
    return {
        **head(mediation),
        "accepted_on": _day(mediation.accepted_on or mediation.applied_on),
        "reason": code_label("termination_reason", mediation.end_reason),
        "channels": lines(mediation.channels_told),
        "basis": {"termination": cite("mediation.terminate", mediation.ended_on)},
        "date": _day(mediation.ended_on),
    }


def _citations(codes: dict[str, str], on: date) -> dict[str, str]:
    """Citations by key; a law named just before is not named again (`第二十四条`)."""
    said, last = {}, ""
    for key, code in codes.items():
        found = article(code, on)
        said[key] = "" if found is None else found.article if found.law == last else str(found)
        last = found.law if found else last
    return said


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_RECORD = Document(
    "mediation.mediation_record",
    _("Record of a session"),
    Session,
    "mediation/mediation_record.html",
    mediation_record,
    unit=committee_unit,
    signers=of_session,
)

DOCUMENTS = (
    Document(
        "mediation.application",
        _("Application for mediation"),
        Mediation,
        "mediation/application.html",
        application,
        unit=committee_unit,
        needs=requests_written,
    ),
    Document(
        "mediation.acceptance_register",
        _("Register of acceptance"),
        Mediation,
        "mediation/acceptance_register.html",
        acceptance_register,
        unit=committee_unit,
    ),
    Document(
        "mediation.rights_notice",
        _("Notice of rights and duties"),
        Mediation,
        "mediation/rights_notice.html",
        rights_notice,
        unit=committee_unit,
    ),
    _RECORD,
    signed_copy("mediation.signed_record", _("Record of a session with signatures"), _RECORD),
    Document(
        "mediation.termination_notice",
        _("Notice of termination"),
        Mediation,
        "mediation/termination_notice.html",
        termination_notice,
        numbered="termination",
        unit=committee_unit,
    ),
    *material.DOCUMENTS,
)
