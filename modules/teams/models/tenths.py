"""Averages as a column."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric


class Tenths(Numeric):
    """A number with one decimal, always a `Decimal`; as a binary number on SQLite it is exact to the tenth."""

    cache_ok = True

    def __init__(self, precision: int = 5, scale: int = 1) -> None:
        super().__init__(precision, scale)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Decimal | None] | None:
        """From the engine's number back to tenths."""
        if dialect.supports_native_decimal:
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else Decimal(f"{value:.{self.scale}f}")
