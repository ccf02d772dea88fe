"""Numbers that are exact to their last decimal, as columns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric


class Exact(Numeric):
    """A number that is always a `Decimal`.

    SQLite keeps it as a binary number of 15 safe digits, which is rounded back; a sum of money is exact to the cent
    below one trillion yuan.
    """

    cache_ok = True

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Decimal | None] | None:
        """From the engine's number back to its decimals."""
        if dialect.supports_native_decimal:
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else Decimal(f"{value:.{self.scale}f}")


class Yuan(Exact):
    """A sum of money, with two decimals."""

    def __init__(self, precision: int = 14, scale: int = 2) -> None:
        super().__init__(precision, scale)


class Tenths(Exact):
    """An average, with one decimal."""

    def __init__(self, precision: int = 5, scale: int = 1) -> None:
        super().__init__(precision, scale)
