"""Tables of governance centres."""

from modules.centres.models.centre import Centre, Room
from modules.centres.models.codes import CentreDuty, RoomKind, ServiceType, Shift
from modules.centres.models.duty import Duty
from modules.centres.models.secondment import Appraisal, Secondment
from modules.centres.models.window import ServiceWindow, WindowDay

__all__ = [
    "Appraisal",
    "Centre",
    "CentreDuty",
    "Duty",
    "Room",
    "RoomKind",
    "Secondment",
    "ServiceType",
    "ServiceWindow",
    "Shift",
    "WindowDay",
]
