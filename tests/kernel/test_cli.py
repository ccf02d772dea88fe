"""The command line: which commands there are, and that reading ones neither lock nor make anything."""

from __future__ import annotations

import json

import flask.cli
import pytest
from click.testing import CliRunner
from sqlalchemy import NullPool, create_engine, select, text

from app.access.scope import system
from app.model import engine
from modules.agreements.models import Agreement
from tests.house.keys import KEYS
from tests.house.reading import text_of


@pytest.fixture
def typed(tmp_path):
    """A function `typed("papers", "list")`: what `flask …` answers on a site where nothing is installed."""
    place = tmp_path / "house.sqlite"
    given = {**KEYS, "DATABASE_URL": f"sqlite:///{place}", "DATABASE_ADMIN_URL": f"sqlite:///{place}"}

    def run(*words):
        return CliRunner().invoke(flask.cli.cli, ["--app", "app.factory", *words], env=given)

    return run


def test_the_commands_are_those_of_the_house_and_of_flask(typed):
    listed = typed("--help").output.partition("Commands:")[2].splitlines()
    names = {line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "}
    assert names == {
        "audit",
        "demo",
        "divisions",
        "doctor",
        "module",
        "papers",
        "routes",
        "run",
        "shell",
        "translations",
        "users",
        "worker",
    }


@pytest.mark.parametrize("words", [("fab", "create-db"), ("limiter", "config")])
def test_commands_of_packages_are_refused(typed, words, tmp_path):
    flask.cli.cli._loaded_plugin_commands = False  # as in a process that has just begun
    answer = typed(*words)
    assert answer.exit_code == 2 and f"No such command '{words[0]}'" in answer.output


@pytest.mark.parametrize(
    "words",
    [
        ("papers", "list", "--json"),
        ("papers", "render", "cases.receipt"),
        ("audit", "verify"),
        ("users", "list"),
        ("users", "create", "wang", "王", "990102"),
    ],
)
def test_before_installing_the_command_to_type_is_named(typed, words, tmp_path):
    answer = typed(*words)
    assert answer.exit_code == 1 and "flask module install --all" in answer.output
    assert not (tmp_path / "house.sqlite").exists()


def test_modules_are_listed_before_anything_is_installed(typed, tmp_path):
    listed = typed("module", "list", "--json")
    assert listed.exit_code == 0 and {line["installed_version"] for line in json.loads(listed.output)} == {""}
    assert not list(tmp_path.glob("house.sqlite*"))


def test_papers_are_listed_for_machines(app):
    listed = json.loads(app.test_cli_runner().invoke(args=["papers", "list", "--json"]).output)
    assert {paper["id"] for paper in listed} == set(app.extensions["house"].documents)
    for paper in listed:
        assert paper.keys() == {"id", "name", "module", "state"} and paper["id"].startswith(f"{paper['module']}.")
    assert {"id": "agreements.agreement", "name": "人民调解协议书", "module": "agreements", "state": "live"} in listed


def test_a_paper_is_drafted_of_a_row_and_of_sample_data(app, tmp_path):
    run = app.test_cli_runner()
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Agreement.id).limit(1)).one()
    of_row, of_samples = tmp_path / "row.pdf", tmp_path / "sample.pdf"
    drafted = run.invoke(args=["papers", "render", "agreements.agreement", str(key), "-o", str(of_row)])
    assert drafted.exit_code == 0, drafted.output
    assert run.invoke(args=["papers", "render", "agreements.agreement", "-o", str(of_samples)]).exit_code == 0
    phone = "13900001111"  # told in the sample data alone
    assert "人民调解协议书" in text_of(of_row.read_bytes()) and phone not in text_of(of_row.read_bytes())
    assert phone in text_of(of_samples.read_bytes())
    assert run.invoke(args=["papers", "render", "agreements.poem"]).exit_code == 1
    assert run.invoke(args=["papers", "render", "agreements.agreement", "999999"]).exit_code == 1


def test_what_people_read_of_accounts_and_the_demo_is_chinese(app):
    run = app.test_cli_runner()
    for words, told in (
        ("users create chen 陈一 990102 --password Good-Bridge-9", "chen 可以登录，初始密码：Good-Bridge-9"),
        ("users post chen clerk 990102", "已给 chen 岗位 clerk，区划 990102"),
        ("users end-post chen clerk", "已结束岗位 1 个"),
        ("users disable chen", "chen: 已停用"),
        ("users list --division 990102", "已停用"),
        ("users password nobody", "没有账号 nobody"),
        ("demo load", "已经有账号"),
    ):
        said = run.invoke(args=words.split()).output
        assert told in said, said
    heading = run.invoke(args=["users", "list"]).output.splitlines()[0]
    assert heading.split() == ["账号", "姓名", "区划", "状态", "岗位"]
    listed = json.loads(run.invoke(args=["users", "list", "--division", "990102", "--json"]).output)
    assert {"username", "name", "division", "active", "posts"} <= listed[0].keys()


@pytest.mark.parametrize(
    "words",
    [
        ("papers", "list", "--json"),
        ("papers", "render", "agreements.agreement", "1", "-o", "{folder}/row.pdf"),
        ("audit", "verify"),
        ("audit", "list"),
        ("users", "list"),
        ("module", "list"),
        ("doctor",),
    ],
)
def test_reading_commands_do_not_wait_for_a_writer(app, tmp_path, monkeypatch, words, engine_name):
    monkeypatch.setattr(engine, "_PRAGMAS", ("foreign_keys=ON", "busy_timeout=100"))
    typed = [word.format(folder=tmp_path) for word in words]
    with create_engine(app.config["DATABASE_ADMIN_URL"], poolclass=NullPool).connect() as writer:
        if engine_name == "sqlite":
            writer.connection.isolation_level = None
            writer.exec_driver_sql("BEGIN IMMEDIATE")
        writer.execute(text("update sys_meta set value = value"))
        answer = app.test_cli_runner().invoke(args=typed)
        writer.rollback()
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    assert answer.output


def test_a_declared_paper_shows_its_sample_and_is_made_of_no_row(app, tmp_path):
    run = app.test_cli_runner()
    listed = json.loads(run.invoke(args=["papers", "list", "--json"]).output)
    assert {"id": "dispatch.risk_letter", "name": "风险提示函", "module": "dispatch", "state": "declared"} in listed
    sample = tmp_path / "letter.pdf"
    assert run.invoke(args=["papers", "render", "dispatch.risk_letter", "-o", str(sample)]).exit_code == 0
    assert "险提函〔" in text_of(sample.read_bytes())
    refused = run.invoke(args=["papers", "render", "dispatch.risk_letter", "1"])
    assert refused.exit_code == 1 and "去掉记录编号可以查看样张" in refused.output


def test_no_page_offers_a_declared_paper(app, login):
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Agreement.id).limit(1)).one()
    browser = login("mediator_town")
    assert browser.get(f"/papers/draft/dispatch.risk_letter/{key}").status_code == 404
    assert browser.post(f"/papers/issue/dispatch.risk_letter/{key}").status_code == 404
