"""The ledgers on screen, and their figures beside a grid."""

from flask_babel import lazy_gettext as _

from app.view.spec import Filter, Form, List, Menu, Search, Section
from modules.ledgers.figures import ledger_cards
from modules.ledgers.importing import HOUSES, RESIDENTS
from modules.ledgers.models import HazardPoint, House, OrganisationPlace, Place, Resident

VIEWS = (
    List(
        House,
        "address use:tag grid division_code:division",
        search="address",
        order="address",
        title=_("Houses"),
    ),
    Search(House, "grid_id use division_code"),
    HOUSES,
    Form(
        House,
        Section("house", _("House"), "grid:relation address use division_code:division"),
        title=_("House"),
    ),
    List(
        Resident,
        "person house kind:tag since grid division_code:division",
        search="person house",
        order="id",
        views=(Filter("living", _("Living here"), lambda _scope: Resident.living()),),
        title=_("Residents"),
    ),
    Search(Resident, "grid_id house_id kind division_code"),
    RESIDENTS,
    Form(
        Resident,
        Section(
            "resident", _("Resident of a grid"), "person_id:relation grid:relation house_id:relation kind"
        ),
        Section("time", _("Time"), "since until division_code:division"),
        title=_("Resident of a grid"),
    ),
    List(
        OrganisationPlace,
        "organisation kind:tag address grid division_code:division",
        search="organisation address",
        order="id",
        title=_("Organisations in grids"),
    ),
    Search(OrganisationPlace, "grid_id kind division_code"),
    Form(
        OrganisationPlace,
        Section("organisation", _("Organisation"), "organisation:relation kind address"),
        Section("where", _("Where"), "grid:relation division_code:division"),
        title=_("Organisation in the grid"),
    ),
    List(
        Place,
        "name kind:tag address grid division_code:division",
        search="name address",
        order="name",
        title=_("Places in grids"),
    ),
    Search(Place, "grid_id kind division_code"),
    Form(
        Place,
        Section("place", _("Place in the grid"), "name kind address remark"),
        Section("where", _("Where"), "grid:relation division_code:division"),
        title=_("Place in the grid"),
    ),
    List(
        HazardPoint,
        "name kind:tag state:tag checked_on next_check_on:due grid division_code:division",
        search="name address",
        order="next_check_on",
        views=(
            Filter("overdue", _("Check overdue"), lambda _scope: HazardPoint.overdue()),
            Filter("open", _("Not removed"), {"state": ("open", "watched")}),
        ),
        title=_("Hazard points"),
    ),
    Search(HazardPoint, "grid_id kind state division_code"),
    Form(
        HazardPoint,
        Section("hazard", _("Hazard point"), "name kind address state remark"),
        Section("checks", _("Checks"), "found_on checked_on next_check_on"),
        Section("where", _("Where"), "grid:relation division_code:division"),
        title=_("Hazard point"),
    ),
)

BESIDE = {"grids.grid": (ledger_cards,)}

MENU = (
    Menu("grids", _("Houses"), model="ledgers.house", icon="home", position=66),
    Menu("grids", _("Residents"), model="ledgers.resident", icon="users", position=67),
    Menu(
        "grids",
        _("Organisations in grids"),
        model="ledgers.organisation_place",
        icon="building",
        position=68,
    ),
    Menu("grids", _("Places in grids"), model="ledgers.place", icon="place", position=69),
    Menu("grids", _("Hazard points"), model="ledgers.hazard_point", icon="warning", position=69),
)
