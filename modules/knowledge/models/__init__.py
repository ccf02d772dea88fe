"""What is known: law, guides, duties, the catalogue of disputes mediated first. Each row holds for some days."""

from modules.knowledge.models.catalogue import PreLitigationItem
from modules.knowledge.models.duty_row import DutyRow, DutyUnit
from modules.knowledge.models.guide import GuideArticle, HandlingGuide
from modules.knowledge.models.held import Held
from modules.knowledge.models.legal_basis import LegalBasis

__all__ = [
    "DutyRow",
    "DutyUnit",
    "GuideArticle",
    "HandlingGuide",
    "Held",
    "LegalBasis",
    "PreLitigationItem",
]
