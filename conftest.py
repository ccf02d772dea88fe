"""The fixtures of the test house, for `tests/` and for every `modules/<module>/tests/`."""

pytest_plugins = (
    "tests.house.databases",
    "tests.house.bare",
    "tests.house.browser",
    "tests.house.moments",
    "tests.house.installed",
    "tests.house.river",
)
