"""The list of key persons, visits, figures; the page with everything is drawn by `pages.py`."""

from flask_babel import lazy_gettext as _

from app.view.spec import Calendar, Day, Filter, Form, Lines, List, Menu, Page, Search, Section
from modules.keypersons.models import ConcernLevel, KeyPerson, KeyPersonKind, KeyVisit
from modules.keypersons.pages import to_whole

VIEWS = (
    List(
        KeyPerson,
        "person kind level last_visit_on next_visit_on:due division_code:division",
        order="next_visit_on",
        views=(
            Filter("overdue", _("Visit overdue"), lambda _scope: KeyPerson.overdue()),
            Filter("ended", _("Off the list"), lambda _scope: KeyPerson.ended_on.is_not(None)),
        ),
        title=_("Key persons"),
    ),
    Search(KeyPerson, "kind_id level_id division_code next_visit_on"),
    Calendar(KeyPerson, days=(Day("next_visit_on", where=lambda: KeyPerson.ended_on.is_(None)),)),
    Form(
        KeyPerson,
        Section("who", _("Who"), "person_id:relation kind:relation level:relation division_code:division"),
        Section("care", _("Who looks after them"), "guardian_id:relation helper_id:relation note"),
        Section("plan", _("Plan of visits"), "visit_days last_visit_on! next_visit_on!"),
        Section("support", _("Support"), "award insurance"),
        Section("time", _("On the list"), "since ended_on"),
        Lines("visits", _("Visits"), KeyVisit, "key_person_id", "visited_on manner state visitor"),
        title=_("Key person"),
    ),
    List(
        KeyVisit,
        "visited_on key_person manner state visitor division_code:division",
        order="-visited_on",
        title=_("Visits to key persons"),
    ),
    Search(KeyVisit, "visited_on state manner division_code"),
    Form(
        KeyVisit,
        Section("visit", _("Visit"), "key_person_id:relation visited_on manner state finding"),
        title=_("Visit to a key person"),
    ),
    List(KeyPersonKind, "code label active", order="code", title=_("Kinds of key persons")),
    Form(KeyPersonKind, Section("kind", _("Kind"), "code label active"), title=_("Kind of key person")),
    List(ConcernLevel, "code label visit_days active", order="code", title=_("Levels of concern")),
    Form(
        ConcernLevel,
        Section("level", _("Level"), "code label visit_days active"),
        title=_("Level of concern"),
    ),
)

PAGES = (
    Page("keypersons_whole", "modules.keypersons.pages.Whole"),
    Page("keypersons_figures", "modules.keypersons.pages.Figures"),
)

ACTIONS = {"keypersons.key_person": (to_whole,)}

MENU = (
    Menu(
        "people",
        _("Key persons"),
        model="keypersons.key_person",
        icon="user-check",
        position=70,
        daily="keyperson_officer",
    ),
    Menu("people", _("Visits to key persons"), model="keypersons.key_visit", icon="walk", position=71),
    Menu("people", _("Figures of key persons"), page="keypersons_figures", icon="chart", position=72),
    Menu("settings", _("Kinds of key persons"), model="keypersons.key_person_kind", icon="tags", position=92),
    Menu("settings", _("Levels of concern"), model="keypersons.concern_level", icon="flag", position=93),
)
