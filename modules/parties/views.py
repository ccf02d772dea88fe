"""People and organisations on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Filter, Form, List, Menu, Page, Search, Section
from modules.parties.models import Organisation, Person
from modules.parties.roles import merges_of, roles_of, to_duplicates

VIEWS = (
    List(
        Person,
        "name sex birth_date id_number:masked phone:masked division_code:division",
        search="name",
        order="-id",
        views=(Filter("merged", _("Merged into others"), Person.merged_into_id.is_not(None)),),
        apart="merged",
        title=_("People"),
    ),
    Search(Person, "sex ethnicity division_code birth_date"),
    Form(
        Person,
        Section("identity", _("Identity"), "name id_type id_number:masked sex birth_date ethnicity"),
        Section("contact", _("Contact"), "phone:masked address division_code:division"),
        Section("work", _("Work"), "employer occupation native_place"),
        title=_("Person"),
    ),
    List(
        Organisation,
        "name uscc legal_representative phone division_code:division",
        search="name uscc",
        order="-id",
        title=_("Organisations"),
    ),
    Search(Organisation, "division_code"),
    Form(
        Organisation,
        Section("identity", _("Identity"), "name uscc address division_code:division"),
        Section(
            "representative", _("Legal representative"), "legal_representative representative_post phone"
        ),
        title=_("Organisation"),
    ),
)

PAGES = (Page("parties_duplicates", "modules.parties.pages.Duplicates"),)

ACTIONS = {"parties.person": (to_duplicates,)}

RELATED = {"parties.person": (roles_of, merges_of)}

MENU = (
    Menu("people", _("People"), model="parties.person", icon="users", position=50, daily="clerk mediator"),
    Menu("people", _("Duplicate records"), page="parties_duplicates", icon="merge", position=52),
    Menu("people", _("Organisations"), model="parties.organisation", icon="building-community", position=51),
)
