"""Applications on screen, and the button they add to the agreement."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.view.papers import pad_of
from app.view.spec import Filter, Form, Lines, List, Menu, Patch, Search, Section
from app.workflow.spec import T
from modules.agreements.models import Agreement
from modules.confirmation.guards import may_prepare
from modules.confirmation.models import (
    Applicant,
    Confirmation,
    Court,
    CourtPoint,
    Ruling,
    ScreeningAnswer,
    ScreeningQuestion,
)
from modules.confirmation.points import beside
from modules.confirmation.services import prepare


def _prepare(agreement: Agreement, _data: dict[str, Any]) -> None:
    prepare(agreement)


CONFIRM_IN_COURT = T(
    "confirm_in_court",
    "effective",
    None,
    _("Judicial confirmation"),
    guard=may_prepare,
    effect=_prepare,
    primary=True,
)

VIEWS = (
    List(
        Confirmation,
        "agreement court deadline status:badge submitted_on decided_on",
        search="agreement.number",
        order="-id",
        views=(
            Filter("open", _("Being made"), {"status": ("draft", "screened", "signed")}),
            Filter("court", _("With the court"), {"status": ("submitted", "accepted", "supplementing")}),
        ),
        title=_("Judicial confirmation"),
    ),
    Search(Confirmation, "status court_id deadline division_code"),
    Form(
        Confirmation,
        Section("application", _("Application"), "agreement:relation court:relation deadline!"),
        Section("course", _("Course"), "submitted_on! court_accepted_on! decided_on! refusal_words!:long"),
        Lines("screening", _("Screening"), ScreeningAnswer, "confirmation_id", "question answer remark"),
        Lines(
            "applicants",
            _("Applicants"),
            Applicant,
            "confirmation_id",
            "party joint signed_on address electronic",
        ),
        Lines("rulings", _("Ruling"), Ruling, "confirmation_id", "number ruled_on judge result reason"),
        title=_("Judicial confirmation"),
    ),
    List(Court, "code name county_code:division active", search="code name", order="code", title=_("Courts")),
    List(
        CourtPoint,
        "point court division_code:division address person phone active",
        search="point address",
        order="division_code",
        views=(Filter("active", _("Active"), {"active": True}),),
        title=_("Shared court points"),
    ),
    Search(CourtPoint, "court_id division_code active"),
    Form(
        CourtPoint,
        Section(
            "point", _("Shared court point"), "point court:relation division_code:division address active"
        ),
        Section("contact", _("Contact"), "person:relation phone hours offers:long"),
        title=_("Shared court point"),
    ),
    List(
        ScreeningQuestion,
        "position question stops_on active",
        order="position",
        title=_("Screening questions"),
    ),
)

MENU = (
    Menu(
        "mediation",
        _("Judicial confirmation"),
        model="confirmation.confirmation",
        icon="scales",
        position=24,
        daily="mediator",
    ),
    Menu("mediation", _("Shared court points"), model="confirmation.court_point", icon="scales", position=25),
    Menu("settings", _("Courts"), model="confirmation.court", icon="scales", position=93),
    Menu(
        "settings",
        _("Screening questions"),
        model="confirmation.screening_question",
        icon="list",
        position=94,
    ),
)

ACTIONS = {"confirmation.confirmation": (pad_of,)}

BESIDE = {"confirmation.confirmation": (beside,)}

PATCHES = (
    Patch("agreements.agreement").arrow(CONFIRM_IN_COURT),
    Patch("agreements.agreement.form").after(
        "signatures",
        Lines(
            "confirmations",
            _("Judicial confirmation"),
            Confirmation,
            "agreement_id",
            "court deadline status:badge",
        ),
    ),
)
