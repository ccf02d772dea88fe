"""Where a page of a list begins: the order value and key of the row before it, in a short text for addresses.

A cursor says nothing the reader does not already see, and gives no more rows than the list does, so it is checked,
not signed.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.view.errors import BadQuery, FieldError
from app.view.fields import FieldInfo
from app.view.parse import clean_text, key_of

_LONGEST = 2000


@dataclass(frozen=True)
class Cursor:
    """The row a page stands next to.

    Attributes:
        order: the order it was made for, as in the address (`-created_at`).
        value: that row's value in the order column.
        key: that row's key.
        back: whether the page lies before the row.
        total: rows counted on the first page, or None.
    """

    order: str
    value: Any
    key: int
    back: bool = False
    total: int | None = None

    def text(self) -> str:
        """The cursor for an address."""
        plain = [self.order, _plain(self.value), self.key, int(self.back), self.total]
        packed = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str, order: str, field: FieldInfo | None) -> Cursor:
    """A cursor from an address.

    Args:
        text: what stands in the address.
        order: the order the list has now.
        field: the order column; None for the key itself.

    Raises:
        BadQuery: not a cursor, or one of another order.
    """
    if len(text) > _LONGEST or not text.isascii():
        raise BadQuery("cursor")
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        made_for, value, key, back, total = json.loads(packed)
        if field is not None and value is not None:
            value = _typed("text" if field.custom and "date" in field.type else field.type, value)
    except (binascii.Error, ValueError, TypeError, ArithmeticError, RecursionError, FieldError):
        raise BadQuery("cursor") from None
    known = total is None or (isinstance(total, int) and 0 <= total < 10**9)
    if made_for != order or key_of(key) is None or back not in (0, 1) or not known:
        raise BadQuery("cursor")
    return Cursor(order, value, key, bool(back), total)


def _typed(kind: str, value: Any) -> Any:
    """The order value as it came out of the database, to the microsecond."""
    if kind == "datetime":
        return datetime.fromisoformat(value).replace(tzinfo=None)
    if kind == "date":
        return date.fromisoformat(value)
    if kind in ("money", "number"):
        return Decimal(value)
    if kind in ("integer", "boolean"):
        if not isinstance(value, int) or abs(value) >= 2**63:
            raise ValueError(value)
        return value
    return clean_text(value, lines=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, Decimal)):
        return str(value)
    return value
