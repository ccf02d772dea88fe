"""The fixtures of the test house, for `tests/` and for every `modules/<module>/tests/`."""

pytest_plugins = ("tests.house.databases", "tests.house.browser", "tests.house.moments")
