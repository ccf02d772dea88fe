"""Fields and screens shaped by an administrator: at once on every screen, for the own division only, undoable."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.model.base import db
from app.studio.memory import Altered
from app.studio.merge import merged
from app.studio.models import CustomField, ScreenChange
from app.view.spec import Form, List, Section
from modules.experts.models import Expert
from modules.grids.models import GridWorker
from modules.parties.models import Person
from tests.kernel import api_house
from tests.kernel.access_house import token_of
from tests.kernel.api_house import HERE, Machine, grow, open_rows, signed_in

rows_database, standing_rows, app = api_house.rows_database, api_house.standing_rows, api_house.rows_app

STUDIO = "/studio/fields/parties.person/"


def post(browser, path, **form):
    return browser.post(path, data={"csrf_token": token_of(browser, "/password/"), **form})


def define(app, label, kind="text", who="admin", **form):
    """Add a field to people in the browser; its name."""
    with signed_in(app, who) as browser:
        answer = post(browser, STUDIO + "add", label=label, type=kind, **form)
        assert answer.status_code == 303, answer.text
    with app.app_context(), system("look") as session:
        asked = select(CustomField.name).where(CustomField.label == label).order_by(CustomField.id.desc())
        return session.scalars(asked).first()


@pytest.fixture
def four(app):
    """A field of each type."""
    return (
        define(app, "楼栋号"),
        define(app, "家庭人口", "number", scale="0"),
        define(app, "走访日期", "date"),
        define(app, "关注程度", "choice", choices="一般\n重点\n\n重点"),
    )


def test_a_field_is_everywhere_without_a_restart(app, four):
    assert four == ("x_loudonghao", "x_jiatingrenkou", "x_zoufangriqi", "x_guanzhuchengdu")
    text, number, day, choice = four
    with signed_in(app, "admin") as browser:
        form = browser.get("/parties/person/add").text
        assert all(f'name="{name}"' in form for name in four)
        typed = {text: "3栋", number: "12", day: "2026-11-20", choice: "重点"}
        made = post(browser, "/parties/person/add", name="周清河", id_type="111", division_code=HERE, **typed)
        assert made.status_code == 303, made.text
        other = {"name": "李远山", number: "9", choice: "一般"}
        assert post(browser, "/parties/person/add", id_type="111", division_code=HERE, **other).status_code == 303
        listed = browser.get("/parties/person/list/").text
        assert "楼栋号" in listed and "3栋" in listed
        shown = browser.get(made.headers["Location"]).text
        assert "关注程度" in shown and "重点" in shown
        for asked in (f"{text}=3", f"{number}_min=10", f"{day}=2026-11-20", f"{choice}=重点", f"{day}_max=2026-12-01"):
            found = browser.get(f"/parties/person/list/?{asked}").text
            assert "周清河" in found and "李远山" not in found, asked
        taken = browser.get("/parties/person/export?format=csv").get_data().decode("utf-8-sig")
        assert "3栋" in taken and "楼栋号" in list(csv.reader(io.StringIO(taken)))[0]
    machine = Machine(app, "admin")
    rows = machine("GET", f"/parties/person/?order={number}").json["result"]
    assert [row[number] for row in rows] == ["9", "12"]
    assert [row[number] for row in machine("GET", f"/parties/person/?order=-{number}").json["result"]] == ["12", "9"]
    assert rows[1] | {"id": 0} == rows[1] | {"id": 0, text: "3栋", day: "2026-11-20", choice: "重点"}


def test_a_cursor_goes_by_a_custom_number(app, four):
    number = four[1]
    machine = Machine(app, "admin")
    for value in (30, 4, None, 200, 4):
        sent = {"name": "周", number: value}
        assert machine("POST", "/parties/person/", json=sent).status_code == 201
    for order in (number, f"-{number}"):
        seen, cursor = [], ""
        while True:
            answer = machine("GET", f"/parties/person/?psize=2&order={order}&cursor={cursor}").json
            seen += [row[number] for row in answer["result"]]
            cursor = answer["next"]
            if cursor is None:
                break
        rising = ["4", "4", "30", "200", None]
        assert seen == (rising if order == number else rising[::-1])


@pytest.mark.parametrize(
    ("place", "value"), [(1, "viel"), (1, "1.5"), (1, 10**13), (2, "30.2."), (3, "sehr"), (0, "长" * 201), (0, ["x"])]
)
def test_wrong_values_are_refused_at_the_field(app, four, place, value):
    answer = Machine(app, "admin")("POST", "/parties/person/", json={"name": "周", four[place]: value})
    assert answer.status_code == 422 and list(answer.json["errors"]) == [four[place]]


def test_a_required_field_is_demanded(app):
    name = define(app, "户籍类别", required="y")
    answer = Machine(app, "admin")("POST", "/parties/person/", json={"name": "周"})
    assert answer.status_code == 422 and list(answer.json["errors"]) == [name]
    with signed_in(app, "admin") as browser:
        refused = post(browser, "/parties/person/add", name="周", id_type="111", division_code=HERE)
        assert refused.status_code == 422 and f'href="#f-{name}"' in refused.text


def test_a_field_belongs_to_its_county(app, four):
    here, far, town, city = (Machine(app, name) for name in ("admin", "other", "town", "city"))
    name = four[0]
    key = here("POST", "/parties/person/", json={"name": "周", name: "3栋"}).json["id"]
    assert far("POST", "/parties/person/", json={"name": "沈", name: "1栋"}).status_code == 422
    assert name in {field["name"] for field in town("GET", "/parties/person/_info").json["new"]}
    assert name not in far("GET", "/parties/person/_info").text
    assert name not in far("GET", "/_openapi").text and name in here("GET", "/_openapi").text
    assert far("GET", f"/parties/person/?{name}=3").status_code == 422
    assert name in here("GET", f"/parties/person/{key}").json["result"]
    with signed_in(app, "other") as browser:
        assert "楼栋号" not in browser.get("/parties/person/list/").text
        with app.app_context(), system("look") as session:
            field = session.scalars(select(CustomField.id)).first()
        assert browser.get(f"{STUDIO}edit/{field}").status_code == 403
        assert post(browser, f"{STUDIO}retire/{field}").status_code == 403
    again = define(app, "楼栋号", who="other")
    assert again == f"{name}_2"
    assert name not in city("GET", "/experts/expert/_info").text


def test_a_city_field_is_seen_below(app):
    with signed_in(app, "city") as browser:
        answer = post(browser, "/studio/fields/experts.expert/add", label="擅长方言", type="text")
        assert answer.status_code == 303
    for name in ("admin", "other", "town", "city"):
        assert "x_shanzhangfangyan" in Machine(app, name)("GET", "/experts/expert/_info").text, name


def test_a_retired_field_keeps_its_values(app, four):
    machine, name = Machine(app, "admin"), four[0]
    key = machine("POST", "/parties/person/", json={"name": "周", name: "3栋"}).json["id"]
    with app.app_context(), system("look") as session:
        field = session.scalars(select(CustomField.id).where(CustomField.name == name)).one()
    with signed_in(app, "admin") as browser:
        assert post(browser, f"{STUDIO}retire/{field}").status_code == 303
        assert name not in machine("GET", f"/parties/person/{key}").json["result"]
        version = machine("GET", f"/parties/person/{key}").json["result"]["row_version"]
        changed = machine("PUT", f"/parties/person/{key}", json={"name": "周远", "row_version": version})
        assert changed.status_code == 200
        assert post(browser, f"{STUDIO}revive/{field}").status_code == 303
    assert machine("GET", f"/parties/person/{key}").json["result"][name] == "3栋"


def test_another_process_hears_of_a_field(app, four, rows_database):
    twin = open_rows(type(rows_database)(app.config["SQLALCHEMY_DATABASE_URI"], ""))
    machine = Machine(twin, "admin")
    assert four[0] in machine("GET", "/parties/person/_info").text
    define(app, "备注编号")
    assert "x_beizhubianhao" in machine("GET", "/parties/person/_info").text
    with twin.app_context():
        db.engine.dispose()


def test_definitions_are_checked(app, four):
    with signed_in(app, "admin") as browser:
        for wrong in (
            {"label": "", "type": "text"},
            {"label": "新", "type": "sql"},
            {"label": "新", "type": "choice", "choices": " \n"},
            {"label": "楼栋号", "type": "text"},
            {"label": "新", "type": "text", "position": "-1"},
        ):
            answer = post(browser, STUDIO + "add", **wrong)
            assert answer.status_code == 422 and "fq-summary" in answer.text, wrong
        assert browser.get("/studio/fields/org.unit/").status_code == 404
        with app.app_context(), system("look") as session:
            field = session.scalars(select(CustomField)).first()
            key, version = field.id, field.row_version
        typed = {"label": "楼号", "position": "7", "row_version": version}
        assert post(browser, f"{STUDIO}edit/{key}", **typed).status_code == 303
        assert "楼号" in browser.get(STUDIO).text
        stale = post(browser, f"{STUDIO}edit/{key}", **typed | {"label": "栋号"})
        assert stale.status_code == 422 and "栋号" not in browser.get(STUDIO).text
    with signed_in(app, "clerk") as browser:
        assert browser.get(STUDIO).status_code == 403
        assert post(browser, STUDIO + "add", label="x", type="text").status_code == 403


def columns(machine, model="parties/person"):
    return [field["name"] for field in machine("GET", f"/{model}/_info").json["columns"]]


def test_fields_are_renamed_moved_hidden_and_brought_back(app):
    machine = Machine(app, "admin")
    grow(app, Person, HERE)
    before = columns(machine)
    with signed_in(app, "admin") as browser:
        assert post(browser, f"{STUDIO}label/name", label="群众姓名").status_code == 303
        assert post(browser, f"{STUDIO}down/list/{before[0]}").status_code == 303
        assert post(browser, f"{STUDIO}hide/list/{before[2]}").status_code == 303
        assert columns(machine) == [before[1], before[0], *before[3:]]
        assert "群众姓名" in browser.get("/parties/person/list/").text
        assert "群众姓名" in browser.get("/parties/person/add").text
        assert "群众姓名" not in Machine(app, "other")("GET", "/parties/person/_info").text
        for refused in ("hide/form/name", "hide/form/division_code", f"up/list/{before[1]}", "hide/list/nothing"):
            post(browser, STUDIO + refused)
        with app.app_context(), system("look") as session:
            made = session.scalars(select(ScreenChange).order_by(ScreenChange.id)).all()
            assert [(change.kind, change.field) for change in made] == [
                ("label", "name"),
                ("move", before[0]),
                ("hide", before[2]),
            ]
            assert all(change.made_by_id for change in made)
            keys = [change.id for change in made]
        history = browser.get(STUDIO).text
        assert "群众姓名" in history
        for key in keys:
            assert post(browser, f"{STUDIO}undo/{key}").status_code == 303
    assert columns(machine) == before
    assert "群众姓名" not in machine("GET", "/parties/person/_info").text


def test_merging_is_pure_and_reports_what_is_gone():
    spec = List(Expert, "person field title")
    form = Form(Expert, Section("a", "A", "person field"), Section("b", "B", "title x_old"))

    def change(key, kind, field, screen="list", **value):
        return Altered(key, "experts.expert", screen, field, kind, value, HERE)

    changes = [
        change(1, "move", "title", anchor="person", place="before"),
        change(2, "hide", "field"),
        change(3, "hide", "vanished"),
        change(4, "label", "title", label="Rank"),
        change(5, "move", "x_new", anchor="person", place="after"),
        change(6, "label", "elsewhere", label="x"),
    ]
    found, faults = merged(spec, changes, {"x_new"})
    assert [(item.name, item.label) for item in found.items] == [("title", "Rank"), ("person", None), ("x_new", None)]
    assert [key for key, _sentence in faults] == [3]
    assert [item.name for item in spec.items] == ["person", "field", "title"]
    living, _faults = merged(form, (), set())
    assert [item.name for part in living.parts for item in part.items] == ["person", "field", "title"]


def test_a_grid_worker_takes_fields_too(app):
    with signed_in(app, "admin") as browser:
        assert post(browser, "/studio/fields/grids.grid_worker/add", label="电动车", type="text").status_code == 303
        person = grow(app, Person, HERE)
        typed = {"person_id": person, "employment": "full", "division_code": HERE, "x_diandongche": "有"}
        choices = Machine(app, "admin")("GET", "/grids/grid_worker/_info").json["new"]
        kinds = next(field for field in choices if field["name"] == "employment")["choices"]
        made = post(browser, "/grids/grid_worker/add", **typed | {"employment": kinds[0]["value"]})
        assert made.status_code == 303, made.text
    with app.app_context(), system("look") as session:
        assert session.scalars(select(GridWorker)).one().extra == {"x_diandongche": "有"}
