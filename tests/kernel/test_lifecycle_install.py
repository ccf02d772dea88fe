"""Installing, upgrading and uninstalling: one locked process, nothing people did is lost."""

from __future__ import annotations

import importlib
import sys

import pytest
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from app.access.grants import Grant, Matrix, PostRole
from app.access.scope import system
from app.factory import create_app
from app.lifecycle import check, skeleton
from app.lifecycle.fitness import Unfit
from app.lifecycle.graph import GraphError
from app.lifecycle.install import CannotUninstall, install, uninstall, upgrade
from app.lifecycle.models import SysModule
from app.lifecycle.owner import Busy, alone, owner_engine
from app.lifecycle.state import installed
from app.model.base import db
from app.workflow.models import Event
from tests.house.databases import DatabaseUrls
from tests.house.installed import settings

NAME = "brook"


@pytest.fixture(scope="module")
def brook(tmp_path_factory):
    """A module made of the skeleton, in a folder of its own beside the real ones, with seeds."""
    home = tmp_path_factory.mktemp("site")
    sys.path.insert(0, str(home))
    folder = skeleton.copy(NAME, home / "modules")
    seeds = folder / "seeds"
    seeds.mkdir()
    importlib.invalidate_caches()
    yield folder
    sys.path.remove(str(home))


@pytest.fixture
def seeds_file(brook):
    """The module's seeds as they were released."""
    file = brook / "seeds" / "brook_note.csv"
    file.write_text("title*,division_code,body\nspring,990102,cold\nford,990102,shallow\n")
    return file


def quietly(_step):
    """Nobody waits."""


def urls_of(app):
    return DatabaseUrls(app.config["DATABASE_URL"], app.config["DATABASE_ADMIN_URL"])


def grants_of(model):
    with system("test") as session:
        return Matrix.load(session), session.scalars(select(Grant).filter_by(model=model)).all()


def test_an_installed_module_has_tables_grants_seeds_and_a_version(bare_house, seeds_file):
    app = bare_house()
    with app.app_context():
        outcome = install([NAME], say=quietly)
        assert outcome.modules == ["kernel", "parties", NAME]
        assert installed(db.engine)[NAME] == "0.1.0"
        assert inspect(db.engine).has_table("brook_note")
        matrix, _rows = grants_of("brook.note")
        assert matrix.allows("clerk", "county", "brook.note", "close")
        assert not matrix.allows("leader", "county", "brook.note", "c")
        with system("test") as session:
            assert session.scalars(select(PostRole.name).filter_by(name="clerk")).one()
            note = importlib.import_module("modules.brook.models").Note
            assert session.scalars(select(note.title).order_by(note.title)).all() == ["ford", "spring"]
    whole = create_app(settings(urls_of(app)))
    assert set(whole.extensions["house"].modules) == {"parties", NAME}
    with whole.app_context():
        db.engine.dispose()


def test_an_upgrade_follows_the_files_but_keeps_what_people_changed(bare_house, seeds_file):
    app = bare_house(NAME)
    with app.app_context():
        note = importlib.import_module("modules.brook.models").Note
        with system("test") as session:
            session.scalars(select(note).filter_by(title="ford")).one().body = "deep"
            cell = session.scalars(
                select(Grant).filter_by(role="leader", level="city", model="brook.note")
            ).one()
            cell.rights, cell.customised = "", True
            session.commit()
        seeds_file.write_text(
            "title*,division_code,body\nspring,990102,icy\nford,990102,wide\nmill,990102,old\n"
        )
        outcome = upgrade([NAME], say=quietly)
        assert sorted(outcome.kept) == ['brook_note ["ford"]', "leader city brook.note"]
        with system("test") as session:
            bodies = dict(session.execute(select(note.title, note.body)).all())
            assert bodies == {"spring": "icy", "ford": "deep", "mill": "old"}
        matrix, _rows = grants_of("brook.note")
        assert not matrix.allows("leader", "city", "brook.note", "r")


def test_uninstalling_is_refused_while_people_need_it(bare_house, seeds_file):
    app = bare_house(NAME)
    with app.app_context():
        note = importlib.import_module("modules.brook.models").Note
        with pytest.raises(CannotUninstall, match="brook 依赖 parties"):
            uninstall("parties", say=quietly)
        with pytest.raises(CannotUninstall, match="不是已安装的模块"):
            uninstall("kernel", say=quietly)
        with system("test") as session:
            session.add(note(title="mine", division_code="990102"))
            session.commit()
        with pytest.raises(CannotUninstall, match=r"brook_note \(3\)"):
            uninstall(NAME, say=quietly)
        with system("test") as session:
            session.delete(session.scalars(select(note).filter_by(title="mine")).one())
            session.commit()
        uninstall(NAME, say=quietly)
        assert NAME not in installed(db.engine)
        assert not inspect(db.engine).has_table("brook_note")
        assert grants_of("brook.note")[1] == []
        install([NAME], say=quietly)
        assert inspect(db.engine).has_table("brook_note")


def test_only_one_process_changes_the_house(bare_house):
    app = bare_house()
    engine = owner_engine(app.config["DATABASE_ADMIN_URL"])
    with app.app_context(), alone(engine), pytest.raises(Busy):
        install([], say=quietly)
    with app.app_context():
        assert install([], say=quietly).modules == ["kernel"]


def test_an_unknown_module_is_named(bare_house):
    with bare_house().app_context(), pytest.raises(GraphError, match="no module atlantis"):
        install(["atlantis"], say=quietly)


def test_the_history_only_grows(bare_house):
    app = bare_house()
    with app.app_context(), system("test") as session:
        event = Event(
            model="org.unit",
            row_id=1,
            root_model="org.unit",
            root_id=1,
            name="n",
            arrow="a",
            division_code="99",
        )
        session.add(event)
        session.commit()
        for statement in ("update workflow_event set note = 'x'", "delete from workflow_event"):
            with pytest.raises(DBAPIError):
                session.execute(text(statement))
            session.rollback()


def test_the_start_names_the_command_on_another_version(bare_house):
    app = bare_house()
    with app.app_context(), system("test") as session:
        session.execute(update(SysModule).values(version="0.0.1"))
        session.commit()
    with pytest.raises(Unfit, match="flask module upgrade kernel"):
        create_app(settings(urls_of(app)))


def test_the_start_asks_for_missing_keys(bare_house):
    urls = urls_of(bare_house())
    if urls.url.startswith("sqlite"):
        filled = create_app(settings(urls, DATA_KEY=None))
        assert len(filled.config["DATA_KEY"]) == 64
    else:
        with pytest.raises(Unfit, match="DATA_KEY"):
            create_app(settings(urls, DATA_KEY=None))


def test_the_start_refuses_a_role_that_owns_the_tables(bare_house, engine_name):
    urls = urls_of(bare_house())
    owner = DatabaseUrls(urls.admin_url, urls.admin_url)
    if engine_name == "sqlite":
        assert create_app(settings(owner))
    else:
        with pytest.raises(Unfit, match="拥有 .* 张表"):
            create_app(settings(owner))


def test_the_check_finds_mistakes(brook, seeds_file):
    assert check.check([NAME]) == []
    (brook / "wild.py").write_text(
        "from modules.cases.models import Case\nfrom modules.parties.access import GRANTS\n"
    )
    try:
        found = [fault.message for fault in check.check([NAME])]
    finally:
        (brook / "wild.py").unlink()
    assert any("imports cases, which is not among its dependencies" in message for message in found)
    assert any("only models, services, papers are open" in message for message in found)
