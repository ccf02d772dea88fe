"""The tables of expert advice: what experts are asked, and which field a kind of dispute belongs to."""

from modules.counsel.models.consultation import CHANNELS, CHOSEN_BY, OPEN, RATINGS, ExpertConsultation
from modules.counsel.models.dispute_field import DisputeField

__all__ = ["CHANNELS", "CHOSEN_BY", "OPEN", "RATINGS", "DisputeField", "ExpertConsultation"]
