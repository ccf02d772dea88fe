"""What a template may do to a value: money, dates, names with rare characters, clause numbers, QR codes.

Values reach a template as plain data, so dates are ISO text and amounts are decimal text.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.document.names import in_one_face, is_rare
from app.model.money import capital_amount

_DIGITS = "零一二三四五六七八九"


def money(value: Any) -> Any:
    """`86400` to `86,400.00` (yuan). A missing value passes through so that it is reported."""
    return value if isinstance(value, Undefined) else f"{_decimal(value):,.2f}"


def capital(value: Any) -> Any:
    """`86400` to `捌万陆仟肆佰元整`, as the People's Bank prescribes for vouchers."""
    return value if isinstance(value, Undefined) else capital_amount(_decimal(value))


def _decimal(value: Any) -> Decimal:
    if isinstance(value, float):
        raise ValueError(f"an amount must be text or Decimal, not a float: {value}")
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError) as error:
        raise ValueError(f"not an amount: {value}") from error


def day(value: Any) -> Any:
    """`2026-11-22` to `2026年11月22日`; an empty value leaves the blanks to be filled by hand."""
    if isinstance(value, Undefined):
        return value
    if not value:
        return "　　年　月　日"
    moment = _moment(value)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def minute(value: Any, year: bool = True) -> Any:
    """`2026-11-22T09:05` to `2026年11月22日9时05分`, or without the year."""
    if isinstance(value, Undefined) or not value:
        return day(value)
    moment = _moment(value)
    date_words = day(value) if year else day(value).partition("年")[2]
    return f"{date_words}{moment.hour}时{moment.minute:02d}分"


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(str(value))


def clause_no(number: int) -> str:
    """1 to `一`, 10 to `十`, 21 to `二十一`, 105 to `一百零五`, 110 to `一百一十` (1 to 999)."""
    if not 1 <= number <= 999:
        raise ValueError(f"clause number out of range: {number}")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    head = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else _DIGITS[tens] + "十"
    elif hundreds and units:
        head += "零"
    return head + (_DIGITS[units] if units else "")


def rare(name: Any) -> Any:
    """A name the body face cannot draw whole is set whole in the Kai face, never in two faces."""
    return in_one_face(str(name)) if isinstance(name, str) and name and is_rare(name) else name


def paragraphs(text: Any) -> Any:
    """What somebody typed, one indented paragraph for each line that is not empty."""
    if isinstance(text, Undefined):
        return text
    lines = [line.strip() for line in str(text or "").splitlines()]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)


@pass_context  # asked at each printing: without the context Jinja would work out a constant once, when it compiles
def needed(context: Context, value: Any, words: str) -> Any:
    """A value the paper must say. Without it the paper shows 〔缺：words〕, reports it and is not issued."""
    lacking = isinstance(value, Undefined) or value in (None, "")
    return context.environment.undefined(name=words) if lacking else value


def blank(value: Any, width: int = 6) -> Any:
    """A value, or a line `width` characters long to be filled by hand."""
    if isinstance(value, Undefined) or value not in (None, ""):
        return value
    return Markup('<span class="blank" style="width:{}em"></span>').format(int(width))


@lru_cache(maxsize=64)
def qr(text: str) -> str:
    """A QR code (error correction M) of `text` as the address of a picture, sized by the style sheet.

    A bitmap of 8 dots a module: WeasyPrint draws it once a paper, an SVG it would parse again on every page.
    """
    import segno

    return segno.make(text, error="m", micro=False).png_data_uri(scale=8, border=2)


FILTERS = {
    "money": money,
    "capital": capital,
    "day": day,
    "minute": minute,
    "clause_no": clause_no,
    "rare": rare,
    "paragraphs": paragraphs,
    "needed": needed,
    "blank": blank,
    "qr": qr,
}
