"""The first start of `run.py`: the very process that makes the demo knows that it is one."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.document.models import Paper
from app.lifecycle import serve
from app.model.base import db
from tests.house.installed import PASSWORD, few_divisions
from tests.house.keys import KEYS

ADDRESS = "http://127.0.0.1:8123"


@pytest.fixture
def empty_site(tmp_path, monkeypatch):
    """An environment as a first start finds it: keys, and no database yet."""
    given = {
        **KEYS,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'house.sqlite'}",
        "DATABASE_ADMIN_URL": f"sqlite:///{tmp_path / 'house.sqlite'}",
        "STORE_DIR": str(tmp_path / "store"),
        "DIVISIONS": str(few_divisions()),
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    return monkeypatch


def stamps(app):
    """The stamp of every paper in the database."""
    with app.app_context():
        with system("look at papers") as session:
            snapshots = [json.loads(paper.snapshot) for paper in session.scalars(select(Paper))]
        db.engine.dispose()
    return [sheet["stamp"] for snapshot in snapshots for sheet in snapshot]


def test_the_first_start_says_that_all_is_invented(empty_site, capsys):
    first = serve.prepare(PASSWORD, ADDRESS)
    assert "演示数据" in first.test_client().get("/login/").get_data(as_text=True)
    made = stamps(first)
    assert made and all(stamp["demo"] for stamp in made)
    assert all(stamp["verify_url"].startswith(f"{ADDRESS}/verify/") for stamp in made)
    assert "clerk_town" in capsys.readouterr().out

    again = serve.prepare(None, ADDRESS)
    assert again.config["DEMO"] and again.config["PUBLIC_URL"] == ADDRESS
    empty_site.setenv("PUBLIC_URL", "https://centre.example")
    assert serve.prepare(None, ADDRESS).config["PUBLIC_URL"] == "https://centre.example"
