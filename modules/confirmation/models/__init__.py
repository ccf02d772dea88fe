"""The tables of judicial confirmation."""

from modules.confirmation.models.confirmation import Applicant, Confirmation, Ruling
from modules.confirmation.models.court import Court
from modules.confirmation.models.point import CourtPoint
from modules.confirmation.models.screening import ScreeningAnswer, ScreeningQuestion

__all__ = ["Applicant", "Confirmation", "Court", "CourtPoint", "Ruling", "ScreeningAnswer", "ScreeningQuestion"]
