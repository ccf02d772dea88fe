"""Sums of money as a column."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric


class Yuan(Numeric):
    """A sum with two decimals, always a `Decimal`.

    SQLite keeps it as a binary number of 15 safe digits; below one trillion yuan that is exact to the cent.
    """

    cache_ok = True

    def __init__(self, precision: int = 14, scale: int = 2) -> None:
        super().__init__(precision, scale)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Decimal | None] | None:
        """From the engine's number back to cents."""
        if dialect.supports_native_decimal:
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else Decimal(f"{value:.{self.scale}f}")
