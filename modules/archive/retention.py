"""How long a volume is kept: rules that are data, and the facts they ask for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from app.model.base import db
from app.org.threshold import threshold
from modules.agreements.models import Agreement, Clause
from modules.archive.models import RetentionRule
from modules.cases.services import sides_of
from modules.confirmation.models import Confirmation
from modules.mediation.models import Mediation
from modules.performance.services import obligations_of


def propose(mediation: Mediation) -> RetentionRule | None:
    """The first rule that fits, or None when none does."""
    rules = select(RetentionRule).where(RetentionRule.active.is_(True))
    for rule in db.session.scalars(rules.order_by(RetentionRule.position, RetentionRule.id)):
        if _FACTS[rule.fact](mediation, rule):
            return rule
    return None


def kept_until(period: str, archived_on: date) -> date | None:
    """The last day of retention; None for what is kept for good."""
    return None if period == "permanent" else _years_on(archived_on, threshold(f"volume_kept_{period}"))


def _years_on(day: date, years: int) -> date:
    """The same day some years later; the 29th of February becomes the 28th."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _agreements(mediation: Mediation) -> list[Agreement]:
    """The agreements in force."""
    found = select(Agreement).where(Agreement.mediation_id == mediation.id, Agreement.status == "effective")
    return list(db.session.scalars(found))


def _oral(mediation: Mediation, _rule: RetentionRule) -> bool:
    return any(agreement.form == "oral" for agreement in _agreements(mediation))


def _at_once(mediation: Mediation, _rule: RetentionRule) -> bool:
    owed = [
        (one, agreement.effective_on)
        for agreement in _agreements(mediation)
        for one in obligations_of(agreement)
    ]
    return bool(owed) and all(one.status == "done" and one.done_on == day for one, day in owed)


def _words(mediation: Mediation, rule: RetentionRule) -> bool:
    said = " ".join((mediation.case.title, mediation.case.summary or "", mediation.summary))
    return any(word in said for word in (rule.words or "").split())


def _dispute_type(mediation: Mediation, rule: RetentionRule) -> bool:
    kind = mediation.case.dispute_type or ""
    return any(kind.startswith(code) for code in (rule.words or "").split())


def _parties_over(mediation: Mediation, rule: RetentionRule) -> bool:
    return len(sides_of(mediation.case)) > (rule.amount or 0)


def _confirmed_years_over(mediation: Mediation, rule: RetentionRule) -> bool:
    """Confirmed, and the last instalment due more years after the effect than the rule says."""
    for agreement in _agreements(mediation):
        confirmed = select(Confirmation.id).where(
            Confirmation.agreement_id == agreement.id, Confirmation.status == "confirmed"
        )
        if agreement.effective_on is None or db.session.scalar(confirmed) is None:
            continue
        clauses = db.session.scalars(select(Clause).where(Clause.agreement_id == agreement.id))
        days = [one.due_on for clause in clauses for one in clause.instalments]
        if days and max(days) > _years_on(agreement.effective_on, rule.amount or 0):
            return True
    return False


_FACTS: dict[str, Callable[[Mediation, RetentionRule], bool]] = {
    "oral": _oral,
    "performed_at_once": _at_once,
    "words": _words,
    "dispute_type": _dispute_type,
    "parties_over": _parties_over,
    "confirmed_years_over": _confirmed_years_over,
    "always": lambda _mediation, _rule: True,
}
