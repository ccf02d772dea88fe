"""Law, guides, duties and the catalogue on screen; each row leads to its versions."""

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement

from app.access.scope import Scope
from app.model.moment import today
from app.view.spec import Filter, Form, List, Menu, Page, Search, Section
from modules.knowledge.models import DutyRow, HandlingGuide, Held, LegalBasis, PreLitigationItem
from modules.knowledge.versions import VERSIONED, to_versions


def _in_force(model: type[Held]) -> Filter:
    def now_held(_scope: Scope) -> ColumnElement[bool]:
        return model.holding(today())

    return Filter("in_force", _("In force today"), now_held)


VIEWS = (
    List(
        LegalBasis,
        "title law article valid_from valid_to",
        search="title law article text code",
        order="code",
        views=(_in_force(LegalBasis),),
        title=_("Legal basis"),
    ),
    Search(LegalBasis, "law code valid_from valid_to"),
    Form(
        LegalBasis,
        Section("article", _("Article"), "code title law article text:long"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Legal basis"),
    ),
    List(
        HandlingGuide,
        "title category:tag division_code:division version status:badge valid_from",
        search="title steps dos donts experts",
        order="category",
        views=(
            _in_force(HandlingGuide),
            Filter("drafts", _("Drafts"), {"status": "draft"}),
        ),
        title=_("Handling guides"),
    ),
    Search(HandlingGuide, "category status division_code valid_from"),
    Form(
        HandlingGuide,
        Section("guide", _("Handling guide"), "title category* division_code:division version!"),
        Section("how", _("How to handle it"), "steps:long dos:long donts:long"),
        Section("ground", _("Ground and help"), "articles experts"),
        Section("validity", _("Validity"), "valid_from valid_to!"),
        title=_("Handling guide"),
    ),
    List(
        DutyRow,
        "category:tag matter lead_unit division_code:division valid_from valid_to",
        search="matter lead_unit cooperating",
        order="category",
        views=(_in_force(DutyRow),),
        title=_("Duty matrix"),
    ),
    Search(DutyRow, "category lead_unit_id division_code valid_from"),
    Form(
        DutyRow,
        Section("duty", _("Row of the duty matrix"), "category* matter division_code:division"),
        Section("units", _("Units"), "lead_unit:relation cooperating basis:relation"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Row of the duty matrix"),
    ),
    List(
        PreLitigationItem,
        "dispute_type committee court division_code:division valid_from valid_to",
        search="committee court remark",
        order="dispute_type",
        views=(_in_force(PreLitigationItem),),
        title=_("Pre-litigation catalogue"),
    ),
    Search(PreLitigationItem, "dispute_type committee_id court_id division_code"),
    Form(
        PreLitigationItem,
        Section("dispute", _("Dispute"), "dispute_type* division_code:division remark"),
        Section("bodies", _("Units"), "committee:relation court:relation"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Dispute mediated before a suit"),
    ),
)

PAGES = (Page("knowledge_versions", "modules.knowledge.pages.Versions"),)

ACTIONS = {model.model_id(): (to_versions,) for model in VERSIONED}

MENU = (
    Menu(
        "knowledge",
        _("Handling guides"),
        model="knowledge.handling_guide",
        icon="bookmark",
        position=76,
    ),
    Menu("knowledge", _("Duty matrix"), model="knowledge.duty_row", icon="scales", position=77),
    Menu(
        "knowledge",
        _("Pre-litigation catalogue"),
        model="knowledge.pre_litigation_item",
        icon="mediate",
        position=78,
    ),
    Menu("knowledge", _("Legal basis"), model="knowledge.legal_basis", icon="books", position=80),
)
