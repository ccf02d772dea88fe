"""The system administrator sees modules and queues changes; nobody else does. Commands answer in JSON."""

import json

from sqlalchemy import select

from app.access.scope import system
from app.job.models import Job
from app.job.runner import Runner
from app.lifecycle import skeleton
from app.lifecycle.models import UNINSTALLED, SysModule
from app.model.base import db
from app.model.moment import now
from tests.house.keys import KEYS


def test_the_system_administrator_sees_every_module(app, login):
    page = login("system_admin").get("/apps/").get_data(as_text=True)
    assert "cases" in page and "parties" in page and "已安装" in page


def test_nobody_else_opens_it(app, login, client):
    assert client.get("/apps/").status_code == 302
    for username in ("clerk_county", "admin_county", "security_admin"):
        assert login(username).get("/apps/").status_code == 403
        assert login(username).post("/apps/teams/uninstall").status_code == 403


def test_a_change_is_queued_once(app, login):
    browser = login("system_admin")
    assert browser.post("/apps/ledgers/uninstall").status_code == 302
    assert browser.post("/apps/ledgers/uninstall").status_code == 302
    assert browser.post("/apps/parties/uninstall").status_code == 404
    assert browser.post("/apps/ledgers/paint").status_code == 404
    with app.app_context(), system("test") as session:
        jobs = session.scalars(select(Job).filter_by(name="lifecycle.change")).all()
        assert [job.args for job in jobs] == [{"verb": "uninstall", "module": "ledgers"}]


def test_a_refused_change_is_shown_with_its_reason(app, login, monkeypatch):
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    browser = login("system_admin")
    browser.post("/apps/ledgers/uninstall")
    with app.app_context():
        db.session.remove()
        Runner(app, app.extensions["house"].jobs, system).run_one()
        db.session.remove()
    page = browser.get("/apps/").get_data(as_text=True)
    assert "卸载 ledgers" in page and "ledgers 中有业务数据，不能卸载：ledgers_" in page
    assert "GiveUp" not in page and "等待后台任务处理" not in page and "python3 run.py" not in page


def test_a_change_carried_out_is_followed_by_a_start(app, login):
    with app.app_context(), system("test") as session:
        args = {"verb": "uninstall", "module": "ledgers"}
        session.add(Job(name="lifecycle.change", args=args, state="done", finished_at=now()))
        session.scalars(select(SysModule).filter_by(name="ledgers")).one().state = UNINSTALLED
        session.commit()
    page = login("system_admin").get("/apps/").get_data(as_text=True)
    assert "卸载 ledgers" in page and "已完成" in page
    assert "重新启动：" in page and "python3 run.py" in page


def test_commands_answer_machines(app):
    run = app.test_cli_runner()
    modules = json.loads(run.invoke(args=["module", "list", "--json"]).output)
    assert {"name", "version", "installed_version", "state"} <= modules[0].keys()
    findings = json.loads(run.invoke(args=["doctor", "--json"]).output)
    assert {"keys", "versions", "calendar", "disk"} <= {finding["subject"] for finding in findings}
    again = run.invoke(args=["module", "upgrade", "teams", "--json"])
    assert json.loads(again.stdout) == {"modules": ["kernel", "parties", "teams"], "kept": []}
    trail = json.loads(run.invoke(args=["audit", "verify", "--json"]).output)
    assert trail["ok"] and trail["lines"] == sum(chain["lines"] for chain in trail["chains"]) > 0
    for chain in trail["chains"]:
        assert chain["flaws"] == [] and chain["head"]["number"] == chain["lines"] and chain["head"]["hash"]
    refused = run.invoke(args=["module", "install", "atlantis"])
    assert refused.exit_code == 1 and "no module atlantis" in refused.output
    again = run.invoke(args=["demo", "load"])
    assert again.exit_code == 1 and "已经有账号" in again.output


def test_modules_come_and_go_for_machines(bare_house, tmp_path):
    app = bare_house()
    run = app.test_cli_runner()
    with app.app_context():
        for verb, modules in (("install", ["kernel", "parties"]), ("uninstall", ["parties"])):
            answer = run.invoke(args=["module", verb, "parties", "--json"])
            assert answer.exit_code == 0, (answer.output, answer.exception)
            assert json.loads(answer.stdout)["modules"] == modules and "tables" in answer.stderr
    made = json.loads(
        run.invoke(args=["module", "new", "brooks", "--folder", str(tmp_path), "--json"]).output
    )
    assert made == {"module": "brooks", "folder": str(tmp_path / "brooks")}


def test_a_word_of_python_is_no_name(app, tmp_path):
    refused = app.test_cli_runner().invoke(args=["module", "new", "class", "--folder", str(tmp_path)])
    assert refused.exit_code == 1 and "'class'" in refused.output and not any(tmp_path.iterdir())


def test_a_new_module_is_a_whole_folder(tmp_path):
    folder = skeleton.copy("brooks", tmp_path)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"__manifest__.py", "README.md", "migrations/brooks_0001.py", "tests/test_brooks.py"} <= names
    assert not any("sample" in path.read_text() for path in folder.rglob("*.py"))
