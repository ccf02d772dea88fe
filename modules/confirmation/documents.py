"""The applicants' papers J1 to J6, one by one and bound. The court's own papers are never made here."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.model.moment import today
from modules.agreements.papers import paper_clauses
from modules.cases.papers import paper_parties, paper_party, said_only
from modules.cases.services import dispute_title
from modules.confirmation.guards import applicants_of, papers_whole
from modules.confirmation.models import Confirmation
from modules.knowledge.services import article, cite
from modules.mediation.services import mediators_of

#: What is handed in, by the words of the list (J4): name, and whether the original goes in.
MATERIALS = (
    ("司法确认申请书", True),
    ("人民调解协议书", True),
    ("调解组织主持调解的证明", True),
    ("申请人身份证明", False),
    ("送达地址确认书", True),
)
FOR_ORGANISATIONS = ("营业执照、法定代表人身份证明书", False)
FOR_AGENTS = ("授权委托书及代理人身份证明", True)


def application(row: Confirmation) -> dict[str, Any]:
    """J1: all parties apply; the clauses are those of the agreement, unchanged."""
    return {
        **_common(row),
        "clauses": paper_clauses(row.agreement),
        "basis": {"confirmation": _both(("confirmation.apply", "confirmation.ruling"))},
        "attachments": [f"{item['name']}{item['copies']}份" for item in _items(row)[1:]],
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
    }


def material_list(row: Confirmation) -> dict[str, Any]:
    """J4: what is handed in."""
    said = _common(row)
    first = said["applicants"][0]
    submitter = first["agents"][0]["name"] if first["agents"] else first["name"]
    return {**said, "items": _items(row), "submitter": {"name": submitter}}


def service_addresses(row: Confirmation) -> list[dict[str, Any]]:
    """J5: one a party."""
    said, papers = _common(row), []
    for applicant in applicants_of(row):
        party = paper_party(applicant.party, [])
        agents = [one for one in said["applicants"] if one["name"] == party["name"]][0]["agents"]
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
        "date": today().isoformat(),
    }


def _items(row: Confirmation) -> list[dict[str, Any]]:
    parties = paper_parties(row.agreement.case)
    wanted = list(MATERIALS)
    if any(party["kind"] == "organisation" for party in parties):
        wanted.append(FOR_ORGANISATIONS)
    if any(party["agents"] for party in parties):
        wanted.append(FOR_AGENTS)
    return [
        {
            "name": name,
            "pages": "",
            "copies": 1,
            "original": original,
            "note": "" if original else "与原件核对无异",
        }
        for name, original in wanted
    ]


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
    Document(
        "confirmation.bundle",
        _("Papers for the court"),
        Confirmation,
        bundle=tuple(f"confirmation.{name}" for name, *_rest in _PAPERS),
        needs=papers_whole,
    ),
)
