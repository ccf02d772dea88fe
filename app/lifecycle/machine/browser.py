"""Chromium for the browser tests: Debian's package first, else the one Playwright downloads."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.lifecycle.machine.progress import CommandFailed, Steps

#: The one without windows comes first: it draws the same pages with two thirds of the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    for name in PROGRAMS:
        installed = shutil.which(name)
        if installed and not _is_snap(Path(installed)):
            return installed
    downloads = Path.home() / ".cache" / "ms-playwright"
    newest = max(downloads.glob("chromium-*/chrome-linux*/chrome"), default=None)
    return str(newest) if newest else None


def download(python: Path, steps: Steps) -> None:
    """Let Playwright download its Chromium; where it cannot, the browser tests will fail and say so."""
    try:
        steps.run([str(python), "-m", "playwright", "install", "chromium"])
    except CommandFailed as error:
        print(f"    {error}")


def _is_snap(program: Path) -> bool:
    """Tell whether `program` is Ubuntu's stub for a snap, which cannot be driven from a test's own folder."""
    return program.stat().st_size < 20_000 and b"/snap/" in program.read_bytes()
