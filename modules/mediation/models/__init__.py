"""The tables of mediation."""

from modules.mediation.models.consent import Consent
from modules.mediation.models.evidence import Evidence
from modules.mediation.models.investigation import Investigation
from modules.mediation.models.mediation import ENDED, OPEN, Mediation, NamedMediator
from modules.mediation.models.of_mediation import OfMediation
from modules.mediation.models.participant import Participant
from modules.mediation.models.police_report import PoliceReport
from modules.mediation.models.session import Session

__all__ = [
    "ENDED",
    "OPEN",
    "Consent",
    "Evidence",
    "Investigation",
    "Mediation",
    "NamedMediator",
    "OfMediation",
    "Participant",
    "PoliceReport",
    "Session",
]
