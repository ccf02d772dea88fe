"""Rules, their cases, word lists and limits on screen; each rule leads to its versions and how its cases go."""

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement

from app.access.scope import Scope
from app.model.moment import today
from app.view.spec import Filter, Form, List, Menu, Page, Search, Section
from modules.legality.models import Limit, Rule, RuleCase, WordList
from modules.legality.versions import to_versions


def _in_force(_scope: Scope) -> ColumnElement[bool]:
    return Rule.holding(today())


VIEWS = (
    List(
        Rule,
        "name grade:tag level version status:badge valid_from valid_to",
        search="name code message",
        order="position",
        views=(
            Filter("in_force", _("In force today"), _in_force),
            Filter("drafts", _("Drafts"), {"status": "draft"}),
        ),
        title=_("Legality rules"),
    ),
    Search(Rule, "grade level status code"),
    Form(
        Rule,
        Section("rule", _("Rule"), "code name grade level position version!"),
        Section("condition", _("Condition"), "condition"),
        Section("words", _("Words"), "message:long fix:long basis"),
        Section("validity", _("Validity"), "valid_from valid_to!"),
        title=_("Legality rule"),
    ),
    List(
        RuleCase,
        "rule_code name fires",
        search="name rule_code facts",
        order="rule_code",
        title=_("Cases of rules"),
    ),
    Search(RuleCase, "rule_code fires"),
    Form(RuleCase, Section("case", _("Case"), "rule_code name fires facts"), title=_("Case of a rule")),
    List(WordList, "name code", search="name code words", order="name", title=_("Word lists")),
    Form(WordList, Section("list", _("Word list"), "code name words:long"), title=_("Word list")),
    List(
        Limit,
        "name amount valid_from valid_to source",
        search="name code source",
        order="code",
        title=_("Limits of the law"),
    ),
    Search(Limit, "code valid_from valid_to"),
    Form(
        Limit,
        Section("limit", _("Limit of the law"), "code name amount source"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Limit of the law"),
    ),
)

PAGES = (Page("legality_versions", "modules.legality.pages.Versions"),)

ACTIONS = {"legality.rule": (to_versions,)}

MENU = (
    Menu("knowledge", _("Legality rules"), model="legality.rule", icon="audit", position=81),
    Menu("knowledge", _("Cases of rules"), model="legality.rule_case", icon="done", position=82),
    Menu("knowledge", _("Word lists"), model="legality.word_list", icon="edit", position=83),
    Menu("knowledge", _("Limits of the law"), model="legality.limit", icon="scales", position=84),
)
