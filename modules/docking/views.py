"""Entrustments, requests to third parties and the numbers of courts on screen, and what they add to the case."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import and_

from app.model.moment import today
from app.view.for_whom import Step
from app.view.spec import Filter, Form, Lines, List, Menu, Page, Patch, Search, Section
from modules.docking.models import (
    OPEN,
    Entrustment,
    OrganKind,
    PreSuitCount,
    ThirdPartyKind,
    ThirdPartyOrg,
    ThirdPartyRequest,
)
from modules.docking.origin import entrusted_by
from modules.docking.rates import diverted, successful


def _overdue(_scope: Any) -> Any:
    return and_(Entrustment.status.in_(OPEN), Entrustment.due_on < today())


def _request_overdue(_scope: Any) -> Any:
    return and_(ThirdPartyRequest.status == "sent", ThirdPartyRequest.due_on < today())


VIEWS = (
    List(
        Entrustment,
        "matter organ doc_no kind:tag received_on due:due result:tag status:badge",
        search="doc_no matter organ_name court",
        order="-id",
        views=(
            Filter("open", _("Waiting for an answer"), {"status": OPEN}),
            Filter("overdue", _("Overdue"), _overdue),
            Filter("diverted", _("Diverted before suit"), diverted),
            Filter("successful", _("Diverted with success"), successful),
        ),
        edit="",
        title=_("Entrustments"),
    ),
    Search(Entrustment, "status organ_kind_id court_id kind result received_on due_on division_code"),
    Form(
        Entrustment,
        Section(
            "organ",
            _("Organ"),
            "organ_kind:relation court:relation organ_name kind procedure petition_class doc_no",
        ),
        Section("matter", _("Matter"), "matter received_on unit:relation division_code:division docking!"),
        Section(
            "course",
            _("Course"),
            "case!:relation mediation!:relation due_on! extended_days! extension_reason!",
        ),
        Section(
            "answer",
            _("Answer to the organ"),
            "result! ended_on! agreement_no! reason! course!:long annexes!:long returned_on!",
        ),
        title=_("Entrustment"),
    ),
    List(
        ThirdPartyRequest,
        "item case org asked_on due:due cost_borne_by:tag status:badge",
        search="item case.case_no case.title",
        order="-id",
        views=(
            Filter("open", _("Waiting for an answer"), {"status": "sent"}),
            Filter("overdue", _("Overdue"), _request_overdue),
        ),
        edit="",
        title=_("Requests to third parties"),
    ),
    Search(ThirdPartyRequest, "status org_id cost_borne_by asked_on due_on division_code"),
    Form(
        ThirdPartyRequest,
        Section(
            "request",
            _("Request"),
            "case:relation org:relation unit:relation item handed_over:long asked_on due_on cost_borne_by pauses",
        ),
        Section("answer", _("What came back"), "result_text!:long returned_on!"),
        title=_("Request to a third party"),
    ),
    List(
        ThirdPartyOrg,
        "organisation kind division_code:division active",
        search="organisation",
        order="id",
        title=_("Third parties"),
    ),
    Search(ThirdPartyOrg, "kind_id active division_code"),
    Form(
        ThirdPartyOrg,
        Section(
            "third_party",
            _("Third party"),
            "organisation:relation kind:relation division_code:division active remark",
        ),
        title=_("Third party"),
    ),
    List(
        PreSuitCount,
        "court period number:figure source",
        search="court",
        order="-month",
        title=_("Cases before suit"),
    ),
    Search(PreSuitCount, "court_id month division_code"),
    Form(
        PreSuitCount,
        Section("number", _("Cases before suit"), "court:relation month number source"),
        title=_("Cases before suit"),
    ),
    List(OrganKind, "code label docking channel policy active", order="code", title=_("Kinds of organs")),
    Form(
        OrganKind,
        Section("kind", _("Kind of organ"), "code label docking channel policy is_court sorts active"),
        title=_("Kind of organ"),
    ),
    List(ThirdPartyKind, "code label active", order="code", title=_("Kinds of third parties")),
    Form(
        ThirdPartyKind,
        Section("kind", _("Kind of third party"), "code label active"),
        title=_("Kind of third party"),
    ),
)

PAGES = (Page("docking_rates", "modules.docking.pages.Rates"),)

STEPS = (
    Step(
        roles="clerk dispatcher",
        text=_(
            "Write down what a court or another organ entrusts the day it comes; its limit runs and ends with a letter."
        ),
        screen="docking.entrustment",
        position=35,
    ),
)

MENU = (
    Menu("docking", _("Entrustments"), model="docking.entrustment", icon="transfer", position=27),
    Menu(
        "docking",
        _("Requests to third parties"),
        model="docking.third_party_request",
        icon="search",
        position=28,
    ),
    Menu("docking", _("Cases before suit"), model="docking.pre_suit_count", icon="list", position=29),
    Menu("docking", _("Rates of diversion and success"), page="docking_rates", icon="chart", position=30),
    Menu("settings", _("Third parties"), model="docking.third_party_org", icon="tags", position=95),
    Menu("settings", _("Kinds of third parties"), model="docking.third_party_kind", icon="tags", position=96),
    Menu("settings", _("Kinds of organs"), model="docking.organ_kind", icon="tags", position=97),
)

PATCHES = (
    Patch("cases.case.form").after(
        "parties",
        Lines(
            "third_party_requests",
            _("Requests to third parties"),
            ThirdPartyRequest,
            "case_id",
            "item org asked_on due_on status:badge",
        ),
    ),
)

RELATED = {"cases.case": (entrusted_by,)}
