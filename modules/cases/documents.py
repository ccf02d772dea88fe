"""The papers of a case: receipt (G2), minutes of a consultation (G8), refusal (F14), power of attorney (F15).

Reports that count cases are declared: their data come with analysis, their layout and wording stand.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.gate import FOLLOWS
from app.document.spec import Document, declared
from app.model.base import db
from app.org.models import Unit
from app.view.links import address
from app.workflow.models import Event
from app.workflow.spec import Refusal
from modules.cases.models import Case, CaseParty, Consultation, code_label
from modules.cases.papers import authority, colleague, is_agent, minute, receipt, said_only
from modules.cases.services import sides_of
from modules.knowledge.services import cite


def receiving_unit(case: Case) -> Unit | None:
    """The unit that received the case first issues its papers."""
    return case.first_receiver_unit


def minutes(consultation: Consultation) -> dict[str, Any]:
    """The minutes of a consultation."""
    return {
        "unit": {"name": consultation.unit.name},
        "topic": consultation.topic,
        "held_at": minute(consultation.held_at),
        "place": consultation.place,
        "chair": {"name": colleague(consultation.chair_id), "post": ""},
        "recorder": {"name": colleague(consultation.recorder_id)},
        "attendees": [
            {"unit": opinion.unit.name, "name": colleague(opinion.account_id), "post": opinion.post or ""}
            for opinion in consultation.opinions
        ],
        "background": consultation.background,
        "opinions": [{"unit": opinion.unit.name, "text": opinion.text} for opinion in consultation.opinions],
        "decisions": [
            {
                "text": decision.text,
                "unit": decision.unit.name,
                "due": decision.due_on.isoformat() if decision.due_on else "",
            }
            for decision in consultation.decisions
        ],
        "date": consultation.held_at.date().isoformat(),
    }


def not_accepted_notice(case: Case) -> dict[str, Any]:
    """Why a matter is not accepted, and the lawful ways on."""
    act = last_act(case, "not_accept")
    data = act.data if act else {}
    unit = case.first_receiver_unit
    return {
        "unit": {"name": unit.name if unit else ""},
        "applicant": said_only(
            name=next((one.name for one in sides_of(case) if one.role == "applicant"), "")
        ),
        "received_on": case.received_at.date().isoformat(),
        "matter": case.title,
        "reason": code_label("not_accepted_reason", data.get("reason")),
        "basis": {"refusal": cite("mediation.not_acceptable", act.at.date() if act else None)},
        "channels": [line for line in str(data.get("channels", "")).splitlines() if line.strip()],
        "date": act.at.date().isoformat() if act else "",
    }


def last_act(row: Any, arrow: str) -> Event | None:
    """The latest act of that name on a row."""
    session = object_session(row) or db.session()
    query = select(Event).where(Event.model == row.model_id(), Event.row_id == row.id, Event.arrow == arrow)
    return session.scalar(query.order_by(Event.id.desc()).limit(1), execution_options={FOLLOWS: True})


def was_not_accepted(case: Case) -> list[Refusal]:
    """The notice is issued with the refusal, never for another case."""
    return [] if case.status == "not_accepted" else [Refusal(gettext("The case was not refused"))]


def has_authority(agent: CaseParty) -> list[Refusal]:
    """A power of attorney says what it gives."""
    if agent.authority:
        return []
    return [
        Refusal(gettext("Please choose general or special authority"), address(CaseParty, "edit", agent.id))
    ]


DOCUMENTS = (
    Document("cases.receipt", _("Receipt"), Case, "cases/receipt.html", receipt, unit=receiving_unit),
    Document("cases.minutes", _("Minutes"), Consultation, "cases/consultation_minutes.html", minutes),
    Document(
        "cases.not_accepted_notice",
        _("Notice of non-acceptance"),
        Case,
        "cases/not_accepted_notice.html",
        not_accepted_notice,
        numbered="not_accepted",
        needs=was_not_accepted,
        unit=receiving_unit,
    ),
    Document(
        "cases.authority",
        _("Power of attorney"),
        CaseParty,
        "cases/authority.html",
        authority,
        unit=lambda _agent: None,
        fits=is_agent,
        needs=has_authority,
    ),
    declared("cases.monthly_analysis", _("Analysis of a month"), "cases/monthly_analysis.html"),
    declared("cases.quarterly_bulletin", _("Bulletin of a quarter"), "cases/quarterly_bulletin.html"),
    declared("cases.cluster_alert", _("Report of many of one kind"), "cases/cluster_alert.html"),
    declared("cases.table_and_ledger", _("Table and ledger"), "cases/table_and_ledger.html"),
)
