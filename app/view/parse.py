"""Reading what was typed or sent into Python values, with a clear sentence for what cannot be read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import gettext

from app.model.base import level_of
from app.model.money import AmountError, parse_amount
from app.model.plain_text import TextError, plain_text
from app.view.errors import FieldError
from app.view.fields import FieldInfo

Moment = TypeVar("Moment", date, datetime)

_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})", re.ASCII
)
_TIME = re.compile(r"(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?[分秒]?", re.ASCII)
_KEY = re.compile(r"[0-9]{1,18}", re.ASCII)
_YES = frozenset(("y", "yes", "true", "1", "on", "是"))
_NO = frozenset(("", "n", "no", "false", "0", "off", "否"))


def key_of(text: Any) -> int | None:
    """A row's key as written in an address or a form; None for anything that cannot be one."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text if 0 < text < 2**63 else None
    return int(text) if isinstance(text, str) and _KEY.fullmatch(text) else None


def uuid_of(text: str) -> str:
    """A uuid in its one form; nothing for a text that is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def read(field: FieldInfo, raw: Any) -> Any:
    """The value of one field; relations give the key (or keys), to be looked up by the caller.

    Args:
        field: what is being read.
        raw: text of a form, or a value of a JSON document.

    Raises:
        FieldError: with the sentence for the field.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return _nothing(field)
    try:
        return _READERS.get(field.type, _text)(field, raw)
    except AmountError as error:
        raise FieldError(str(error)) from None


def clean_text(text: Any, *, lines: bool = False) -> str:
    """A text as it is stored, see `plain_text`.

    Raises:
        FieldError: not a text, or one that cannot be stored.
    """
    if not isinstance(text, str):
        raise FieldError(gettext("Please enter a text"))
    try:
        return plain_text(text, lines=lines)
    except TextError as error:
        raise FieldError(str(error)) from None


def _nothing(field: FieldInfo) -> Any:
    if field.type == "boolean":
        return False
    if field.required:
        raise FieldError(gettext("Please fill in %(label)s", label=str(field.label)))
    if field.many:
        return []
    return "" if field.type in ("text", "long") and not field.nullable else None


def _text(field: FieldInfo, raw: Any) -> str:
    text = clean_text(raw, lines=field.type == "long")
    if field.max_length and len(text) > field.max_length:
        raise FieldError(
            gettext(
                "At most %(limit)s characters; there are %(length)s", limit=field.max_length, length=len(text)
            )
        )
    return text


def _integer(field: FieldInfo, raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise FieldError(gettext("Please enter a whole number"))
    plain = unicodedata.normalize("NFKC", str(raw)).strip().replace(",", "")
    if not re.fullmatch(r"[+-]?\d{1,25}", plain, re.ASCII):
        raise FieldError(gettext("Please enter a whole number"))
    return int(_within(field, Decimal(plain)))


def _number(field: FieldInfo, raw: Any) -> Decimal:
    plain = unicodedata.normalize("NFKC", str(raw)).strip().replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise FieldError(gettext("Please enter a number")) from None
    if not value.is_finite() or isinstance(raw, bool):
        raise FieldError(gettext("Please enter a number"))
    _within(field, value)
    exact = value.quantize(Decimal(1).scaleb(-field.scale))
    if exact != value:
        raise FieldError(gettext("At most %(scale)s decimals", scale=field.scale))
    return exact


def _money(field: FieldInfo, raw: Any) -> Decimal:
    if isinstance(raw, (bool, dict, list)):
        raise FieldError(gettext("Please enter a number"))
    return _within(field, parse_amount(str(raw)))


def _within(field: FieldInfo, value: Decimal) -> Decimal:
    low, high = field.limits or (-(10**15), 10**15)
    if not low <= value <= high:
        raise FieldError(gettext("The number is too large or too small"))
    return value


def _date(field: FieldInfo, raw: Any) -> date:
    plain = unicodedata.normalize("NFKC", str(raw)).strip()
    return _possible(field, _day(_DATE.fullmatch(plain)))


def _datetime(field: FieldInfo, raw: Any) -> datetime:
    return _possible(field, _moment(raw))


def _possible(field: FieldInfo, given: Moment) -> Moment:
    if objection := field.days.objection(given):
        raise FieldError(objection)
    return given


def _moment(raw: Any) -> datetime:
    plain = unicodedata.normalize("NFKC", str(raw)).strip()
    match = _DATE.match(plain)
    day = _day(match)
    assert match is not None
    rest = plain[match.end() :].strip().removeprefix("T").removesuffix("+08:00")
    if not rest:
        return datetime(day.year, day.month, day.day)
    time = _TIME.fullmatch(rest)
    try:
        hour, minute, second = (int(part or 0) for part in time.groups()) if time else (99, 0, 0)
        return datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        raise FieldError(gettext("Please enter a time such as 09:30")) from None


def _day(match: re.Match[str] | None) -> date:
    try:
        if match is None:
            raise ValueError
        return date(*(int(part) for part in match.groups() if part is not None))
    except ValueError:
        raise FieldError(gettext("Please enter a date such as 2026-11-20")) from None


def _boolean(_field: FieldInfo, raw: Any) -> bool:
    plain = str(raw).strip().lower()
    if plain not in _YES | _NO:
        raise FieldError(gettext("Please answer yes or no"))
    return plain in _YES


def _choice(field: FieldInfo, raw: Any) -> str:
    value = str(raw)
    holds = getattr(field.choices, "holds", None)
    if not (holds(value) if holds else any(value == known for known, _words in field.choices)):
        raise FieldError(gettext("Please choose one of the list"))
    return value


def _relation(field: FieldInfo, raw: Any) -> Any:
    listed = raw if isinstance(raw, (list, tuple)) else str(raw).split(",") if field.many else [raw]
    keys = [key_of(item) for item in listed if item not in ("", None)]
    if None in keys or (len(keys) > 1 and not field.many):
        raise FieldError(gettext("Please choose one of the list"))
    return keys if field.many else next(iter(keys), None)


def _division(_field: FieldInfo, raw: Any) -> str:
    code = str(raw).strip()
    try:
        level_of(code)
    except ValueError:
        raise FieldError(gettext("Please choose a place")) from None
    return code


def _json(_field: FieldInfo, raw: Any) -> Any:
    if not isinstance(raw, (dict, list)):
        raise FieldError(gettext("Please send an object"))
    return raw


_READERS = {
    "integer": _integer,
    "number": _number,
    "money": _money,
    "date": _date,
    "datetime": _datetime,
    "boolean": _boolean,
    "choice": _choice,
    "relation": _relation,
    "division": _division,
    "json": _json,
}
