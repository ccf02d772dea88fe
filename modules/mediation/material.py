"""The papers of what stands behind a mediation: F4 inquiry, F5 evidence, F16 report of the end.

F17, the reply to who entrusted a matter, stands with entrustments (`docking`).
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.signatures import signed_copy
from app.document.spec import Document
from app.org.models import Unit
from app.workflow.spec import Refusal
from modules.cases.models import code_label
from modules.cases.papers import colleague, paper_person, result_words
from modules.mediation.lines import lines, pair
from modules.mediation.models import ENDED, Evidence, Investigation, Mediation
from modules.mediation.papers import head
from modules.mediation.services import evidence_of
from modules.mediation.signing import of_investigation

#: The words of the form, which are Chinese in every language of the screens.
FORM_WORDS = {"original": "原件", "copy": "复印件"}
RESULT_WORDS = {"agreed": "调解成功", "terminated": "终止调解"}


def committee_unit(row: Mediation | Investigation) -> Unit | None:
    """The committee issues the paper."""
    mediation = row.mediation if isinstance(row, Investigation) else row
    return mediation.committee.unit


def investigation(row: Investigation) -> dict[str, Any]:
    """F4: one an inquiry."""
    return {
        **head(row.mediation),
        "started_at": row.started_at.isoformat(timespec="minutes"),
        "ended_at": row.ended_at.isoformat(timespec="minutes") if row.ended_at else "",
        "place": row.place,
        "others": [dict(zip(("name", "role"), pair(line), strict=True)) for line in lines(row.others)],
        "asked": paper_person(row.person),
        "relation": row.relation or "",
        "record": [dict(zip(("speaker", "text"), pair(line), strict=True)) for line in lines(row.record)],
        "recorder": {"name": colleague(row.recorder_id)},
    }


def evidence_list(mediation: Mediation) -> dict[str, Any]:
    """F5: everything the parties brought."""
    return {**head(mediation), "items": [_piece(one) for one in evidence_of(mediation)]}


def _piece(one: Evidence) -> dict[str, Any]:
    return {
        "no": one.number,
        "name": one.name,
        "provider": {"name": str(one.party or "")},
        "source": one.source or "",
        "form": FORM_WORDS[one.form],
        "compared": one.compared,
        "pages": one.pages,
        "received_on": one.received_on.isoformat(),
        "receiver": {"name": colleague(one.created_by_id)},
        "remark": one.remark or "",
    }


def closing_report(mediation: Mediation) -> dict[str, Any]:
    """F16: what it was about and how it ended."""
    return {
        **head(mediation),
        "accepted_on": (mediation.accepted_on or mediation.applied_on).isoformat(),
        "ended_on": mediation.ended_on.isoformat() if mediation.ended_on else "",
        "source": code_label("mediation_source", mediation.source),
        "source_note": mediation.source_note or "",
        "summary": mediation.summary,
        "result": RESULT_WORDS.get(mediation.status, ""),
        "result_text": result_words(mediation.case) if mediation.status == "agreed" else "",
        "reason": code_label("termination_reason", mediation.end_reason),
        "channels": lines(mediation.channels_told),
    }


def has_evidence(mediation: Mediation) -> list[Refusal]:
    """There is something to list."""
    return [] if evidence_of(mediation) else [Refusal(gettext("No evidence has been entered"), "#evidence")]


def has_ended(mediation: Mediation) -> list[Refusal]:
    """The report is written at the end."""
    return [] if mediation.status in ENDED else [Refusal(gettext("The mediation has not ended"))]


_RECORD = Document(
    "mediation.investigation_record",
    _("Record of an inquiry"),
    Investigation,
    "mediation/investigation_record.html",
    investigation,
    unit=committee_unit,
    signers=of_investigation,
)

DOCUMENTS = (
    _RECORD,
    signed_copy("mediation.signed_inquiry", _("Record of an inquiry with signatures"), _RECORD),
    Document(
        "mediation.evidence_list",
        _("Evidence of a mediation"),
        Mediation,
        "mediation/evidence_list.html",
        evidence_list,
        unit=committee_unit,
        needs=has_evidence,
    ),
    Document(
        "mediation.closing_report",
        _("Report of the end of a mediation"),
        Mediation,
        "mediation/closing_report.html",
        closing_report,
        unit=committee_unit,
        needs=has_ended,
    ),
)
