"""Fixtures shared by the tests of the kernel."""

from tests.kernel.access_house import doors, empty_house
from tests.kernel.view_house import enter, grow, house, screens_database, standing_screens

__all__ = ["doors", "empty_house", "enter", "grow", "house", "screens_database", "standing_screens"]
