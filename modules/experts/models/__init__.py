"""The tables of experts: fields, the pool, what hangs on an expert, and the rota."""

from modules.experts.models.expert import Expert, ExpertField, Field
from modules.experts.models.interest import INTERESTS, ExpertInterest
from modules.experts.models.presence import ExpertAbsence, ExpertHours
from modules.experts.models.rota import ExpertRota

__all__ = [
    "INTERESTS",
    "Expert",
    "ExpertAbsence",
    "ExpertField",
    "ExpertHours",
    "ExpertInterest",
    "ExpertRota",
    "Field",
]
