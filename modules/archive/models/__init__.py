"""The tables of the archive."""

from modules.archive.models.destruction import Destruction, DestructionEntry
from modules.archive.models.lists import PERIODS, Requirement, RetentionRule, Slot
from modules.archive.models.loan import Loan
from modules.archive.models.of_volume import OfVolume
from modules.archive.models.piece import Explanation, Piece
from modules.archive.models.sealed_file import Proof, VolumeFile
from modules.archive.models.volume import Volume

__all__ = [
    "PERIODS",
    "Destruction",
    "DestructionEntry",
    "Explanation",
    "Loan",
    "OfVolume",
    "Piece",
    "Proof",
    "Requirement",
    "RetentionRule",
    "Slot",
    "Volume",
    "VolumeFile",
]
