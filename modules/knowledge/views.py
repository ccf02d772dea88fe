"""The legal basis on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Form, List, Menu, Search, Section
from modules.knowledge.models import LegalBasis

VIEWS = (
    List(
        LegalBasis,
        "title law article valid_from valid_to",
        search="title law article text code",
        order="code",
        title=_("Legal basis"),
    ),
    Search(LegalBasis, "law code valid_from valid_to"),
    Form(
        LegalBasis,
        Section("article", _("Article"), "code title law article text:long"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Legal basis"),
    ),
)

MENU = (Menu("knowledge", _("Legal basis"), model="knowledge.legal_basis", icon="books", position=80),)
