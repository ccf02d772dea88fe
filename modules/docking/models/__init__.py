"""Entrustments and their organs, third parties and what they are asked, cases before suit by court and month."""

from modules.docking.models.entrustment import KINDS, OPEN, RESULTS, Entrustment
from modules.docking.models.organ_kind import OrganKind
from modules.docking.models.pre_suit import PreSuitCount
from modules.docking.models.third_party import (
    COST_BORNE_BY,
    ThirdPartyKind,
    ThirdPartyOrg,
    ThirdPartyRequest,
)

__all__ = [
    "COST_BORNE_BY",
    "KINDS",
    "OPEN",
    "RESULTS",
    "Entrustment",
    "OrganKind",
    "PreSuitCount",
    "ThirdPartyKind",
    "ThirdPartyOrg",
    "ThirdPartyRequest",
]
