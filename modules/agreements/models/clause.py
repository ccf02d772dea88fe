"""Clauses and the instalments of those that pay."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, Integer, String, Text, event, func, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, Record, Scoped, db
from app.model.checksum import passes_luhn
from app.model.decimals import Yuan
from app.model.identity import normal_form
from app.model.mask import mask_account
from app.model.sealed import Sealing, sealed
from modules.agreements.models.agreement import Agreement, named_by_agreement, refuse_frozen
from modules.agreements.models.of_agreement import OfAgreement
from modules.cases.models import CaseParty, CodeList


def _last(context: Any) -> int:
    """The place after the last clause of an agreement."""
    asked = select(func.max(Clause.position)).where(
        Clause.agreement_id == context.get_current_parameters()["agreement_id"]
    )
    return (context.connection.scalar(asked) or 0) + 1


#: An account as banks write it; cards that begin with 62 end with a check digit.
_ACCOUNT, _CARD = re.compile(r"\d{8,32}", re.ASCII), re.compile(r"62\d{14,17}", re.ASCII)


def account_form(text: str) -> str:
    """An account number without the blanks and dashes people read it by."""
    return normal_form(text).replace("-", "")


class Clause(Audited, OfAgreement, Sealing, Record):
    """One thing agreed. A clause that pays names payer, payee, amount, manner, and a day or instalments.

    The account is the payee's: with another payee it is gone.
    """

    LABELS = {
        "position": _("Order"),
        "kind": _("Kind"),
        "text": _("Clause"),
        "payer_id": _("Who pays or does"),
        "payer": _("Who pays or does"),
        "payee_id": _("To whom"),
        "payee": _("To whom"),
        "amount": _("Amount"),
        "due_on": _("Due on"),
        "manner": _("Manner"),
        "place": _("Place"),
        "bank": _("Bank of the account"),
    }
    WITHIN = {"payer": "agreement.case", "payee": "agreement.case"}
    CHOICES = {"kind": CodeList("clause_kind"), "manner": CodeList("pay_manner")}

    position: Mapped[int] = mapped_column(Integer, default=_last, nullable=False)
    kind: Mapped[str] = mapped_column(String(40), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    payee_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    amount: Mapped[Decimal | None] = mapped_column(Yuan())
    due_on: Mapped[date | None] = mapped_column(Date)
    manner: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(200))
    bank: Mapped[str | None] = mapped_column(String(100))

    account = sealed(normalise=account_form, mask=mask_account, label=_("Account of the payee"))

    payer: Mapped[CaseParty | None] = relationship(foreign_keys=[payer_id])
    payee: Mapped[CaseParty | None] = relationship(foreign_keys=[payee_id])
    instalments: Mapped[list[Instalment]] = relationship(
        back_populates="clause", order_by="Instalment.due_on", cascade="all, delete-orphan"
    )

    def locked_reason(self) -> str:
        """Frozen with the agreement."""
        return self.agreement.locked_reason()

    def problems(self) -> dict[str, Any]:
        """Nobody pays or is paid who is no party of the case, and an account is one a bank can have."""
        wrong = _("Choose a party of this case")
        named = {"payer": self.payer, "payee": self.payee}
        found: dict[str, Any] = {
            name: wrong
            for name, party in named.items()
            if party is not None and self.agreement is not None and party.case_id != self.agreement.case.id
        }
        if self.account:
            if self.payee is None and self.payee_id is None:
                found["payee"] = _("Say whose account this is")
            self.account = account_form(self.account)
            if not _ACCOUNT.fullmatch(self.account):
                found["account"] = _("An account number has 8 to 32 digits")
        elif self.bank:
            found["account"] = _("Type the account number of the payee at this bank")
        return found

    def doubts(self) -> list[str]:
        """A card number whose check digit is wrong; some old cards have none."""
        wrong = self.account and _CARD.fullmatch(self.account) and not passes_luhn(self.account)
        said = gettext("The card number does not end with its check digit; please compare it once more")
        return [said] if wrong else []

    @validates("payee", "payee_id")
    def _drop_account(self, name: str, value: Any) -> Any:
        said = value if name == "payee_id" else value and value.id
        before = self.payee.id if self.payee is not None else self.payee_id
        if self.account_sealed is not None and said != before:
            self.account = None
        return value

    def __str__(self) -> str:
        return self.text


class Instalment(Scoped, Record):
    """One part of a sum and the day by which it is paid."""

    LABELS = {"due_on": _("Due on"), "amount": _("Amount")}

    clause_id: Mapped[int] = mapped_column(ForeignKey("agreements_clause.id"), index=True, nullable=False)
    due_on: Mapped[date] = mapped_column(Date, nullable=False, index=True)
    amount: Mapped[Decimal] = mapped_column(Yuan(), nullable=False)

    clause: Mapped[Clause] = relationship(back_populates="instalments")

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        clause = Clause.__table__
        return cls.clause_id.in_(
            select(clause.c.id).where(named_by_agreement(clause.c.agreement_id, user_id))
        )

    @validates("clause", "clause_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        clause = db.session.get(Clause, value) if name == "clause_id" and value is not None else value
        if clause is not None and clause.division_code is not None:
            self.division_code = clause.division_code
        return value

    def locked_reason(self) -> str:
        """Frozen with the agreement."""
        return self.clause.locked_reason()

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"


def _keep_frozen(_mapper: Any, _connection: Any, row: Clause | Instalment) -> None:
    """No path around the service: nothing is added to, changed in or taken from a frozen agreement."""
    if isinstance(row, Clause) and row.only_resealed():
        return
    session = object_session(row)
    assert session is not None, "a row being written is in a session"
    clause = row if isinstance(row, Clause) else session.get_one(Clause, row.clause_id)
    refuse_frozen(session.get_one(Agreement, clause.agreement_id))


for _class in (Clause, Instalment):
    for _act in ("before_insert", "before_update", "before_delete"):
        event.listen(_class, _act, _keep_frozen)
