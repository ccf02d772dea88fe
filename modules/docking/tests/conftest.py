"""Fixtures shared by the tests of docking."""

from modules.docking.tests.letters import centre, without_papers

__all__ = ["centre", "without_papers"]
