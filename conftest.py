"""The fixtures of the test house, for `tests/` and for every `modules/<module>/tests/`."""

from __future__ import annotations

import gc

import pytest

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


@pytest.hookimpl(tryfirst=True)  # before the workers read the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests of the browser, of one engine, and of one file together in a run of several workers."""
    for item in items:
        engine = getattr(item, "callspec", None) and item.callspec.params.get("engine_name")
        browser = "browser" if item.location[0].startswith("tests/browser/") else None
        item.add_marker(pytest.mark.xdist_group(browser or engine or item.location[0]))
