"""The fixtures of the test house, for `tests/` and for every `modules/<module>/tests/`."""

from __future__ import annotations

import gc
import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

#: The houses of a run stay to its end; looking through them for garbage at the usual pace takes a tenth of the time.
gc.set_threshold(50_000, 20, 50)

pytest_plugins = (
    "tests.house.databases",
    "tests.house.bare",
    "tests.house.browser",
    "tests.house.moments",
    "tests.house.installed",
    "tests.house.river",
    "tests.house.templates",
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Keep tests of the browser, of one engine, and of one file together in a run of several workers."""
    return _Together(config, log)


class _Together(LoadScopeScheduling):  # type: ignore[misc]
    """A worker keeps to what it has built: a browser, or the databases of one engine."""

    def _split_scope(self, nodeid: str) -> str:
        file, _sep, name = nodeid.partition("::")
        if file.startswith("tests/browser/"):
            return "axe" if file.endswith("axe.py") else "browser"  # two halves: one alone would be the last to end
        engine = re.search(r"[\[-](sqlite|postgresql)[\]-]", name)
        return engine[1] if engine else file
