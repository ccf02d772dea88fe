"""Sums of money: reading what was typed, and the capital form that papers carry (大写)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from flask_babel import lazy_gettext as _

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
#: One hundred million times ten thousand: more has no settled way of writing.
LIMIT = Decimal(10) ** 12

_AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)


class AmountError(ValueError):
    """A sum is not acceptable; the text is a translated sentence for the field."""


def parse_amount(text: str) -> Decimal:
    """Read a sum in yuan as typed: `86,400.00`, `￥86400`, `86400元`.

    Nothing is rounded: a third decimal is refused, not dropped.

    Raises:
        AmountError: not a number, more than two decimals, or a trillion yuan and more.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lstrip("¥").removesuffix("元")
    if not _AMOUNT.fullmatch(plain):
        raise AmountError(_("Please enter an amount in yuan such as 1250.00"))
    return check_amount(Decimal(plain.replace(",", "")))


def check_amount(amount: Decimal) -> Decimal:
    """The same sum with exactly two decimals.

    Raises:
        AmountError: negative, more than two decimals, or too large.
        TypeError: a float, which has already lost what was typed.
    """
    if not isinstance(amount, (Decimal, int)) or isinstance(amount, bool):
        raise TypeError(f"a sum of money is a Decimal, not {type(amount).__name__}")
    exact = Decimal(amount)
    if not exact.is_finite() or exact < 0 or exact >= LIMIT:
        raise AmountError(_("The amount must lie between 0 and one trillion yuan"))
    cents = exact.quantize(Decimal("0.01"))
    if cents != exact:
        raise AmountError(_("An amount has at most two decimals"))
    return cents


def capital_amount(amount: Decimal) -> str:
    """The sum in capitals as the People's Bank prescribes for bills: `1409.50` to `壹仟肆佰零玖元伍角`.

    Where the rules leave a 零 after 元 open, it is written when the yuan end in two zeros or more.

    Raises:
        AmountError: see `check_amount`.
    """
    cents_total = int(check_amount(amount) * 100)
    yuan, (jiao, fen) = cents_total // 100, divmod(cents_total % 100, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{text or '零元'}整"
    if yuan and (not jiao or yuan % 100 == 0):
        text += "零"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    return text + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(number: int) -> str:
    """A positive whole number in capitals, by groups of four digits."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return _whole(high) + unit + gap + (_whole(low) if low else "")
    return _group(number)


def _group(number: int) -> str:
    """Four digits; zeros between others are written once, zeros at the ends not at all."""
    text, pending_zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if pending_zero else "") + _DIGITS[digit] + _PLACES[place]
            pending_zero = False
        else:
            pending_zero = bool(text)
    return text
