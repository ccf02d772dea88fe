"""The set-up as a whole: look at what is there, get what is missing, say what a person must do."""

from __future__ import annotations

import sys
from pathlib import Path

from app.lifecycle.machine import browser, system_packages
from app.lifecycle.machine.progress import Steps
from app.lifecycle.machine.virtualenv import VirtualEnvironment, check_python


class NotReady(RuntimeError):
    """The machine lacks something without which nothing can start."""


def prepare(test: bool = False, environment: VirtualEnvironment | None = None) -> Path:
    """Make the machine ready and return the Python of the virtual environment.

    Args:
        test: also get what tests and benchmarks need.
        environment: the virtual environment to fill; the house's own unless told otherwise.

    Raises:
        WrongPython: the running Python is too old or too new.
        NotReady: no virtual environment can be made.
        CommandFailed: a package could not be installed.
    """
    check_python()
    environment = environment or VirtualEnvironment()
    lacking = system_packages.missing(test)
    filled = environment.complete(test)
    steps = Steps(total=bool(lacking) + (not filled))
    if lacking:
        print("Missing here: " + " ".join(package.name for package in lacking))
        with steps.step("System packages"):
            system_packages.install(lacking, steps)
        lacking = system_packages.missing(test)
        _report(lacking)
    if not filled:
        if any(package.name == "python3-venv" for package in lacking):
            raise NotReady("Without python3-venv no virtual environment can be made.")
        with steps.step("Python packages into .venv"):
            environment.fill(test, steps)
    if test and browser.find() is None:
        steps.total += 1
        with steps.step("Chromium through Playwright"):
            browser.download(environment.python, steps)
    return environment.python


def _report(lacking: list[system_packages.SystemPackage]) -> None:
    """Tell the person what is still missing, what for, and the line that cures it."""
    if not lacking:
        return
    print("Some system packages are missing and cannot be installed from here:", file=sys.stderr)
    for package in lacking:
        print(f"    {package.name:22} {package.purpose}", file=sys.stderr)
    print("Ask an administrator for:", file=sys.stderr)
    print(f"    {system_packages.line_for_administrator(lacking)}", file=sys.stderr)
