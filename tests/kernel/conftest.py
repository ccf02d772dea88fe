"""Fixtures shared by the tests of the kernel."""

from tests.kernel.access_house import doors, empty_house

__all__ = ["doors", "empty_house"]
