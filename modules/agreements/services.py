"""The verbs of an agreement. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire, record
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement, Clause, Instalment
from modules.agreements.models.agreement import refuse_frozen
from modules.agreements.reading import clauses_of, copies_for
from modules.cases.models import CaseParty
from modules.mediation.models import Mediation
from modules.mediation.services import nobody_refuses
from modules.mediators.models import Mediator

#: What a new version takes over from the old one.
_CLAUSE_FACTS = ("position", "kind", "text", "payer", "payee", "amount", "due_on", "manner", "place", "bank", "account")


def draft(
    *,
    mediation: Mediation,
    facts: str,
    form: str = "written",
    copies: int | None = None,
    **more: Any,
) -> Agreement:
    """Begin the agreement of a mediation.

    Args:
        mediation: in session, with nobody refusing.
        facts: main facts, disputed items and each party's responsibility.
        form: `written` or `oral`.
        copies: how many are made; parties and committee if not given.
        **more: further columns.

    Raises:
        Refused: a party refuses, the mediation has ended, or another version is open or in force.
    """
    found = nobody_refuses(mediation)
    if mediation.status != "in_session":
        found.append(Refusal(gettext("An agreement is made in a mediation that is in session")))
    if _standing(mediation):
        found.append(
            Refusal(gettext("There is an agreement already; make a new version of it"), "#agreements")
        )
    if found:
        raise Refused(*found)
    return _new(mediation, facts=facts, form=form, copies=copies, **more)


def add_clause(
    agreement: Agreement,
    *,
    kind: str,
    text: str,
    payer: CaseParty | None = None,
    payee: CaseParty | None = None,
    amount: Decimal | None = None,
    due_on: date | None = None,
    manner: str | None = None,
    place: str | None = None,
    bank: str | None = None,
    account: str | None = None,
    instalments: Iterable[tuple[date, Decimal]] = (),
) -> Clause:
    """Add a clause to a draft, at the end.

    Raises:
        Refused: the words are frozen.
    """
    refuse_frozen(agreement)
    clause = Clause(
        agreement=agreement,
        position=len(clauses_of(agreement)) + 1,
        kind=kind,
        text=text,
        payer=payer,
        payee=payee,
        amount=amount,
        due_on=due_on,
        manner=manner,
        place=place,
        bank=bank,
        account=account,
    )
    db.session.add(clause)
    _set_instalments(clause, instalments)
    db.session.flush()
    return clause


def change_clause(
    clause: Clause, *, instalments: Iterable[tuple[date, Decimal]] | None = None, **facts: Any
) -> None:
    """Change the words or sums of a clause in a draft.

    Raises:
        Refused: the words are frozen.
    """
    refuse_frozen(clause.agreement)
    for name, value in facts.items():
        setattr(clause, name, value)
    if instalments is not None:
        _set_instalments(clause, instalments)
    db.session.flush()


def move_clause(clause: Clause, *, up: bool) -> None:
    """Put a clause of a draft one place up or down; at the end of the row it stays.

    Raises:
        Refused: the words are frozen.
    """
    refuse_frozen(clause.agreement)
    clauses = clauses_of(clause.agreement)
    place = clauses.index(clause)
    clauses.insert(max(place + (-1 if up else 1), 0), clauses.pop(place))
    for position, one in enumerate(clauses, start=1):
        one.position = position
    db.session.flush()
    record(clause, "update")


def issue(agreement: Agreement) -> None:
    """Take the number and lock the words for signature."""
    fire(agreement, "issue")


def sign(
    agreement: Agreement,
    *,
    party: CaseParty | None = None,
    mediator: Mediator | None = None,
    on: date | None = None,
    picture: bytes | None = None,
) -> None:
    """Put a signature on record: a party's, a mediator's, or with neither the committee's seal.

    The last one makes the agreement take effect, on the day of the latest of them all.

    Args:
        agreement: issued for signature.
        party: who signs.
        mediator: who signs.
        on: the day; today if not given.
        picture: what was drawn, as `app.document.handwriting.read_picture` gives it.
    """
    kind = "party" if party else "mediator" if mediator else "seal"
    signed = {"kind": kind, "party": party, "mediator": mediator, "signed_on": on or today()}
    fire(agreement, "sign", data=signed | ({"picture": picture} if picture else {}))


def reach_orally(agreement: Agreement) -> None:
    """An oral agreement takes effect on the day it is reached (form F8)."""
    fire(agreement, "reach")


def new_version(agreement: Agreement) -> Agreement:
    """A draft with the same words, to take the place of an agreement in force once it is itself in force.

    Raises:
        Refused: the agreement is not in force or withdrawn, or a draft is already there.
    """
    if agreement.status not in ("effective", "void"):
        raise Refused(Refusal(gettext("Only an agreement in force or withdrawn gets a new version")))
    if _standing(agreement.mediation, but=agreement):
        raise Refused(
            Refusal(gettext("There is an agreement already; make a new version of it"), "#agreements")
        )
    copy = _new(
        agreement.mediation,
        facts=agreement.facts,
        form=agreement.form,
        copies=agreement.copies,
        place=agreement.place,
        replaces=agreement if agreement.status == "effective" else None,
    )
    for clause in clauses_of(agreement):
        twin = Clause(agreement=copy, **{name: getattr(clause, name) for name in _CLAUSE_FACTS})
        db.session.add(twin)
        _set_instalments(twin, [(part.due_on, part.amount) for part in clause.instalments])
    db.session.flush()
    return copy


def _new(mediation: Mediation, *, copies: int | None, **facts: Any) -> Agreement:
    session = db.session()
    last = (
        session.scalar(select(func.max(Agreement.version)).where(Agreement.mediation_id == mediation.id)) or 0
    )
    copies = copies_for(mediation) if copies is None else copies
    agreement = Agreement(mediation=mediation, version=last + 1, copies=copies, **facts)
    session.add(agreement)
    session.flush()
    record(agreement, "draft", after=agreement.status)
    return agreement


def _standing(mediation: Mediation, but: Agreement | None = None) -> bool:
    """Whether a version is being made, being signed or in force."""
    states = ("draft", "issued", "signed", "effective")
    query = select(Agreement.id).where(Agreement.mediation_id == mediation.id, Agreement.status.in_(states))
    if but is not None:
        query = query.where(Agreement.id != but.id)
    return db.session.scalar(query.limit(1)) is not None


def _set_instalments(clause: Clause, parts: Iterable[tuple[date, Decimal]]) -> None:
    clause.instalments = [
        Instalment(due_on=day, amount=amount, division_code=clause.division_code) for day, amount in parts
    ]
