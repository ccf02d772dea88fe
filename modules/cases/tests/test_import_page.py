"""The importer in the browser, step by step, and on the command line."""

from __future__ import annotations

import io
import json
import re

import pytest

from app.access.scope import system
from app.job.runner import Runner
from app.view.importing.models import Workbook
from modules.cases.models import Case
from tests.workbooks import HEADINGS, bomb, messages, save

COUNTY = "990102"
COLUMNS = {"column-0": "outer_no", "column-2": "title", "column-3": "received_at", "column-4": "summary"}


@pytest.fixture
def work_off(app):
    """A function that does every waiting job."""

    def run():
        runner = Runner(app, app.extensions["house"].jobs, system)
        while runner.run_one():
            pass

    return run


def upload(client, path, **given):
    data = {
        "division_code": COUNTY,
        "channel": "import",
        "file": (io.BytesIO(path.read_bytes()), "留言.xlsx"),
    }
    return client.post("/imports/cases.case/", data=data | given, content_type="multipart/form-data")


def count(app, model):
    with app.app_context(), system("test") as session:
        return session.query(model).count()


def test_a_workbook_goes_from_upload_to_the_returned_rows(app, login, tmp_path, work_off):
    client = login("clerk_county")
    rows = messages(25)
    rows[2][3] = "不详"
    before = count(app, Case)
    answer = upload(client, save(tmp_path / "m.xlsx", rows))
    assert answer.status_code == 303
    columns = answer.location
    page = client.get(columns).text
    assert "留言主题" in page and "反映幸福路1号路灯不亮" in page
    assert re.search(r'name="column-0".*?value="outer_no" selected', page, re.S)

    answer = client.post(columns, data=COLUMNS)
    assert answer.location.endswith("/preview")
    page = client.get(answer.location).text
    assert "不详" not in page and "2026-11-20" in page
    assert "2020-01-02 10:11" in page and "10:11:00" not in page
    assert count(app, Case) == before

    result = client.post(answer.location).location
    assert "0 / 25" in client.get(result).text
    assert "HX-Refresh" not in client.get(f"{result}/progress").headers
    work_off()
    assert count(app, Case) == before + 24
    assert client.get(f"{result}/progress").headers["HX-Refresh"] == "true"
    assert "24" in client.get(result).text
    returned = client.get(f"{result}/problems.xlsx")
    assert returned.status_code == 200
    assert returned.data.startswith(b"PK")
    returned.close()
    assert "反映幸福路1号路灯不亮" in client.get("/cases/case/list/?channel=import").text


def test_what_was_chosen_is_offered_next_time(login, tmp_path):
    client = login("clerk_county")
    path = save(tmp_path / "m.xlsx", messages(1))
    client.post(
        upload(client, path).location, data={"column-0": "outer_no", "column-1": "place", "column-2": "title"}
    )
    page = client.get(upload(client, path).location).text
    assert re.search(r'name="column-1".*?value="place" selected', page, re.S)


def test_the_same_file_twice_in_the_browser_adds_nothing(app, login, tmp_path, work_off):
    client = login("clerk_county")
    path = save(tmp_path / "m.xlsx", messages(3))
    for _time in range(2):
        client.post(client.post(upload(client, path).location, data=COLUMNS).location)
        work_off()
    with app.app_context(), system("test") as session:
        first, second = session.query(Workbook).order_by(Workbook.id)
        assert (first.added, second.added, second.repeated) == (3, 0, 3)


def test_refused_files_are_explained_at_the_field_and_not_kept(app, login, tmp_path):
    client = login("clerk_county")
    answer = upload(client, bomb(tmp_path / "bomb.xlsx", 70))
    assert answer.status_code == 422
    assert "解压后" in answer.text
    assert count(app, Workbook) == 0
    assert list((tmp_path / "store" / "imports").iterdir()) == []


@pytest.mark.parametrize("place", ["990103", "9901", "", "no place"])
def test_a_place_outside_ones_own_is_refused(login, tmp_path, place):
    answer = upload(login("clerk_county"), save(tmp_path / "m.xlsx", messages(1)), division_code=place)
    assert answer.status_code == 422


def test_columns_without_number_or_text_are_refused(login, tmp_path):
    client = login("clerk_county")
    columns = upload(client, save(tmp_path / "m.xlsx", messages(1))).location
    answer = client.post(columns, data={"column-0": "no such fact", "column-1": "title"})
    assert answer.status_code == 422
    assert "外部编号" in answer.text


@pytest.mark.parametrize("step", ["", "/columns", "/preview", "/progress", "/problems.xlsx"])
def test_the_import_of_another_is_as_if_it_were_not_there(login, tmp_path, step):
    base = upload(login("clerk_county"), save(tmp_path / "m.xlsx", messages(1))).location.removesuffix(
        "/columns"
    )
    assert login("clerk_county2").get(base + step).status_code == 404


def test_only_those_who_register_cases_import(login):
    assert login("leader_county").get("/imports/cases.case/").status_code == 403


def test_the_command_shows_then_takes_and_a_second_time_adds_nothing(app, tmp_path):
    path = save(tmp_path / "m.xlsx", [*messages(4), [900100, "", "", "", "", 0, 0]])
    runner = app.test_cli_runner()
    command = ["cases", "import", str(path), "--division", COUNTY, "--json"]
    shown = json.loads(runner.invoke(args=[*command, "--dry-run"]).stdout)
    assert shown["columns"]["留言详情"] == "summary"
    assert shown["first"][4]["problems"]
    before = count(app, Case)
    said = [json.loads(runner.invoke(args=command).stdout) for _time in range(2)]
    assert [(one["added"], one["repeated"], one["failed"]) for one in said] == [(4, 0, 1), (0, 4, 1)]
    assert count(app, Case) == before + 4
    assert (tmp_path / "m.problems.xlsx").exists()


def test_the_command_takes_a_mapping_by_headings(app, tmp_path):
    path = save(tmp_path / "m.xlsx", messages(1))
    chosen = json.dumps({HEADINGS[0]: "outer_no", HEADINGS[4]: "title"}, ensure_ascii=False)
    command = ["cases", "import", str(path), "--division", COUNTY, "--dry-run", "--json", "--mapping", chosen]
    shown = json.loads(app.test_cli_runner().invoke(args=command).stdout)
    assert shown["columns"] == {"留言编号": "outer_no", "留言详情": "title"}


@pytest.mark.parametrize(
    "more", [["--mapping", "[1]"], ["--mapping", '{"x": "title"}'], ["--channel", "x"], ["--division", "12"]]
)
def test_the_command_refuses_what_it_does_not_know(app, tmp_path, more):
    path = save(tmp_path / "m.xlsx", messages(1))
    answer = app.test_cli_runner().invoke(args=["cases", "import", str(path), "--division", COUNTY, *more])
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
