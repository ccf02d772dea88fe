"""Fixtures shared by the tests of docking."""

from modules.docking.tests.letters import centre, third, without_papers

__all__ = ["centre", "third", "without_papers"]
