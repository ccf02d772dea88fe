"""Key persons, the visits to them, and the two lists they are classed by."""

from modules.keypersons.models.key_person import ConcernLevel, KeyPerson, KeyPersonKind
from modules.keypersons.models.key_visit import KeyVisit

__all__ = ["ConcernLevel", "KeyPerson", "KeyPersonKind", "KeyVisit"]
