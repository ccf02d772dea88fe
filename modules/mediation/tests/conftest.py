"""Fixtures shared by the tests of mediation."""

from modules.mediation.tests.quarrel import applied, as_mediator, case, committee, without_papers

__all__ = ["applied", "as_mediator", "case", "committee", "without_papers"]
