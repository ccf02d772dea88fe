"""A house installed from nothing for benchmarks and killing tests, with one clerk who works in it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from flask import Flask
from werkzeug.security import generate_password_hash

from app.factory import create_app
from app.model.moment import now
from app.org.models import Account, Post, Unit
from tests.bench.site import ROOT
from tests.house.databases import DatabaseUrls
from tests.house.installed import KEYS, settings

USER, PASSWORD = "bench.clerk", "Bench-2026-clerk"


def environment(urls: DatabaseUrls, store: Path) -> dict[str, str]:
    """The variables under which a house runs on a database."""
    return {
        **KEYS,
        "DATABASE_URL": urls.url,
        "DATABASE_ADMIN_URL": urls.admin_url,
        "STORE_DIR": str(store),
    }


def install(given: dict[str, str], *modules: str) -> None:
    """Install modules, or all of them, in a process of its own."""
    command = [sys.executable, "-m", "flask", "--app", "app.factory", "module", "install"]
    subprocess.run(
        [*command, *(modules or ("--all",))],
        cwd=ROOT,
        env={**os.environ, **given},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def house(given: dict[str, str]) -> Flask:
    """The installed house in this process, for looking into its database."""
    return create_app(settings(DatabaseUrls(given["DATABASE_URL"], given["DATABASE_ADMIN_URL"])))


def clerk(code: str) -> Account:
    """A window clerk of a division, with a unit that gives papers their numbers; not yet in a session."""
    unit = Unit(name="测试中心", short_name="测试", number_name="测试", kind="centre", division_code=code)
    return Account(
        username=USER,
        name="测试员",
        first_name="测试员",
        last_name="",
        email="bench@test.invalid",
        active=True,
        password=generate_password_hash(PASSWORD),
        password_changed_at=now(),
        division_code=code,
        posts=[Post(role="clerk", division_code=code, unit=unit, valid_from=date(2000, 1, 1))],
    )
