"""The applicants' papers J1 to J6, one by one and bound. The court's own papers are never made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.document.signatures import signed_copy
from app.document.spec import Document
from app.model.moment import today
from modules.agreements.papers import paper_clauses
from modules.cases.papers import paper_parties, paper_party, said_only
from modules.cases.services import agents_of, dispute_title
from modules.confirmation.guards import BUNDLE, all_signed, applicants_of, papers_whole
from modules.confirmation.models import Confirmation
from modules.confirmation.signing import signers
from modules.knowledge.services import article, cite
from modules.mediation.services import mediators_of

#: What is handed in in any case (J4), each in the original.
MATERIALS = ("司法确认申请书", "承诺书", "人民调解协议书", "调解组织主持调解的证明")

#: What shows who a party or an agent is, and whether the original is handed in.
IDENTITY = {
    "person": (("身份证明", False),),
    "organisation": (("营业执照", False), ("法定代表人身份证明书", True), ("法定代表人身份证明", False)),
    "agent": (("授权委托书", True), ("身份证明", False)),
}


def application(row: Confirmation) -> dict[str, Any]:
    """J1: all parties apply; the clauses are those of the agreement, unchanged."""
    attached = Counter(paper for _owner, paper, original in _materials(row) if original is not None)
    return {
        **_common(row),
        "clauses": paper_clauses(row.agreement),
        "basis": {"confirmation": _both(("confirmation.apply", "confirmation.ruling"))},
        "attachments": [f"{paper}{copies}份" for paper, copies in attached.items() if paper != MATERIALS[0]],
    }


def commitment(row: Confirmation) -> dict[str, Any]:
    """J2: no collusion, no evasion of law."""
    return _common(row)


def certificate(row: Confirmation) -> dict[str, Any]:
    """J3: the committee certifies that it mediated."""
    mediation = row.agreement.mediation
    return {
        **_common(row),
        "mediators": [{"name": str(one)} for one in mediators_of(mediation)],
        "dispute_type": mediation.case.dispute_words or "纠纷",
        "mediated_from": _iso(mediation.accepted_on),
        "mediated_to": _iso(row.agreement.effective_on),
        "date": today().isoformat(),
    }


def material_list(row: Confirmation) -> dict[str, Any]:
    """J4: what is handed in."""
    return {**_common(row), "items": _items(row)}


def service_addresses(row: Confirmation) -> list[dict[str, Any]]:
    """J5: one a party."""
    said, papers = _common(row), []
    for applicant in applicants_of(row):
        party = paper_party(applicant.party, agents_of(applicant.party))
        agents = party["agents"]
        papers.append(
            {
                **said,
                "party": party,
                "address": applicant.address or party.get("address", ""),
                "postcode": applicant.postcode or "",
                "phone": party.get("phone", ""),
                "electronic": {
                    "agreed": applicant.electronic,
                    "phone": party.get("phone", "") if applicant.electronic else "",
                    "email": "",
                },
                "recipient": {"name": agents[0]["name"], "phone": agents[0].get("phone", "")}
                if agents
                else {"name": "", "phone": ""},
                "basis": {"service": cite("confirmation.service")},
            }
        )
    return papers


def legal_representatives(row: Confirmation) -> list[dict[str, Any]]:
    """J6: one for each party that is an organisation; none when all are people."""
    return [
        {
            "unit": party,
            "person": said_only(name=party.get("representative"), post=party.get("representative_post")),
            "date": today().isoformat(),
        }
        for party in paper_parties(row.agreement.case)
        if party["kind"] == "organisation"
    ]


def _common(row: Confirmation) -> dict[str, Any]:
    mediation = row.agreement.mediation
    return {
        "court": said_only(name=row.court.name if row.court else ""),
        "applicants": paper_parties(mediation.case),
        "organisation": {
            "name": mediation.committee.unit.name,
            "established": mediation.committee.basis or "依法设立",
        },
        "agreement": {"date": _iso(row.agreement.effective_on), "number": row.agreement.number or ""},
        "case_title": f"{dispute_title(mediation.case)}申请司法确认",
    }


def _items(row: Confirmation) -> list[dict[str, Any]]:
    """The rows of the list (J4): originals, copies compared with them, and two left to the hand."""
    return [
        {
            "name": f"{owner}的{paper}" if owner else paper,
            "pages": "",
            "copies": "" if original is None else 1,
            "original": original,
            "note": "与原件核对无异" if original is False else "",
        }
        for owner, paper, original in _materials(row)
    ]


def _materials(row: Confirmation) -> Iterator[tuple[str, str, bool | None]]:
    """What is handed in, in the order of the list: whose, what, and whether the original (None: not yet known)."""
    parties = paper_parties(row.agreement.case)
    for paper in MATERIALS:
        yield "", paper, True
    for party in parties:
        for paper, original in IDENTITY[party["kind"]]:
            yield party["name"], paper, original
    for agent in (agent for party in parties for agent in party["agents"]):
        for paper, original in IDENTITY["agent"]:
            yield agent["name"], paper, original
    yield "", "财产权利证明等", None
    for party in parties:
        yield party["name"], "送达地址确认书", True
    yield "", "其他：", None


def _both(codes: tuple[str, ...]) -> str:
    """Two articles of one law in one citation."""
    said, last = [], ""
    for found in filter(None, (article(code) for code in codes)):
        said.append(found.article if found.law == last else str(found))
        last = found.law
    return "、".join(said)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_PAPERS = (
    ("application", _("Application for confirmation"), "application", application),
    ("commitment", _("Letter of commitment"), "commitment", commitment),
    ("certificate", _("Certificate of mediation"), "certificate", certificate),
    ("material_list", _("List of materials"), "material_list", material_list),
    ("service_address", _("Addresses for service"), "service_address", service_addresses),
    (
        "legal_representative",
        _("Identity of the legal representative"),
        "legal_representative",
        legal_representatives,
    ),
)

BUNDLE_PAPER = Document(
    BUNDLE,
    _("Papers for the court"),
    Confirmation,
    bundle=tuple(f"confirmation.{name}" for name, *_rest in _PAPERS),
    needs=papers_whole,
    signers=signers,
)

DOCUMENTS = (
    *(
        Document(
            f"confirmation.{name}",
            label,
            Confirmation,
            f"confirmation/{template}.html",
            context,
            needs=papers_whole,
        )
        for name, label, template, context in _PAPERS
    ),
    BUNDLE_PAPER,
    signed_copy(
        "confirmation.signed_copy",
        _("Papers for the court with signatures"),
        BUNDLE_PAPER,
        all_signed,
        "confirmation/application.html",
    ),
)
