"""Grids and grid workers on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Form, Lines, List, Map, Menu, Search, Section
from modules.grids.importing import GRIDS, WORKERS
from modules.grids.models import Grid, GridAssignment, GridWorker

VIEWS = (
    List(
        Grid,
        "code name kind:tag zone_type:tag households division_code:division",
        search="code name",
        order="code",
        title=_("Grids"),
    ),
    Search(Grid, "kind zone_type division_code active"),
    Map(Grid, entry="name households"),
    GRIDS,
    Form(
        Grid,
        Section("grid", _("Grid"), "code name kind zone_type division_code:division active"),
        Section("size", _("Size and boundary"), "households population boundary:long"),
        Lines("assignments", _("Grid workers"), GridAssignment, "grid_id", "worker main valid_from valid_to"),
        title=_("Grid"),
    ),
    List(
        GridWorker,
        "name employment:tag hired_on left_on division_code:division",
        search="person",
        order="id",
        title=_("Grid workers"),
    ),
    Search(GridWorker, "employment division_code hired_on"),
    WORKERS,
    Form(
        GridWorker,
        Section("worker", _("Grid worker"), "person_id:relation account_id:relation employment"),
        Section("service", _("Service"), "hired_on left_on division_code:division"),
        Lines("assignments", _("Grids served"), GridAssignment, "worker_id", "grid main valid_from valid_to"),
        title=_("Grid worker"),
    ),
)

MENU = (
    Menu("people", _("Grids"), model="grids.grid", icon="map-pin", position=64),
    Menu("people", _("Grid workers"), model="grids.grid_worker", icon="walk", position=65),
)
