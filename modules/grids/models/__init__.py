"""The tables of grids: the net itself, who walks it, what hangs on a worker, devices, and what is handed over."""

from modules.grids.models.device import Device, DeviceKind, DeviceLoan
from modules.grids.models.grid import GRID_KINDS, ZONES, Grid, GridLine, LineOfWork
from modules.grids.models.hand_over import HandOver, HandOverItem
from modules.grids.models.pay import Pay
from modules.grids.models.place_outline import PlaceOutline
from modules.grids.models.training import Training
from modules.grids.models.worker import EMPLOYMENT, GridAssignment, GridWorker, grids_of

__all__ = [
    "EMPLOYMENT",
    "GRID_KINDS",
    "ZONES",
    "Device",
    "DeviceKind",
    "DeviceLoan",
    "Grid",
    "GridAssignment",
    "GridLine",
    "GridWorker",
    "HandOver",
    "HandOverItem",
    "LineOfWork",
    "Pay",
    "PlaceOutline",
    "Training",
    "grids_of",
]
