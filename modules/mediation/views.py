"""Mediations on screen, and what they add to the case."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.view.for_whom import Home, Step
from app.view.spec import Board, Calendar, Day, Filter, Form, Lines, List, Menu, Patch, Search, Section
from app.workflow.spec import T
from modules.cases.models import Case, CodeList
from modules.mediation.guards import mediation_ended, mediation_runs
from modules.mediation.home import sessions_part
from modules.mediation.models import (
    OPEN,
    Consent,
    Evidence,
    Investigation,
    Mediation,
    NamedMediator,
    Participant,
    PoliceReport,
    Session,
)
from modules.mediation.services import open_mediation
from modules.mediation.sittings import not_held_yet
from modules.mediation.suggesting import beside_mediation, beside_opening
from modules.mediators.models import Committee, Mediator


def _open(case: Case, data: dict[str, Any]) -> None:
    chosen = (data["mediator"],) if data.get("mediator") else ()
    open_mediation(case=case, committee=data["committee"], source=data["source"], mediators=chosen)


OPEN_MEDIATION = T(
    "open_mediation",
    ("accepted", "in_progress", "reopened"),
    None,
    _("Mediate"),
    effect=_open,
    fields=(
        {
            "name": "committee",
            "label": _("Committee"),
            "type": "relation",
            "model": Committee,
            "required": True,
        },
        {
            "name": "source",
            "label": _("Source"),
            "type": "choice",
            "choices": CodeList("mediation_source"),
            "required": True,
        },
        {"name": "mediator", "label": _("Mediator"), "type": "relation", "model": Mediator},
    ),
)

VIEWS = (
    List(
        Mediation,
        "case committee source:tag applied_on status:badge",
        search="summary case.case_no case.title",
        order="-id",
        views=(
            Filter("open", _("Going on"), {"status": OPEN}),
            Filter("ended", _("Ended"), {"status": ("agreed", "terminated")}),
        ),
        title=_("Mediations"),
    ),
    Search(Mediation, "status committee_id source division_code applied_on"),
    Form(
        Mediation,
        Section("dispute", _("Dispute"), "case:relation committee:relation source source_note"),
        Section("content", _("Content"), "summary:long requests:long place mode"),
        Section(
            "course",
            _("Course"),
            "applied_on accepted_on! rights_told_on! ended_on! end_reason! channels_told!",
        ),
        Lines("mediators", _("Mediators"), NamedMediator, "mediation_id", "mediator leads"),
        Lines("consents", _("Consent of the parties"), Consent, "mediation_id", "party answer answered_on"),
        Lines(
            "participants", _("Participants"), Participant, "mediation_id", "person role agreed invited_on"
        ),
        Lines(
            "investigations",
            _("Inquiries"),
            Investigation,
            "mediation_id",
            "number started_at place person relation",
        ),
        Lines(
            "evidence",
            _("Evidence"),
            Evidence,
            "mediation_id",
            "number name party source form pages received_on",
        ),
        Lines("sessions", _("Sessions"), Session, "mediation_id", "number started_at place result"),
        Lines(
            "police_reports",
            _("Reports to the police"),
            PoliceReport,
            "mediation_id",
            "reported_at organ means reporter",
        ),
        title=_("Mediation"),
    ),
    Board(Mediation, columns=OPEN, card="case committee applied_on"),
    List(
        Session,
        "mediation number started_at place result next_at",
        search="place mediation",
        order="-started_at",
        views=(Filter("ahead", _("Ahead"), lambda _scope: not_held_yet()),),
        title=_("Schedule"),
    ),
    Search(Session, "result started_at next_at mediation_id division_code"),
    Calendar(
        Session,
        days=(
            Day("started_at", tone="gn"),
            Day("next_at", label=_("Next session"), where=not_held_yet, tone="am"),
        ),
        entry="mediation place result",
    ),
    Form(
        Session,
        Section(
            "session",
            _("Session"),
            "mediation:relation number started_at ended_at place others recorder:relation",
        ),
        Section("record", _("Record"), "record:long result next_at"),
        title=_("Session"),
    ),
    Form(
        Investigation,
        Section(
            "inquiry",
            _("Inquiry"),
            "mediation:relation number started_at ended_at place person:relation relation others recorder:relation",
        ),
        Section("record", _("Questions and answers"), "record:long"),
        title=_("Record of an inquiry"),
    ),
    List(Participant, "person mediation role agreed invited_on", order="-id", title=_("Participants")),
    Form(
        Participant,
        Section(
            "participant",
            _("Participant"),
            "mediation:relation person:relation role agreed invited_on remark",
        ),
        title=_("Participant"),
    ),
    Form(
        PoliceReport,
        Section(
            "report",
            _("Report to the police"),
            "mediation:relation reported_at organ means reporter:relation facts:long reply:long",
        ),
        title=_("Report to the police"),
    ),
    List(
        Evidence,
        "number name mediation form pages received_on",
        search="name source",
        order="-id",
        title=_("Evidence"),
    ),
    Form(
        Evidence,
        Section("evidence", _("Evidence"), "mediation:relation number! name party:relation source"),
        Section("kind", _("Original or copy"), "form compared pages received_on remark"),
        title=_("Evidence"),
    ),
)

HOME = (Home(name="sessions", draw=sessions_part, model="mediation.session", position=20),)

STEPS = (
    Step(
        roles="mediator",
        text=_(
            "Ask both sides whether they agree to mediation, tell them their rights, then hold a session."
        ),
        screen="mediation.mediation",
        position=10,
    ),
)

MENU = (
    Menu(
        "mediation",
        _("Mediations"),
        model="mediation.mediation",
        icon="mediate",
        position=20,
        daily="mediator",
    ),
    Menu(
        "mediation",
        _("Schedule"),
        model="mediation.session",
        icon="calendar",
        position=21,
        daily="mediator",
        face="calendar",
    ),
)

BESIDE = {"cases.case.open_mediation": (beside_opening,), "mediation.mediation": (beside_mediation,)}

PATCHES = (
    Patch("cases.case.form").after(
        "parties",
        Lines("mediations", _("Mediations"), Mediation, "case_id", "committee applied_on status:badge"),
    ),
    Patch("cases.case").arrow(OPEN_MEDIATION),
    Patch("cases.case.mediate").guard(mediation_runs),
    Patch("cases.case.close").guard(mediation_ended),
)
