"""Committees, mediators and what hangs on a mediator, on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Filter, Form, Lines, List, Menu, Page, Search, Section, Staff
from modules.mediators.importing import COMMITTEES, MEDIATORS
from modules.mediators.models import Committee, Mediator, Posting, Qualification, Subsidy, Training
from modules.mediators.standing import in_industry, run_out, running_out
from modules.mediators.terms import ended, ending

VIEWS = (
    List(
        Committee,
        "unit kind:tag division_code:division term_ends_on active",
        search="unit",
        order="id",
        views=(
            Filter("ending", _("Term ends soon"), lambda _scope: ending()),
            Filter("ended", _("Term is over"), lambda _scope: ended()),
        ),
        title=_("Committees"),
    ),
    Search(Committee, "kind division_code active term_ends_on"),
    COMMITTEES,
    Form(
        Committee,
        Section(
            "committee",
            _("Committee"),
            "unit_id:relation kind parent_id:relation division_code:division multi_ethnic active",
        ),
        Section("term", _("Establishment and term"), "basis founded_on elected_on term_ends_on"),
        Lines(
            "mediators", _("Mediators"), Mediator, "committee_id", "name grade full_time post status:badge"
        ),
        Lines("below", _("Studios and committees below"), Committee, "parent_id", "unit kind:tag active"),
        title=_("Committee"),
    ),
    List(
        Mediator,
        "name committee grade:tag full_time specialities division_code:division status:badge",
        search="person specialities native_place dialects languages",
        order="id",
        views=(
            Filter("serving", _("Serving"), {"status": "serving"}),
            Filter("industry", _("In industry committees"), lambda _scope: in_industry()),
            Filter("roster", _("On the roster of the court"), {"on_court_roster": True, "status": "serving"}),
            Filter("left", _("Has left"), {"status": "left"}),
        ),
        title=_("Mediators"),
    ),
    Search(Mediator, "committee_id post status grade full_time on_court_roster division_code"),
    MEDIATORS,
    Staff(Mediator, roles="mediator", serving=lambda row: row.status == "serving", unit="committee.unit"),
    Form(
        Mediator,
        Section(
            "mediator",
            _("Mediator"),
            "person_id:relation committee_id:relation account_id:relation post on_court_roster",
        ),
        Section("service", _("Service"), "full_time grade hired_on left_on! division_code:division"),
        Section("strengths", _("Strengths"), "specialities native_place dialects languages"),
        Lines(
            "qualifications",
            _("Qualifications"),
            Qualification,
            "mediator_id",
            "kind:tag number issued_by expires_on",
        ),
        Lines(
            "trainings",
            _("Training"),
            Training,
            "mediator_id",
            "title kind:tag mentor begins_on ends_on result",
        ),
        Lines("postings", _("Postings"), Posting, "mediator_id", "unit begins_on ends_on"),
        Lines(
            "subsidies", _("Subsidy by the case"), Subsidy, "mediator_id", "month cases amount:money paid_on"
        ),
        title=_("Mediator"),
    ),
    List(
        Qualification,
        "mediator kind:tag number issued_by expires_on division_code:division",
        search="mediator number issued_by",
        order="id",
        views=(
            Filter("running_out", _("Soon to run out"), lambda _scope: running_out()),
            Filter("run_out", _("Run out"), lambda _scope: run_out()),
        ),
        title=_("Qualifications"),
    ),
    Search(Qualification, "kind expires_on division_code"),
    Form(
        Qualification,
        Section("qualification", _("Qualification"), "mediator_id:relation kind number"),
        Section("validity", _("Validity"), "issued_by issued_on expires_on"),
        title=_("Qualification"),
    ),
    List(
        Training,
        "mediator title kind:tag mentor begins_on ends_on result",
        search="mediator title mentor",
        order="-begins_on",
        title=_("Training"),
    ),
    Search(Training, "kind begins_on division_code"),
    Form(
        Training,
        Section("training", _("Training"), "mediator_id:relation kind title mentor begins_on ends_on result"),
        title=_("Training"),
    ),
    List(
        Posting,
        "mediator unit begins_on ends_on division_code:division",
        search="mediator unit",
        order="-begins_on",
        views=(Filter("open", _("Still posted"), lambda _scope: Posting.open()),),
        title=_("Postings"),
    ),
    Search(Posting, "unit_id begins_on division_code"),
    Form(
        Posting,
        Section("posting", _("Posting"), "mediator_id:relation unit_id:relation begins_on ends_on"),
        title=_("Posting"),
    ),
    List(
        Subsidy,
        "mediator month cases amount:money paid_on",
        search="mediator month",
        order="-id",
        views=(Filter("unpaid", _("Not paid yet"), Subsidy.paid_on.is_(None)),),
        title=_("Subsidy by the case"),
    ),
    Search(Subsidy, "month paid_on division_code"),
    Form(
        Subsidy,
        Section("subsidy", _("Subsidy by the case"), "mediator_id:relation month cases amount:money paid_on"),
        title=_("Subsidy by the case"),
    ),
)

PAGES = (Page("mediators_headcount", "modules.mediators.pages.Headcount"),)

MENU = (
    Menu("people", _("Mediators"), model="mediators.mediator", icon="user-check", position=60),
    Menu("people", _("Committees"), model="mediators.committee", icon="building", position=61),
    Menu("people", _("Qualifications"), model="mediators.qualification", icon="paper", position=61),
    Menu("people", _("Postings"), model="mediators.posting", icon="swap", position=61),
)
