"""The five ledgers of a grid."""

from modules.ledgers.models.hazard import HazardPoint
from modules.ledgers.models.house import House
from modules.ledgers.models.of_grid import OfGrid
from modules.ledgers.models.place import OrganisationPlace, Place
from modules.ledgers.models.resident import Resident

__all__ = ["HazardPoint", "House", "OfGrid", "OrganisationPlace", "Place", "Resident"]
