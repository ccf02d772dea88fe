"""The tables of mediators: committees, mediators, what hangs on a mediator, and the numbers of the law."""

from modules.mediators.models.committee import COMMITTEE_KINDS, Committee
from modules.mediators.models.mediator import Mediator
from modules.mediators.models.posting import Posting
from modules.mediators.models.qualification import Qualification
from modules.mediators.models.subsidy import Subsidy
from modules.mediators.models.training import Training

__all__ = [
    "COMMITTEE_KINDS",
    "Committee",
    "Mediator",
    "Posting",
    "Qualification",
    "Subsidy",
    "Training",
]
