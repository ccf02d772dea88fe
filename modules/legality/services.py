"""The verbs: check an agreement, try the cases, write the next version of a rule. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.base import db
from app.model.kept import kept
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.legality.engine import NOTE, STOP, WARN, Book, Finding, check, stops
from modules.legality.engine import Limit as LimitText
from modules.legality.models import Limit, Rule, RuleCase, WordList
from modules.legality.trying import CaseText, Tried, seeded_book, try_all

__all__ = ["NOTE", "STOP", "WARN", "Book", "Finding", "check", "find", "seeded_book", "stops"]


def book() -> Book:
    """The rules that are or were in force, the word lists and the limits."""
    return kept(db.session(), "legality.book", _read)


def find(said: Mapping[str, Any]) -> list[Finding]:
    """Everything the rules of its day find in an agreement (`facts.facts_of`)."""
    return check(said, book(), today())


def cases_of(code: str | None = None) -> list[CaseText]:
    """The cases of a rule, or all."""
    asked = select(RuleCase).order_by(RuleCase.rule_code, RuleCase.fires.desc(), RuleCase.name)
    return [
        row.words()
        for row in db.session.scalars(asked if code is None else asked.where(RuleCase.rule_code == code))
    ]


def try_rule(rule: Rule) -> list[Tried]:
    """How the cases of a rule go with this version of it."""
    return try_all(cases_of(rule.code), [rule.words()], book(), today())


def try_published() -> list[Tried]:
    """How every case goes with the newest version of its rule that is in force, or was."""
    newest: dict[str, Any] = {}
    for rule in book().rules:
        newest[rule.code] = rule
    return try_all(cases_of(), newest.values(), book(), today())


def cases_green(rule: Rule) -> list[Refusal]:
    """A guard on publishing: a case that finds, a case that does not, and none that goes wrong."""
    tried = try_rule(rule)
    found = [
        Refusal(gettext("Case “%(name)s”: %(problem)s", name=one.case.name, problem=one.problem))
        for one in tried
        if one.problem
    ]
    for fires, words in (
        (True, gettext("A case is missing in which the rule finds something")),
        (False, gettext("A case is missing that is lawful, in which the rule finds nothing")),
    ):
        if not any(one.case.fires is fires for one in tried):
            found.append(Refusal(words))
    return found


def next_version(rule: Rule, first_day: date) -> Rule:
    """A draft with the words of the newest version of a rule.

    Args:
        rule: its newest version.
        first_day: from which day the draft is to hold.

    Raises:
        Refused: there is a newer version, this one is a draft still, or the day is not later than its first.
    """
    versions = list(
        db.session.scalars(select(Rule).where(Rule.code == rule.code).order_by(Rule.version.desc()))
    )
    if versions[0] is not rule:
        raise Refused(Refusal(gettext("There is a newer version; begin with that one")))
    if rule.status == "draft":
        raise Refused(Refusal(gettext("This version is a draft still; change it as it is")))
    if first_day <= rule.valid_from:
        raise Refused(Refusal(gettext("The new version must begin later than this one")))
    new = Rule(
        code=rule.code,
        version=rule.version + 1,
        valid_from=first_day,
        **{name: getattr(rule, name) for name in Rule.CARRIED},
    )
    db.session.add(new)
    db.session.flush()
    return new


def _read(session: Session) -> Book:
    rules = session.scalars(
        select(Rule).where(Rule.status != "draft").order_by(Rule.position, Rule.code, Rule.version)
    )
    lists = session.scalars(select(WordList))
    limits: Iterable[Limit] = session.scalars(select(Limit))
    return Book(
        tuple(rule.words() for rule in rules),
        {row.code: row.ready() for row in lists},
        tuple(LimitText(row.code, row.amount, row.valid_from, row.valid_to) for row in limits),
    )


def latest_day(rule: Rule) -> date | None:
    """The last first day of the published versions of a rule."""
    asked = select(Rule.valid_from).where(
        Rule.code == rule.code, Rule.status == "published", Rule.id != rule.id
    )
    return max(db.session.scalars(asked), default=None)
