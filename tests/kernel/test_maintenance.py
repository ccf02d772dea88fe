"""While the database is away people see a calm page that goes back by itself, and machines a 503 in JSON."""

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from app.model.base import db
from modules.cases.models import Case
from tests.kernel.view_house import stored

STATIC = Path(__file__).resolve().parents[2] / "app" / "static"


@contextmanager
def away(house):
    """The database takes no connection."""

    def refuse(*_given):
        raise OperationalError("connect", {}, OSError("no route"))

    house.config["PROPAGATE_EXCEPTIONS"] = False  # as on a server
    with house.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(db.engine, "raw_connection", refuse)
        yield


@pytest.mark.parametrize("path", ["/", "/cases/case/list/", "/login/", "/nowhere", "/cases/case/add"])
def test_people_see_the_page_and_it_goes_on_by_itself(house, enter, path):
    clerk = enter("clerk")
    with away(house):
        answer = clerk.browser.get(path)
        if answer.status_code in (302, 303):
            answer = clerk.browser.get(answer.location)
    if answer.status_code == 200:
        assert path == "/login/", "only the door needs no database"
        return
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert "很快恢复" in answer.get_data(as_text=True) and "islands/back.js" in answer.text
    assert clerk.get("/cases/case/list/").status_code == 200


def test_a_form_that_was_sent_wrote_nothing_and_machines_are_told(house, enter, grow):
    clerk, key = enter("clerk"), grow(Case, status="registered")
    clerk.get(f"/cases/case/show/{key}")
    with away(house):
        for token in (clerk.token, "none"):
            answer = clerk.browser.post(f"/cases/case/action/accept/{key}", data={"csrf_token": token})
            assert answer.status_code == 503 and "很快恢复" in answer.text
        told = clerk.browser.get("/api/v1/cases/case/")
        assert told.status_code == 503 and told.is_json and told.json["message"]
        assert clerk.browser.get("/health/ready").status_code == 503
    assert stored(house, Case, key).status == "registered"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_house_with_all_connections_busy_says_so_too(house, enter, monkeypatch):
    clerk = enter("clerk")

    def busy(*_given, **_named):
        raise NoneFree("no connection is free")

    monkeypatch.setattr("app.view.reading_views.list_page", busy)
    assert clerk.browser.get("/cases/case/list/").status_code == 503


def test_the_page_needs_nothing_but_files_that_are_there():
    text = (STATIC / "maintenance.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="/static/([^"#]+)', text)
    assert len(named) >= 7
    assert [name for name in named if not (STATIC / name).is_file()] == []
    assert not re.search(r'https?://|style=|<script>| on[a-z]+="', text)
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    assert all(f'id="{icon}"' in sprite for icon in re.findall(r"icons\.svg#([a-z-]+)", text))
