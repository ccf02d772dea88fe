"""Expert advice on screen, and what it adds to the case."""

from flask_babel import lazy_gettext as _

from app.view.for_whom import Step
from app.view.spec import Board, Filter, Form, Lines, List, Menu, Page, Patch, Search, Section
from modules.counsel.choosing import choose_action
from modules.counsel.models import OPEN, DisputeField, ExpertConsultation

VIEWS = (
    List(
        ExpertConsultation,
        "topic expert chosen_by:tag asked_at answered_at rating:tag status:badge",
        search="topic question",
        order="-id",
        views=(
            Filter("open", _("Waiting for an answer"), {"status": OPEN}),
            Filter("answered", _("To be rated"), {"status": "answered"}),
        ),
        title=_("Expert consultations"),
    ),
    Search(ExpertConsultation, "status expert_id chosen_by channel rating division_code asked_at"),
    Form(
        ExpertConsultation,
        Section(
            "expert", _("Expert"), "case:relation expert:relation chosen_by for_party:relation channel sides!"
        ),
        Section("question", _("Question"), "topic facts:long question:long unit! asked_by! asked_at!"),
        Section("answer", _("Answer"), "opinion:long! basis:long! answered_at! fee:money!"),
        Section("rating", _("Rating"), "rating! remark:long!"),
        title=_("Expert consultation"),
    ),
    Board(ExpertConsultation, columns=(*OPEN, "answered"), card="topic expert asked_at"),
    List(
        DisputeField,
        "dispute_type field",
        order="dispute_type",
        title=_("Fields by dispute type"),
    ),
    Form(
        DisputeField,
        Section("field", _("Field of a dispute type"), "dispute_type field_id:relation"),
        title=_("Field of a dispute type"),
    ),
)

STEPS = (
    Step(
        roles="expert",
        text=_(
            "Take on a question put to you, or stand aside with a reason; your opinion becomes a numbered paper."
        ),
        screen="counsel.expert_consultation",
        position=10,
    ),
)

MENU = (
    Menu(
        "cases",
        _("Expert consultations"),
        model="counsel.expert_consultation",
        icon="school",
        position=14,
        daily="expert",
    ),
    Menu("settings", _("Fields by dispute type"), model="counsel.dispute_field", icon="tags", position=90),
)

PAGES = (Page("counsel_choose", "modules.counsel.pages.Choose"),)

ACTIONS = {"cases.case": (choose_action,)}

PATCHES = (
    Patch("cases.case.form").after(
        "parties",
        Lines(
            "expert_consultations",
            _("Expert consultations"),
            ExpertConsultation,
            "case_id",
            "topic expert asked_at status:badge",
        ),
    ),
)
