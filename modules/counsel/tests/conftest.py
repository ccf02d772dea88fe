"""Fixtures shared by the tests of expert advice."""

from modules.counsel.tests.quarrel import asked, case, pool, without_papers

__all__ = ["asked", "case", "pool", "without_papers"]
