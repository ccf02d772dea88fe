"""The expert pool on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Board, Form, List, Menu, Search, Section
from modules.experts.models import Expert, Field

VIEWS = (
    List(
        Expert,
        "name field title unit online_24h status:badge",
        search="person title introduction",
        order="id",
        actions=("submit", "publish"),
        title=_("Experts"),
    ),
    Search(Expert, "field_id status online_24h division_code"),
    Form(
        Expert,
        Section("expert", _("Expert"), "person_id:relation field_id:relation title unit_id:relation"),
        Section("service", _("Service"), "online_24h introduction:long division_code:division"),
        title=_("Expert"),
    ),
    Board(Expert, column_field="status", card="name field title"),
    List(Field, "code label active", search="code label", order="code", title=_("Fields of expertise")),
    Form(Field, Section("field", _("Field of expertise"), "code label active"), title=_("Field of expertise")),
)

MENU = (
    Menu("people", _("Experts"), model="experts.expert", icon="school", position=62),
    Menu("settings", _("Fields of expertise"), model="experts.field", icon="tags", position=90),
)
