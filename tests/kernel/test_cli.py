"""The command line: which commands there are, and that reading ones neither lock nor make anything."""

from __future__ import annotations

import flask.cli
import pytest
from click.testing import CliRunner

from tests.house.keys import KEYS


@pytest.fixture
def typed(tmp_path):
    """A function `typed("papers", "list")`: what `flask …` answers on a site where nothing is installed."""
    place = tmp_path / "house.sqlite"
    given = {**KEYS, "DATABASE_URL": f"sqlite:///{place}", "DATABASE_ADMIN_URL": f"sqlite:///{place}"}

    def run(*words):
        return CliRunner().invoke(flask.cli.cli, ["--app", "app.factory", *words], env=given)

    return run


def test_the_commands_are_those_of_the_house_and_of_flask(typed):
    listed = typed("--help").output.partition("Commands:")[2].splitlines()
    names = {line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "}
    assert names == {
        "audit",
        "demo",
        "divisions",
        "doctor",
        "module",
        "papers",
        "routes",
        "run",
        "shell",
        "translations",
        "users",
        "worker",
    }


@pytest.mark.parametrize("words", [("fab", "create-db"), ("limiter", "config")])
def test_commands_of_packages_are_refused(typed, words, tmp_path):
    flask.cli.cli._loaded_plugin_commands = False  # as in a process that has just begun
    answer = typed(*words)
    assert answer.exit_code == 2 and f"No such command '{words[0]}'" in answer.output
