"""From what an agreement says to the facts that rules speak of: sums, days and likenesses, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.model.identity import IdCard, IdentityError
from app.model.money import AmountError, capital_amount
from modules.legality.evaluating import UNREAD
from modules.legality.saying import (
    CAPITALS,
    capitals_beside_figures,
    days_in,
    month_wages,
    penalty_shares,
    penalty_sums,
    says_when,
    sums_in,
    year_rates,
)
from modules.legality.vocabulary import RECORDS

Said = Mapping[str, Any]

#: Every name of a record stands in it, so that it is never looked for in the record around it.
_NONE: dict[str, dict[str, Any]] = {kind: dict.fromkeys(names) for kind, names in RECORDS.items()}

#: How agreements call their parties without a name.
_ROLES = re.compile("[甲乙丙丁戊]方|申请人[一二三四五]?|被申请人[一二三四五]?|双方|各方|另一方|当事人")

#: Above this and without cents, a sum is round where it divides by it.
_ROUND = Decimal(10_000)


def facts_of(said: Said) -> dict[str, Any]:
    """All facts of an agreement.

    Args:
        said: what it says, by the names of `vocabulary`; `clauses`, `parties` and `signatures` are lists of such.
    """
    parties = tuple(_party(one, said) for one in said.get("parties", ()))
    named = {one["name"] for one in parties if one.get("name")}
    clauses = tuple(
        _clause(one, place, named, said) for place, one in enumerate(said.get("clauses", ()), start=1)
    )
    signatures = tuple(_NONE["signature"] | one for one in said.get("signatures", ()))
    known: dict[str, Any] = {
        **said,
        "parties": parties,
        "clauses": clauses,
        "signatures": signatures,
        "party_count": Decimal(len(parties)),
        "clause_count": Decimal(len(clauses)),
        "pay_total": sum((_sum(one) for one in clauses if one["kind"] == "pay"), start=Decimal(0)),
        "text": "\n".join([str(said.get("facts") or ""), *(one["text"] for one in clauses)]),
    }
    known |= _signing(said, parties, signatures)
    known["not_before"] = said.get("not_before") or said.get("reached_on") or said.get("document_date")
    known |= _likeness(parties)
    known["round_sum"] = any(_is_round(_sum(one)) for one in clauses if one["kind"] == "pay")
    return known


def _sum(clause: Said) -> Decimal:
    amount = clause.get("amount")
    return amount if isinstance(amount, Decimal) else Decimal(0)


def _is_round(amount: Decimal) -> bool:
    return amount > 0 and amount % _ROUND == 0


def _clause(one: Said, place: int, named: set[str], said: Said) -> dict[str, Any]:
    text, amount = str(one.get("text") or ""), one.get("amount")
    parts = tuple(_NONE["instalment"] | part for part in one.get("instalments") or ())
    sums = [part["amount"] for part in parts if isinstance(part.get("amount"), Decimal)]
    days = [
        day for day in (one.get("due_on"), *(part.get("due_on") for part in parts)) if isinstance(day, date)
    ]
    exact = amount if isinstance(amount, Decimal) else None
    known: dict[str, Any] = {
        **_NONE["clause"],
        **one,
        "position": Decimal(place),
        "kind": one.get("kind") or "other",
        "text": text,
        "currency": one.get("currency") or said.get("currency"),
        "instalments": parts,
        "instalment_count": Decimal(len(parts)),
        "instalments_sum": sum(sums, start=Decimal(0)) if len(sums) == len(parts) and parts else None,
        "first_due": min(days, default=None),
        "last_due": max(days, default=None),
        "decimals": max((_decimals(total) for total in (exact, *sums)), default=Decimal(0)),
        "place": one.get("place") or said.get("place"),
        "payer_known": _is_party(one.get("payer"), named),
        "payee_known": _is_party(one.get("payee"), named),
        "bad_day": "、".join(days_in(text)[1]) or None,
        "wage_month": min(month_wages(text), default=None),
        "any_party_in_text": any(name in text for name in named) or bool(_ROLES.search(text)),
        "amount_in_text": bool(sums_in(text)),
        "day_in_text": says_when(text),
        "year_rate": max(year_rates(text), default=None),
        "penalty_share": max(penalty_shares(text), default=None),
        "penalty_amount": max(penalty_sums(text), default=None),
    }
    return known | _capitals(one, text, exact, sums) | _figures(text, exact, sums)


def _is_party(who: Any, named: set[str]) -> bool:
    """Whether all who are named are parties; what cannot be read or names nobody is not judged."""
    if not isinstance(who, str) or not who.strip() or who == UNREAD or not named:
        return True
    return (
        all(
            _ROLES.fullmatch(one) or any(one == name or one.startswith(name) for name in named)
            for one in re.split("[、,，和与及]|以及", "".join(who.split()))
            if one
        )
        or who.strip() in named
    )


def _decimals(amount: Decimal | None) -> Decimal:
    if amount is None or not amount.is_finite():
        return Decimal(0)
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(max(-int(exponent), 0))


def _capital(amount: Decimal) -> str:
    try:
        return capital_amount(amount)
    except AmountError:
        return ""


def capital_forms(amount: Decimal) -> set[str]:
    """The lawful ways to write a sum in capitals, without 整: a 零 after 元 may stand or not."""
    usual = _capital(amount).rstrip("整")
    if not usual:
        return set()
    forms = {usual, usual.replace("元零", "元")}
    whole, yuan, rest = usual.partition("元")
    if rest and not rest.startswith("零") and rest.endswith(("角", "分")):
        forms.add(f"{whole}{yuan}零{rest}")
    # 拾万柒仟 and 拾万零柒仟 are both in use
    forms |= {form.replace("拾万", "拾万零") for form in forms if "拾万" in form and "拾万零" not in form}
    return forms


def _plain(written: str) -> str:
    return written.removeprefix("人民币").replace("圆", "元").rstrip("整正")


def _capitals(one: Said, text: str, exact: Decimal | None, sums: list[Decimal]) -> dict[str, Any]:
    """Whether sums in capitals are those meant, and how the sum should read."""
    known: set[str] = set()
    for amount in [exact, *sums] if exact is not None else sums_in(text):
        known |= capital_forms(amount) if amount is not None else set()
    beside = capitals_beside_figures(text)
    wrong = [written for amount, written in beside if _plain(written) not in capital_forms(amount)]
    settled = {written for _amount, written in beside}
    if known:
        loose = [written for written in CAPITALS.findall(text) if written not in settled]
        wrong += [written for written in loose if _plain(written) not in known and len(_plain(written)) > 2]
    given = one.get("capitals")
    if isinstance(given, str) and given and given != UNREAD and exact is not None:
        wrong += [] if _plain("".join(given.split())) in capital_forms(exact) else [given]
    meant = exact if exact is not None else next((amount for amount, written in beside), None)
    return {
        "capitals_right": not wrong,
        "capitals_should": _capital(meant) if meant is not None and meant >= 0 else None,
    }


def _figures(text: str, exact: Decimal | None, sums: list[Decimal]) -> dict[str, Any]:
    """Whether the sum of the clause stands among the sums in figures, where there are any."""
    said = sums_in(text)
    agree = (
        exact is None
        or not said
        or exact in said
        or (bool(sums) and sum(sums) == exact and any(one in said for one in sums))
    )
    return {"figures_agree": agree, "sums_words": "、".join(f"{one:,.2f}" for one in said[:5])}


def _party(one: Said, said: Said) -> dict[str, Any]:
    known = {**_NONE["party"], **one}
    number = one.get("id_number")
    if isinstance(number, str) and number and number != UNREAD:
        try:
            card = IdCard.parse(number)
        except IdentityError:
            known["id_valid"] = False
        else:
            known["id_valid"] = True
            known["birth_date"] = known["birth_date"] or card.birth
    born, day = known.get("birth_date"), said.get("document_date")
    if isinstance(born, date) and isinstance(day, date) and known.get("age") is None:
        known["age"] = Decimal(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    return known


def _signing(said: Said, parties: Iterable[Said], signatures: tuple[Said, ...]) -> dict[str, Any]:
    """The day of effect as the signatures and the seal make it, and whether all of them are there."""
    days = [one["signed_on"] for one in (*signatures, *parties) if isinstance(one.get("signed_on"), date)]
    days += [day for name in ("mediator_signed_on", "sealed_on") if isinstance(day := said.get(name), date)]
    by_party = {one.get("name") for one in signatures if one.get("kind", "party") == "party"}
    by_party |= {one.get("name") for one in parties if one.get("signed_on")}
    kinds = {one.get("kind") for one in signatures}
    known = bool(days)
    whole = (
        all(one.get("name") in by_party for one in parties)
        and ("mediator" in kinds or bool(said.get("mediator_signed_on")))
        and ("seal" in kinds or bool(said.get("sealed_on")))
    )
    last = max(days, default=None)
    return {
        "signing_known": known,
        "all_signed": known and whole,
        "last_signed_on": last,
        "effective_due": said.get("reached_on") if said.get("form") == "oral" else last if whole else None,
    }


def _likeness(parties: tuple[Said, ...]) -> dict[str, Any]:
    """What the two sides have in common that they should not."""
    sides: dict[str, list[Said]] = {}
    for place, one in enumerate(parties):
        sides.setdefault(str(one.get("side") or place), []).append(one)
    groups = list(sides.values())

    def shared(*names: str) -> bool:
        seen: set[str] = set()
        for group in groups:
            mine = {_alike(one.get(name)) for one in group for name in names} - {""}
            if seen & mine:
                return True
            seen |= mine
        return False

    return {
        "same_address": shared("address"),
        "same_phone": shared("phone"),
        "same_agent": shared("agent"),
        "same_on_both_sides": shared("id_number", "key") or _same_name(groups),
    }


def _same_name(groups: list[list[Said]]) -> bool:
    """One name on two sides, unless their identity numbers tell them apart."""
    seen: dict[str, str] = {}
    for group in groups:
        mine = {
            _alike(one.get("name")): _alike(one.get("id_number") or one.get("key"))
            for one in group
            if one.get("name")
        }
        for name, number in mine.items():
            if name in seen and not (number and seen[name] and number != seen[name]):
                return True
        seen |= mine
    return False


def _alike(value: Any) -> str:
    return "".join(str(value).split()) if isinstance(value, str) and value != UNREAD else ""
