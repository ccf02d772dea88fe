"""The start of the house: what it does late or not at all, and when it makes everything first."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from app.access.scope import system
from app.lifecycle import first_start, standing
from app.lifecycle.models import INSTALLED, KERNEL, SysModule
from app.lifecycle.uncollected import uncollected
from app.model.base import db
from tests.house.keys import KEYS

HOUSE = Path(__file__).resolve().parents[2]

#: Asked in a process of its own, in which no test has imported anything yet.
WHOLE_HOUSE = """
import sys
import app.factory
from app.lifecycle import server, standing
from app.lifecycle.loader import load
from app.lifecycle.manifest import discover
load(discover(), discover())
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


A_NAME = """
from app.model.pinyin import initials
print(initials("单"))
from pypinyin.constants import PHRASES_DICT
print(len(PHRASES_DICT))
"""


def test_serving_loads_nothing_of_papers_workbooks_and_migrations():
    command = [sys.executable, "-c", WHOLE_HOUSE]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"modules", "flask_appbuilder", "gunicorn"} <= loaded
    of_papers = {"weasyprint", "fontTools", "docx", "pikepdf", "pypdfium2"}
    assert not loaded & (of_papers | {"openpyxl", "python_calamine", "alembic", "pypinyin", "shapely", "numpy"})


def test_reading_a_name_loads_no_phrases():
    command = [sys.executable, "-c", A_NAME]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["('s', 'd', 'c')", "0"]


def test_the_collector_rests_inside_and_runs_after_even_a_failure():
    with pytest.raises(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_house_is_finished_when_something_is_installed(bare_app):
    assert not standing.is_finished(bare_app)
    _note_the_kernel(bare_app)
    assert standing.is_finished(bare_app)


def test_what_is_built_to_be_forked_has_no_connection_open(passing_database, monkeypatch):
    urls = passing_database()
    for name, value in {**KEYS, "DATABASE_URL": urls.url, "DATABASE_ADMIN_URL": urls.admin_url}.items():
        monkeypatch.setenv(name, value)
    built = standing.build()
    gc.unfreeze()  # this process builds others
    with built.app_context():
        assert db.engine.pool.checkedin() == db.engine.pool.checkedout() == 0


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_first_start_that_was_cut_short_begins_anew(bare_app, monkeypatch, capsys):
    _note_the_kernel(bare_app)
    mark = standing.unfinished(db.engine)
    mark.touch()
    assert not standing.is_finished(bare_app)
    done = []
    monkeypatch.setattr(first_start.demo, "drop_sqlite", lambda engine: done.append("dropped"))
    monkeypatch.setattr(first_start, "install", lambda say: done.append("installed"))
    monkeypatch.setattr(first_start, "build", lambda: bare_app)
    account = first_start.demo.DemoAccount("clerk", "word", "甲", "window clerk", "城东街道")
    monkeypatch.setattr(
        first_start.demo, "load", lambda password, say: done.append(mark.exists()) or [account]
    )
    assert first_start.make(bare_app, None, "http://127.0.0.1:8080") is bare_app
    assert done == ["dropped", "installed", True]
    assert not mark.exists()
    said = capsys.readouterr().out
    assert "beginning anew" in said and "word" in said
    assert standing.is_finished(bare_app)


def _note_the_kernel(application):
    with application.app_context(), system("test") as session:
        session.add(SysModule(name=KERNEL, version="1.0.0", state=INSTALLED))
        session.commit()
