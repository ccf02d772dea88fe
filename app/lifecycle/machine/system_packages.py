"""Debian and Ubuntu packages the house needs, and how to get them.

Presence is read from the thing itself (a library that loads, a file, a program), never from apt, so a
second start costs milliseconds and a machine without apt can still be complete.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.lifecycle.machine import browser, fonts, postgres
from app.lifecycle.machine.progress import CommandFailed, Steps


@dataclass(frozen=True)
class SystemPackage:
    """One package: its name for apt, why it is needed, and how to see that it is there."""

    name: str
    purpose: str
    present: Callable[[], bool]
    for_tests: bool = False


def _library(soname: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return present


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _environment_can_be_made() -> bool:
    """Debian cuts `ensurepip` out of its Python; a uv of the person's own does as well."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None or shutil.which("uv") is not None


def _font(file: str) -> Callable[[], bool]:
    return lambda: fonts.find(file) is not None


def _found(search: Callable[[], object]) -> Callable[[], bool]:
    return lambda: search() is not None


PACKAGES = (
    SystemPackage("python3-venv", "the virtual environment", _environment_can_be_made),
    SystemPackage("libpangoft2-1.0-0", "text layout of papers", _library("libpangoft2-1.0.so.0")),
    SystemPackage("libharfbuzz-subset0", "small font subsets in papers", _library("libharfbuzz-subset.so.0")),
    SystemPackage("fontconfig", "finding fonts", _program("fc-list")),
    SystemPackage(fonts.NOTO_CJK.package, "Song and Hei faces", _font(fonts.NOTO_CJK.file)),
    SystemPackage(fonts.WENKAI.package, "Kai face, rare characters", _font(fonts.WENKAI.file)),
    SystemPackage("postgresql", "tests on PostgreSQL", _found(postgres.programs), for_tests=True),
    SystemPackage("chromium-headless-shell", "tests in a browser", _found(browser.find), for_tests=True),
    SystemPackage("libatomic1", "the driver of that browser", _library("libatomic.so.1"), for_tests=True),
    SystemPackage("poppler-utils", "tests that read papers back", _program("pdftoppm"), for_tests=True),
)


def missing(test: bool, packages: Sequence[SystemPackage] = PACKAGES) -> list[SystemPackage]:
    """Return the packages that are not there; those only tests need are asked for with `test`."""
    return [package for package in packages if (test or not package.for_tests) and not package.present()]


def administrator_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root: nothing, sudo without a password, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if allowed else None


def line_for_administrator(packages: Sequence[SystemPackage]) -> str:
    """Return the one line an administrator has to type to add `packages`."""
    names = " ".join(package.name for package in packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def install(packages: Sequence[SystemPackage], steps: Steps) -> None:
    """Install `packages` through apt, as root or with passwordless sudo.

    Without those rights the fonts are still fetched and unpacked beside the program. Whatever cannot be
    had is left out; the caller asks `missing` again and tells the person.
    """
    prefix = administrator_prefix() if shutil.which("apt-get") else None
    if prefix is None:
        fonts.unpack_without_root([package.name for package in packages], steps)
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    try:
        steps.run([*apt, "update"])
    except CommandFailed as error:
        print(f"    the package lists could not be refreshed: {error}")
    names = [package.name for package in packages if _known_to_apt(package.name, steps)]
    if names:
        steps.run([*apt, "install", "--no-install-recommends", *names])


def _known_to_apt(name: str, steps: Steps) -> bool:
    """Tell whether apt can install `name`: Ubuntu, for one, has no package called chromium."""
    return any(
        line.startswith("Candidate:") and "(none)" not in line
        for line in steps.run(["apt-cache", "policy", name], env={"LC_ALL": "C"}).splitlines()
    )
