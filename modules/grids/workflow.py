"""Grid workers serve, are away, leave and come back; devices are lent and handed back; hand-overs are taken over."""

from flask_babel import lazy_gettext as _

from app.workflow.spec import State, T, Workflow
from modules.grids.handing_over import accept, nothing_is_out
from modules.grids.leaving import leave, leave_service, rejoin, return_
from modules.grids.lending import hand_back, lend, lose
from modules.grids.models import Device, GridWorker, HandOver


def _worker(name: str, label: object, required: bool = False) -> dict[str, object]:
    return {"name": name, "label": label, "type": "relation", "model": GridWorker, "required": required}


def _day(name: str, label: object) -> dict[str, object]:
    return {"name": name, "label": label, "type": "date"}


WORKERS = Workflow(
    GridWorker,
    field="status",
    start="serving",
    states=(
        State("serving", _("At work"), "gn"),
        State("on_leave", _("On leave"), "am"),
        State("left", _("Has left"), "nt"),
    ),
    transitions=(
        T(
            "leave",
            "serving",
            "on_leave",
            _("Go on leave"),
            effect=leave,
            reason=True,
            fields=(_worker("successor", _("Who stands in")),),
        ),
        T("return_", "on_leave", "serving", _("Come back"), effect=return_),
        T(
            "leave_service",
            ("serving", "on_leave"),
            "left",
            _("Leave service"),
            effect=leave_service,
            reason=True,
            fields=(_day("left_on", _("Left on")), _worker("successor", _("Successor"))),
            danger=True,
        ),
        T("rejoin", "left", "serving", _("Serve again"), effect=rejoin, reason=True),
    ),
)

DEVICES = Workflow(
    Device,
    field="status",
    start="in_stock",
    states=(
        State("in_stock", _("In store"), "nt"),
        State("lent", _("Lent"), "ac"),
        State("lost", _("Lost"), "rd"),
        State("scrapped", _("Scrapped"), "nt"),
    ),
    transitions=(
        T(
            "lend",
            "in_stock",
            "lent",
            _("Lend"),
            effect=lend,
            fields=(_worker("worker", _("Lent to"), True), _day("lent_on", _("Lent on"))),
        ),
        T(
            "hand_back",
            "lent",
            "in_stock",
            _("Hand back"),
            effect=hand_back,
            fields=(_day("returned_on", _("Handed back on")),),
        ),
        T("lose", ("in_stock", "lent"), "lost", _("Report lost"), effect=lose, reason=True, danger=True),
        T("find", "lost", "in_stock", _("Found again"), reason=True),
        T("scrap", ("in_stock", "lost"), "scrapped", _("Scrap"), reason=True, danger=True),
    ),
)

HAND_OVERS = Workflow(
    HandOver,
    field="status",
    start="open",
    states=(State("open", _("Waits to be taken over"), "am"), State("accepted", _("Taken over"), "gn")),
    transitions=(
        T(
            "accept",
            "open",
            "accepted",
            _("Take over"),
            guard=nothing_is_out,
            effect=accept,
            fields=(_worker("successor", _("Successor")),),
            primary=True,
        ),
    ),
)

WORKFLOWS = (WORKERS, DEVICES, HAND_OVERS)
