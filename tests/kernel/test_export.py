"""Lists as files: what stands in them, who may have them, and long ones made by a job."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.audit_chain import Audit
from app.access.scope import system
from app.job.models import Job
from app.job.runner import Runner
from app.model.base import db
from app.model.moment import frozen, now
from app.org.models import Post
from app.view import export, exporting_views
from app.view.export_job import file_of
from modules.grids.models import Grid
from modules.parties.models import Person
from tests.kernel import api_house
from tests.kernel.access_house import token_of
from tests.kernel.api_house import HERE, THERE, grow, signed_in

rows_database, standing_rows, app = api_house.rows_database, api_house.standing_rows, api_house.rows_app


@pytest.fixture(autouse=True)
def store(app, tmp_path):
    app.config["STORE_DIR"] = str(tmp_path)


def table(answer):
    text = answer.get_data().decode("utf-8-sig")
    answer.close()
    return list(csv.reader(io.StringIO(text)))


def test_a_file_holds_what_the_list_shows(app):
    grow(app, Person, HERE, name="周清河", sex="1", phone="13812345678")
    grow(app, Person, HERE, name="李远山", sex="2")
    grow(app, Person, THERE, name="沈别处", sex="1")
    with signed_in(app, "admin") as browser:
        answer = browser.get("/parties/person/export?format=csv&sex=1")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    headings, row, notice = table(answer)
    assert len(headings) == len(row) and row[0] == "周清河"
    assert "138****5678" in row and "13812345678" not in answer.text
    assert "admin" in notice[0]
    with app.app_context(), system("look") as session:
        act = session.scalars(select(Audit).where(Audit.action == "export")).one()
        assert act.model == "parties.person"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_text_becomes_a_formula(app, form):
    for name in ("=1+1", "@SUM(A1)", "＝1", "-2", "\x0bx"):
        grow(app, Grid, HERE, name=name)
    with signed_in(app, "admin") as browser:
        answer = browser.get(f"/grids/grid/export?format={form}")
    if form == "csv":
        cells = [cell for line in table(answer) for cell in line]
    else:
        sheet = load_workbook(io.BytesIO(answer.get_data())).active
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
        cells = [str(cell.value or "") for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "＝", "-2"))]
    assert "'=1+1" in cells


def test_rows_come_page_by_page_each_once(app, monkeypatch):
    monkeypatch.setattr(export, "_PAGE", 3)
    for number in range(8):
        grow(app, Person, HERE, name=f"人{number}")
    with signed_in(app, "admin") as browser:
        lines = table(browser.get("/parties/person/export?format=csv"))
    assert [line[0] for line in lines[1:-1]] == [f"人{number}" for number in reversed(range(8))]


def test_only_readers_take_a_list_away(app):
    with signed_in(app, "clerk") as browser:
        assert browser.get("/grids/grid_worker/export").status_code == 403
        assert browser.get("/parties/person/export?format=exe").status_code == 422
    assert app.test_client().get("/parties/person/export").status_code == 302


def test_a_long_file_is_a_job_for_its_owner(app, monkeypatch):
    monkeypatch.setattr(exporting_views, "MOST_ROWS", 3)
    for number in range(5):
        grow(app, Person, HERE, name=f"人{number}")
    grow(app, Person, THERE, name="沈别处")
    address = "/parties/person/export?format=csv"
    with signed_in(app, "admin") as browser:
        offered = browser.get(address)
        assert offered.status_code == 200 and "csrf_token" in offered.text
        assert browser.post(address).status_code == 400
        asked = browser.post(address, data={"csrf_token": token_of(browser, "/password/")})
        assert asked.status_code == 303
        place = asked.headers["Location"]
        assert browser.get(place).status_code == 200
        assert browser.get(f"{place}/file").status_code == 404
        assert Runner(app, app.extensions["house"].jobs, system).run_one()
        page = browser.get(place)
        assert f"{place}/file" in page.text
        lines = table(browser.get(f"{place}/file"))
        assert [line[0] for line in lines[1:-1]] == [f"人{number}" for number in reversed(range(5))]
        assert "admin" in lines[-1][0]
        poll = browser.get(f"{place}/poll")
        assert poll.headers["HX-Refresh"] == "true"
    with signed_in(app, "second") as other:
        assert other.get(place).status_code == 404
        assert other.get(f"{place}/file").status_code == 404
    with app.app_context(), system("look") as session:
        job = session.scalars(select(Job)).one()
        kept = file_of(job)
        assert job.state == "done" and kept.is_file()
        assert session.scalars(select(Audit).where(Audit.action == "export")).one().user_id == job.owner_id
        later = now() + timedelta(hours=25)
        session.add(Job(name="view.sweep_exports", args={}, ready_at=now()))
        session.commit()
    with frozen(later, everywhere=True):
        assert Runner(app, app.extensions["house"].jobs, system).run_one()
    assert not kept.exists()


def test_a_right_taken_away_meanwhile_ends_the_job(app, monkeypatch):
    monkeypatch.setattr(exporting_views, "MOST_ROWS", 0)
    grow(app, Person, HERE)
    with signed_in(app, "admin") as browser:
        asked = browser.post("/parties/person/export", data={"csrf_token": token_of(browser, "/password/")})
        assert asked.status_code == 303
    with app.app_context(), system("end posts") as session:
        for post in session.scalars(select(Post)):
            session.delete(post)
        session.commit()
    assert Runner(app, app.extensions["house"].jobs, system).run_one()
    with app.app_context(), system("look"):
        assert db.session.scalars(select(Job)).one().state == "dead"
