"""Fixtures shared by the tests of dispatch."""

from modules.dispatch.tests.street import case, unit

__all__ = ["case", "unit"]
