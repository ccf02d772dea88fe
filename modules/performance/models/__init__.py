"""The tables of performance."""

from modules.performance.models.obligation import LIVE, Obligation, OfObligation
from modules.performance.models.receipt import Receipt
from modules.performance.models.return_visit import ReturnVisit
from modules.performance.models.urging import Urging

__all__ = ["LIVE", "Obligation", "OfObligation", "Receipt", "ReturnVisit", "Urging"]
