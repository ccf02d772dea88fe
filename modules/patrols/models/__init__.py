"""Tables of the daily work of grid workers."""

from modules.patrols.models.absence import Absence
from modules.patrols.models.appraisal import AppraisalItem, GridAppraisal
from modules.patrols.models.codes import Indicator, PayGrade, VisitKind, VisitQuestion
from modules.patrols.models.patrol import Patrol
from modules.patrols.models.report import DailyReport, MissingReport, ReportDay
from modules.patrols.models.screening import ScreeningCampaign, ScreeningReport
from modules.patrols.models.visit import Visit, VisitAsked, VisitCampaign

__all__ = [
    "Absence",
    "AppraisalItem",
    "DailyReport",
    "GridAppraisal",
    "Indicator",
    "MissingReport",
    "Patrol",
    "PayGrade",
    "ReportDay",
    "ScreeningCampaign",
    "ScreeningReport",
    "Visit",
    "VisitAsked",
    "VisitCampaign",
    "VisitKind",
    "VisitQuestion",
]
