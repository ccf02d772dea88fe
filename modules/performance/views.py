"""Obligations, receipts and visits on screen, and what they add to the agreement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import and_

from app.model.moment import today
from app.view.for_whom import Step
from app.view.spec import Calendar, Day, Filter, Form, Lines, List, Menu, Patch, Search, Section
from modules.performance.models import LIVE, Obligation, Receipt, ReturnVisit, Urging


def _this_week(_scope: Any) -> Any:
    monday = today() - timedelta(days=today().weekday())
    return and_(Obligation.status == "open", Obligation.due_on.between(monday, monday + timedelta(days=6)))


def _overdue(_scope: Any) -> Any:
    return and_(Obligation.status.in_(LIVE), Obligation.due_on < today())


def _visits_due(_scope: Any) -> Any:
    return and_(ReturnVisit.status == "planned", ReturnVisit.planned_on <= today())


VIEWS = (
    List(
        Obligation,
        "text agreement payer payee amount:money paid:money due_on standing",
        search="text agreement.number",
        order="due_on",
        views=(
            Filter("week", _("Due this week"), _this_week),
            Filter("overdue", _("Overdue"), _overdue),
            Filter("open", _("Still owed"), {"status": LIVE}),
            Filter("done", _("Performed"), {"status": "done"}),
        ),
        edit="",
        title=_("Performance"),
    ),
    Search(Obligation, "status kind due_on agreement_id division_code"),
    Calendar(Obligation, days=(Day("due_on"),), entry="text payer amount"),
    Form(
        Obligation,
        Section("owed", _("What is owed"), "agreement:relation kind! text!:long part!"),
        Section("who", _("Who and how"), "payer!:relation payee!:relation manner! place!"),
        Section("stands", _("How it stands"), "amount!:money paid!:money due_on! done_on! standing"),
        Lines(
            "receipts",
            _("Receipts"),
            Receipt,
            "obligation_id",
            "received_on amount:money manner status:badge",
        ),
        Lines("urgings", _("Urged"), Urging, "obligation_id", "urged_on means text urged_by"),
        title=_("Performance"),
    ),
    List(
        Receipt,
        "obligation received_on amount:money manner status:badge",
        search="remark",
        order="-received_on",
        edit="",
        title=_("Receipts"),
    ),
    Form(
        Receipt,
        Section("receipt", _("Receipt"), "obligation!:relation amount!:money received_on! manner! remark!"),
        title=_("Receipt of performance"),
    ),
    Form(
        Urging,
        Section("urging", _("Urging"), "obligation!:relation urged_on! means! text!:long urged_by!:relation"),
        title=_("Urging"),
    ),
    List(
        ReturnVisit,
        "agreement reason planned_on visited_on satisfaction status:badge",
        search="reason agreement.number",
        order="planned_on",
        views=(
            Filter("due", _("Due by today"), _visits_due),
            Filter("planned", _("Planned"), {"status": "planned"}),
            Filter("made", _("Made"), {"status": "done"}),
        ),
        title=_("Return visits"),
    ),
    Search(ReturnVisit, "status planned_on visited_on agreement_id division_code"),
    Form(
        ReturnVisit,
        Section("visit", _("Return visit"), "agreement:relation reason planned_on"),
        Section(
            "found", _("What was found"), "visited_on! means! text!:long satisfaction! visitor!:relation"
        ),
        title=_("Return visit"),
    ),
)

STEPS = (
    Step(
        roles="mediator",
        text=_(
            "Note what was received with its voucher, urge what is overdue, and write down your return visits."
        ),
        screen="performance.obligation",
        position=30,
    ),
)

MENU = (
    Menu(
        "mediation",
        _("Performance"),
        model="performance.obligation",
        icon="perform",
        position=26,
        daily="mediator",
    ),
    Menu(
        "mediation",
        _("Return visits"),
        model="performance.return_visit",
        icon="walk",
        position=27,
        daily="mediator",
    ),
)

PATCHES = (
    Patch("agreements.agreement.form")
    .after(
        "confirmations",
        Lines(
            "performance",
            _("Performance"),
            Obligation,
            "agreement_id",
            "text payer payee amount:money paid:money due_on standing",
        ),
    )
    .after(
        "performance",
        Lines(
            "visits",
            _("Return visits"),
            ReturnVisit,
            "agreement_id",
            "reason planned_on visited_on status:badge",
        ),
    ),
)
