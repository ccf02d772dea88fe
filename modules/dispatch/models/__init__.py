"""Work sent out, and which skill a matter asks of whoever is sent."""

from modules.dispatch.models.assignment import OPEN, Assignment
from modules.dispatch.models.category_skill import CategorySkill

__all__ = ["OPEN", "Assignment", "CategorySkill"]
