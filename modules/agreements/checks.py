"""What is wrong with the words of an agreement before anybody signs: pure functions on plain values.

Each finding has a grade: `stop` keeps the agreement from being issued, `warn` asks for a second look, `note` informs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from app.model.money import AmountError, capital_amount, check_amount

STOP, WARN, NOTE = "stop", "warn", "note"

#: The legal basis of what an agreement must hold, and of its clarity before the court.
CONTENTS, UNCLEAR = "mediation.contents", "confirmation.rejected"

_CAPITALS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}元[零壹贰叁肆伍陆柒捌玖角分整]*")


@dataclass(frozen=True)
class ClauseText:
    """One clause as plain values. `instalments` are pairs of day and sum."""

    position: int
    kind: str
    text: str
    payer: str = ""
    payee: str = ""
    amount: Decimal | None = None
    due_on: date | None = None
    manner: str = ""
    instalments: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True)
class AgreementText:
    """An agreement as plain values.

    Args:
        form: `written` or `oral`.
        parties: how many parties there are.
        copies: how many copies are made.
        copies_kept: how many of them the committee keeps.
        facts: main facts, disputed items and responsibility.
        not_before: the first day on which anything can be due.
        clauses: the clauses in order.
    """

    form: str
    parties: int
    copies: int
    copies_kept: int
    facts: str
    not_before: date
    clauses: tuple[ClauseText, ...]


@dataclass(frozen=True)
class Finding:
    """One thing found: its grade, the sentence, the clause (0 for the whole) and the code of the article behind it."""

    grade: str
    message: str
    clause: int = 0
    article: str = ""


def check(agreement: AgreementText, vague_words: Iterable[str]) -> list[Finding]:
    """Everything found, in the order of the paper.

    Args:
        agreement: the words.
        vague_words: expressions that leave open what is owed or when (尽快, 适当), from the code list.
    """
    found = _whole(agreement)
    for clause in agreement.clauses:
        found += _words(clause, vague_words)
        if clause.kind == "pay":
            found += _payment(clause)
        found += _days(clause, agreement.not_before)
    return found


def stops(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep it from being issued."""
    return [finding for finding in findings if finding.grade == STOP]


def _whole(agreement: AgreementText) -> list[Finding]:
    found = []
    if not agreement.clauses:
        found.append(Finding(STOP, gettext("The agreement has no clause"), article=CONTENTS))
    if not agreement.facts.strip():
        found.append(
            Finding(STOP, gettext("Facts, disputed items and responsibility are missing"), article=CONTENTS)
        )
    least = agreement.parties + agreement.copies_kept
    if agreement.form == "written" and agreement.copies < least:
        words = gettext(
            "At least %(least)s copies: one for each party and one for the committee", least=least
        )
        found.append(Finding(STOP, words, article=CONTENTS))
    return found


def _words(clause: ClauseText, vague_words: Iterable[str]) -> list[Finding]:
    if not clause.text.strip():
        return [Finding(STOP, gettext("The clause is empty"), clause.position, CONTENTS)]
    return [
        Finding(
            WARN,
            gettext("“%(word)s” leaves open what is owed; write a day, a sum or a measure", word=word),
            clause.position,
            UNCLEAR,
        )
        for word in vague_words
        if word in clause.text
    ]


def _payment(clause: ClauseText) -> list[Finding]:
    found = [
        Finding(STOP, message, clause.position, CONTENTS)
        for missing, message in (
            (not clause.payer, gettext("The payer is missing")),
            (not clause.payee, gettext("The payee is missing")),
            (clause.amount is None, gettext("The amount is missing")),
            (not clause.due_on and not clause.instalments, gettext("The day of payment is missing")),
            (not clause.manner, gettext("The manner of payment is missing")),
            (bool(clause.payer) and clause.payer == clause.payee, gettext("Payer and payee are the same")),
        )
        if missing
    ]
    if clause.amount is not None:
        found += _sum(clause, clause.amount)
    return found


def _sum(clause: ClauseText, amount: Decimal) -> list[Finding]:
    try:
        exact = check_amount(amount)
        parts = [check_amount(part) for _day, part in clause.instalments]
    except AmountError as error:
        return [Finding(STOP, str(error), clause.position, CONTENTS)]
    found = []
    if not exact or not all(parts):
        found.append(Finding(STOP, gettext("A sum must be above zero"), clause.position, CONTENTS))
    if parts and sum(parts) != exact:
        words = gettext(
            "The instalments make %(sum)s, the clause says %(total)s",
            sum=f"{sum(parts):,.2f}",
            total=f"{exact:,.2f}",
        )
        found.append(Finding(STOP, words, clause.position, CONTENTS))
    known = {capital_amount(part).rstrip("整") for part in (exact, *parts)}
    for written in _CAPITALS.findall(clause.text):
        if written.rstrip("整") not in known:
            words = gettext("The sum in capitals should read %(capital)s", capital=capital_amount(exact))
            found.append(Finding(STOP, words, clause.position, CONTENTS))
    return found


def _days(clause: ClauseText, not_before: date) -> list[Finding]:
    days = [day for day in (clause.due_on, *(day for day, _part in clause.instalments)) if day]
    return [
        Finding(
            STOP,
            gettext(
                "%(day)s lies before the day the agreement can take effect (%(first)s)",
                day=day,
                first=not_before,
            ),
            clause.position,
            CONTENTS,
        )
        for day in days
        if day < not_before
    ]
