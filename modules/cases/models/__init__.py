"""The tables of cases, one family a file."""

from modules.cases.models.case import Case, CaseSerial
from modules.cases.models.codes import CodeEntry, CodeList, code_label
from modules.cases.models.consultation import Consultation, ConsultationDecision, ConsultationOpinion
from modules.cases.models.of_case import OfCase
from modules.cases.models.outcome import CaseFeedback, CaseOutcome
from modules.cases.models.party import CaseParty
from modules.cases.models.share import CaseShare

__all__ = [
    "Case",
    "CaseFeedback",
    "CaseOutcome",
    "CaseParty",
    "CaseSerial",
    "CaseShare",
    "CodeEntry",
    "CodeList",
    "Consultation",
    "ConsultationDecision",
    "ConsultationOpinion",
    "OfCase",
    "code_label",
]
