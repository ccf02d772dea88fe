"""The tables of agreements."""

from modules.agreements.models.agreement import FROZEN, Agreement
from modules.agreements.models.clause import Clause, Instalment
from modules.agreements.models.signature import Signature

__all__ = ["FROZEN", "Agreement", "Clause", "Instalment", "Signature"]
