"""Grids and grid workers on screen."""

from flask_babel import lazy_gettext as _

from app.view.for_whom import Home
from app.view.spec import Filter, Form, Lines, List, Map, Menu, Onward, Page, Search, Section, Staff
from modules.grids.coverage import coverage_part, unusual_size
from modules.grids.drawing import to_drawing
from modules.grids.findings import CoverageFinding
from modules.grids.importing import GRIDS, PLACES, WORKERS
from modules.grids.models import Grid, GridAssignment, GridWorker, LineOfWork, PlaceOutline
from modules.grids.plate_pages import to_plate
from modules.grids.reshaping_pages import to_merge, to_split
from modules.grids.served_page import to_served
from modules.grids.staff_views import MENU as STAFF_MENU
from modules.grids.staff_views import VIEWS as STAFF_VIEWS
from modules.grids.staff_views import WORKER_LINES
from modules.grids.standing import insurance_ending, uninsured

VIEWS = (
    List(
        Grid,
        "code name kind:tag zone_type:tag households division_code:division",
        search="code name",
        order="code",
        views=(
            Filter("vacant", _("Nobody serves"), lambda _scope: Grid.vacant()),
            Filter("unusual", _("Unusual size"), lambda _scope: unusual_size()),
            Filter("undrawn", _("Without an outline"), {"outline": None}),
            Filter("no_police", _("Without a police grid"), lambda _scope: Grid.without_police()),
        ),
        onward=(
            Onward(_("QR plates"), "grids_plates.plates", "qr", chosen="grids_plates.chosen"),
            Onward(_("Police grids"), "grids_police.police", "chart", right="r"),
        ),
        title=_("Grids"),
    ),
    Search(Grid, "kind zone_type lines division_code active"),
    Map(Grid, entry="name households"),
    GRIDS,
    Form(
        Grid,
        Section("grid", _("Grid"), "code name kind zone_type division_code:division active"),
        Section("size", _("Size and boundary"), "households population boundary:long"),
        Section("work", _("Work in the grid"), "lines police_code police_contact"),
        Lines("assignments", _("Grid workers"), GridAssignment, "grid_id", "worker main valid_from valid_to"),
        title=_("Grid"),
    ),
    List(
        GridWorker,
        "name employment:tag hired_on insurance_until division_code:division status:badge",
        search="person",
        order="id",
        views=(
            Filter("serving", _("At work"), {"status": "serving"}),
            Filter("idle", _("Without a grid"), lambda _scope: GridWorker.idle()),
            Filter("insurance", _("Insurance ends soon"), lambda _scope: insurance_ending()),
            Filter("uninsured", _("Not insured"), lambda _scope: uninsured()),
            Filter("left", _("Has left"), {"status": "left"}),
        ),
        title=_("Grid workers"),
    ),
    Search(GridWorker, "status employment division_code hired_on insurance_until"),
    WORKERS,
    Staff(GridWorker, roles="grid_worker", serving=GridWorker.serves),
    Form(
        GridWorker,
        Section("worker", _("Grid worker"), "person_id:relation account_id:relation employment"),
        Section("service", _("Service"), "hired_on left_on! insurance_until division_code:division"),
        Lines("assignments", _("Grids served"), GridAssignment, "worker_id", "grid main valid_from valid_to"),
        *WORKER_LINES,
        title=_("Grid worker"),
    ),
    List(
        PlaceOutline,
        "division_code:division source changed_at",
        search="source",
        order="division_code",
        views=(Filter("undrawn", _("Without an outline"), {"outline": None}),),
        edit="source",
        title=_("Outlines of places"),
    ),
    Search(PlaceOutline, "division_code"),
    Map(PlaceOutline, entry="division_code source"),
    PLACES,
    Form(
        PlaceOutline,
        Section("place", _("Outline of a place"), "division_code:division source"),
        title=_("Outline of a place"),
    ),
    List(
        CoverageFinding,
        "kind:tag grid other area reason division_code:division found_at settled_at",
        search="kind",
        order="-found_at",
        views=(
            Filter("standing", _("Standing"), {"settled_at": None}),
            Filter("settled", _("Settled"), lambda _scope: CoverageFinding.settled_at.is_not(None)),
        ),
        title=_("Findings of the net"),
    ),
    Search(CoverageFinding, "kind division_code found_at"),
    Form(
        CoverageFinding,
        Section(
            "finding",
            _("Finding"),
            "kind! grid! other! area! reason! division_code:division! found_at! settled_at!",
        ),
        title=_("Finding"),
    ),
    List(LineOfWork, "code label active", search="code label", order="code", title=_("Lines of work")),
    Form(LineOfWork, Section("line", _("Line of work"), "code label active"), title=_("Line of work")),
    *STAFF_VIEWS,
)

ACTIONS = {
    "grids.place_outline": (to_drawing,),
    "grids.grid": (to_drawing, to_split, to_merge, to_served, to_plate),
}

PAGES = (
    Page("grids_uncovered", "modules.grids.pages.Uncovered"),
    Page("grids_drawing", "modules.grids.drawing.Drawing"),
    Page("grids_place_drawing", "modules.grids.drawing.PlaceDrawing"),
    Page("grids_split", "modules.grids.reshaping_pages.Splitting"),
    Page("grids_merge", "modules.grids.reshaping_pages.Merging"),
    Page("grids_coverage", "modules.grids.coverage_page.Coverage"),
    Page("grids_plates", "modules.grids.plate_pages.Plates"),
    Page("grids_plate", "modules.grids.plate_pages.PlatePage"),
    Page("grids_served", "modules.grids.served_page.Served"),
    Page("grids_police", "modules.grids.police_page.Police"),
)

HOME = (Home(name="coverage", draw=coverage_part, model="grids.grid", right="u", position=55),)

MENU = (
    Menu("grids", _("Grids"), model="grids.grid", icon="map-pin", position=64),
    Menu("grids", _("Grid workers"), model="grids.grid_worker", icon="walk", position=65),
    Menu("grids", _("Check of the net"), page="grids_coverage", icon="search", position=66),
    Menu("settings", _("Outlines of places"), model="grids.place_outline", icon="map-pin", position=89),
    Menu("settings", _("Lines of work"), model="grids.line_of_work", icon="tags", position=90),
    *STAFF_MENU,
)
