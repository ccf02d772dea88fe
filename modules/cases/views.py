"""Cases on screen."""

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement

from app.access.scope import Scope
from app.view.for_whom import Home, Step
from app.view.spec import Board, Filter, Form, Lines, List, Map, Menu, Page, Search, Section
from modules.cases.guiding import beside_case
from modules.cases.home import leading_part
from modules.cases.importing import IMPORT
from modules.cases.models import (
    Case,
    CaseFeedback,
    CaseOutcome,
    CaseParty,
    CaseShare,
    CodeEntry,
    CodeList,
    Consultation,
    ConsultationDecision,
    ConsultationOpinion,
)
from modules.cases.tally import ENDED, ON_THE_TABLE


def _here(scope: Scope) -> ColumnElement[bool]:
    """Cases of one's own level, without those of the places below."""
    return Case.division_code.in_(scope.codes)


VIEWS = (
    List(
        Case,
        "title case_no channel:tag category:tag division_code:division status:badge received_at",
        search="case_no title summary outer_no place",
        order="-received_at",
        views=(
            Filter("open", _("Going on"), {"status": ON_THE_TABLE}),
            Filter("to_close", _("To be closed"), {"status": ("resolved", "fed_back")}),
            Filter("enterprise", _("Enterprises"), {"enterprise": True}),
            Filter("closed", _("Closed"), {"status": ENDED}),
            Filter("here", _("Kept at this level"), _here),
            Filter("uncategorised", _("Without a category"), Case.category.is_(None)),
        ),
        title=_("Cases"),
    ),
    Map(Case, shape="grid.outline"),
    Search(Case, "status channel category dispute_type division_code grid_id received_at enterprise"),
    Form(
        Case,
        Section("arrival", _("How it arrived"), "channel outer_no received_at appeal_kind"),
        Section("matter", _("Matter"), "title summary:long requests:long category dispute_type"),
        Section("place", _("Place"), "division_code:division grid:relation place happened_on"),
        Section("weight", _("Weight"), "urgency scale headcount enterprise", collapsed=True),
        Section("trace", _("On record"), "case_no! first_receiver_unit!:relation"),
        Lines(
            "parties",
            _("Parties"),
            CaseParty,
            "case_id",
            "role person organisation agent_of relation authority",
        ),
        Lines("consultations", _("Consultations"), Consultation, "case_id", "topic unit held_at"),
        Lines("outcomes", _("Results"), CaseOutcome, "case_id", "result mode text on_scene at"),
        Lines("feedback", _("Feedback"), CaseFeedback, "case_id", "means reached text satisfaction at"),
        Lines("shares", _("Open to"), CaseShare, "case_id", "unit rights until reason"),
        title=_("Case"),
    ),
    Board(
        Case,
        columns=("registered", "accepted", "in_progress", "in_mediation", "resolved"),
        card="title case_no",
    ),
    IMPORT,
    Form(
        CaseParty,
        Section(
            "party",
            _("Party"),
            "case:relation role person:relation organisation:relation representative",
        ),
        Section(
            "agency",
            _("For agents"),
            "agent_of:relation relation authority powers:long authorised_from authorised_until",
            collapsed=True,
        ),
        title=_("Party"),
    ),
    Form(
        CaseShare,
        Section("share", _("Open to"), "case:relation unit:relation rights until reason"),
        title=_("Open to"),
    ),
    List(
        Consultation,
        "topic kind:tag unit held_at place",
        search="topic",
        order="-held_at",
        title=_("Consultations"),
    ),
    Form(
        Consultation,
        Section("meeting", _("Meeting"), "case:relation kind topic unit:relation held_at place"),
        Section("people", _("People"), "chair:relation recorder:relation"),
        Section("content", _("Content"), "background:long"),
        Lines(
            "opinions",
            _("Opinions"),
            ConsultationOpinion,
            "consultation_id",
            "unit account post text",
            True,
        ),
        Lines("decisions", _("Decisions"), ConsultationDecision, "consultation_id", "text unit due_on", True),
        title=_("Consultation"),
    ),
    List(
        CodeEntry,
        "list_name code label position valid_from valid_to",
        search="list_name code label",
        order="list_name",
        title=_("Code lists"),
    ),
    Search(CodeEntry, "list_name"),
)

PAGES = (
    Page("cases_desk", "modules.cases.pages.IntakeDesk"),
    Page("cases_trees", "modules.cases.trees.Trees"),
)

#: The code lists that columns of earlier modules are chosen from.
CHOICES = {"category": CodeList("category"), "dispute_type": CodeList("dispute_type")}

BESIDE = {"cases.case": (beside_case,)}

#: The roles whose day goes by the list of cases.
_READ_DAILY = "clerk dispatcher handler grid_worker leader statistician archivist"

HOME = (
    Home(
        name="leading",
        draw=leading_part,
        model="cases.case",
        roles="leader statistician",
        position=45,
    ),
)

STEPS = (
    Step(
        roles="clerk grid_worker",
        text=_(
            "Write down what the citizen says; hints stand beside it and never in the way. A number comes with saving."
        ),
        screen="cases_desk",
        position=10,
    ),
    Step(
        roles="clerk dispatcher handler",
        text=_("Open a case and press what is next. A button that is off says why, with the way to mend it."),
        screen="cases.case",
        position=20,
    ),
    Step(
        roles="leader statistician",
        text=_("Press any figure of the first page to see the cases it counts."),
        screen="cases.case",
        position=10,
    ),
)

MENU = (
    Menu("cases", _("Intake desk"), page="cases_desk", icon="edit", position=10, daily="clerk grid_worker"),
    Menu("cases", _("Cases"), model="cases.case", icon="case", position=11, daily=_READ_DAILY),
    Menu("cases", _("Consultations"), model="cases.consultation", icon="people", position=14),
    Menu("settings", _("Category trees"), page="cases_trees", icon="tags", position=90),
    Menu("settings", _("Code lists"), model="cases.code_entry", icon="list", position=91),
)
