"""The first start: the database and the demo are made, each step with its seconds.

One that was cut short on SQLite begins anew: a mark beside the file says it was not finished.
"""

from __future__ import annotations

import time

from flask import Flask

from app.document import press
from app.lifecycle import demo
from app.lifecycle.install import install
from app.lifecycle.standing import build, let_go, seen_at, unfinished
from app.model.base import db


def make(app: Flask, password: str | None, address: str) -> Flask:
    """Make the house and its demo, and return the application that serves them.

    Args:
        app: the application on the empty or unfinished database.
        password: one for all demo accounts; without it each gets a random one.
        address: where the demo is served, for the codes on its papers.
    """
    say = _Stopwatch()
    with app.app_context():
        mark = unfinished(db.engine)
        if mark and mark.exists():
            print("The first start was cut short; beginning anew.")
            demo.drop_sqlite(db.engine)
        print("First start: making the database and the demo county.")
        if mark:
            mark.touch()
        install(say=say)
        let_go()
    whole = seen_at(address, build())
    with whole.app_context():
        accounts = demo.load(password, say=say)
        let_go()
    press.rest()  # the process that serves is about to be forked and starts its own
    say.end()
    if mark:
        mark.unlink()
    _show(accounts)
    return whole


def _show(accounts: list[demo.DemoAccount]) -> None:
    print("\nDemo accounts (this table is shown once):")
    for account in accounts:
        print(f"  {account.username:24} {account.password:16} {account.name} {account.role} {account.place}")
    print()


class _Stopwatch:
    """Says each step when it begins, and how long the one before took."""

    def __init__(self) -> None:
        self.started = 0.0

    def __call__(self, step: str) -> None:
        self.end()
        self.started = time.monotonic()
        print(f"  {step} … ", end="", flush=True)

    def end(self) -> None:
        """Close the last line."""
        if self.started:
            print(f"{time.monotonic() - self.started:.1f} s", flush=True)
        self.started = 0.0
