"""A short run of the killing test; the long one is `python -m tests.reliability.kill`."""

from __future__ import annotations

import pytest

from tests.reliability import kill


@pytest.mark.parametrize("engine", kill.ENGINES)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(engine):
    outcome = kill.run(engine, rounds=2)
    assert outcome.good, outcome
    assert outcome.rounds == 2
    assert outcome.registered > 0
    assert outcome.refused > 0
