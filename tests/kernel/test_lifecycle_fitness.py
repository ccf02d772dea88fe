"""What the start refuses and the doctor reports, each with its cure in Chinese."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from itertools import count

import click
import pytest
from sqlalchemy import create_engine, make_url, text

from app.document import fonts
from app.factory import create_app
from app.lifecycle import doctor
from app.lifecycle.database import check_trigrams, judge_encoding
from app.lifecycle.fitness import Unfit, check_keys, check_versions
from app.lifecycle.machine.postgres import SUPERUSER
from app.lifecycle.manifest import discover
from app.model.base import db
from app.model.moment import frozen
from tests.house.databases import DatabaseUrls
from tests.house.installed import settings

_numbers = count(1)


@pytest.fixture
def as_superuser(postgres_server):
    """A function `as_superuser(statement)` running one statement as the superuser of the cluster."""
    url = make_url(postgres_server.admin_url).set(username=SUPERUSER)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def run(statement):
        with engine.connect() as connection:
            connection.execute(text(statement))

    yield run
    engine.dispose()


@pytest.fixture
def database(as_superuser, postgres_server):
    """A function `database(options)` making an empty database and returning its URLs."""
    made = []

    def make(options=""):
        name = f"fitness_{os.getpid()}_{next(_numbers)}"
        as_superuser(f"create database {name} template template0 owner fengqiao_owner {options}")
        made.append(name)
        return postgres_server.urls_of(name)

    yield make
    for name in made:
        as_superuser(f"drop database {name} with (force)")


@pytest.fixture
def role(as_superuser, postgres_server):
    """A function `role(power)` making a role that may sign in and has that power; returns its URLs."""
    made = []

    def make(power):
        made.append(f"fitness_{os.getpid()}_{next(_numbers)}")
        as_superuser(f"create role {made[-1]} login {power}")
        url = make_url(postgres_server.url).set(username=made[-1]).render_as_string(hide_password=False)
        return DatabaseUrls(url, postgres_server.admin_url)

    yield make
    for name in made:
        as_superuser(f"drop role {name}")


@contextmanager
def connected(urls):
    engine = create_engine(urls.admin_url, connect_args={"client_encoding": "utf8"})
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def by_hand(urls, **more):
    """The application as a command makes it, on a database no start would accept."""
    with click.Context(click.Command("doctor")):
        return create_app(settings(urls, **more))


@pytest.mark.parametrize(
    ("power", "fault"),
    [
        ("bypassrls", "绕过行级安全"),
        ("superuser", "是超级用户"),
        ("superuser bypassrls", "是超级用户、绕过行级安全"),
    ],
)
def test_a_role_with_power_is_refused(role, power, fault):
    with pytest.raises(
        Unfit, match=rf"{fault}.*请让 DATABASE_URL 使用普通角色，DATABASE_ADMIN_URL 使用所有者角色"
    ):
        create_app(settings(role(power)))


@pytest.mark.parametrize(
    "options",
    [
        "encoding 'UTF8' lc_collate 'C' lc_ctype 'C'",
        "encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'",
        "encoding 'UTF8' locale_provider icu icu_locale 'zh' lc_collate 'C' lc_ctype 'C.UTF-8'",
    ],
)
def test_a_database_of_another_language_is_refused(database, options):
    urls = database(options)
    with pytest.raises(Unfit, match="请重建数据库：createdb -T template0 -E UTF8 .*--lc-ctype=C.UTF-8"):
        create_app(settings(urls))
    app = by_hand(urls)
    answer = app.test_cli_runner().invoke(args=["doctor"])
    installed = app.test_cli_runner().invoke(args=["module", "install", "parties"])
    with app.app_context():
        db.engine.dispose()
    assert installed.exit_code == 1 and "请重建数据库：createdb -T template0" in installed.output
    with connected(urls) as connection:
        assert connection.scalar(text("select count(*) from pg_tables where schemaname = 'public'")) == 0
    assert answer.exit_code == 1 and "BAD   collation: 编码" in answer.output
    assert "      请重建数据库：createdb" in answer.output


@pytest.mark.parametrize(
    ("encoding", "provider", "order", "classes", "fits"),
    [
        ("UTF8", "c", "C", "C.UTF-8", True),
        ("UTF8", "c", "C.utf8", "zh_CN.utf8", True),
        ("UTF8", "b", "C.UTF-8", "C.UTF-8", True),
        ("UTF8", "c", "zh_CN.UTF-8", "zh_CN.UTF-8", False),
        ("UTF8", "c", "en_US.utf8", "C.UTF-8", False),
        ("UTF8", "i", "zh", "C.UTF-8", False),
        ("GB18030", "c", "C", "zh_CN.gb18030", False),
        ("SQL_ASCII", "c", "C", "C.UTF-8", False),
    ],
)
def test_text_is_sorted_by_bytes_and_chinese_is_letters(encoding, provider, order, classes, fits):
    finding = judge_encoding(encoding, provider, order, classes)
    assert finding.ok is fits and finding.grave and bool(finding.cure) is not fits


def test_searching_wants_trigrams_that_see_chinese(database):
    with connected(database("encoding 'UTF8' lc_collate 'C' lc_ctype 'C'")) as connection:
        connection.execute(text("create extension pg_trgm"))
        blind = check_trigrams(connection)
        assert not blind.ok and blind.grave and "请用 --lc-ctype=C.UTF-8 重建数据库" in blind.cure


def test_searching_wants_trigrams_that_may_be_asked(database):
    urls = database("encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'")
    with connected(urls) as connection:
        lacking = check_trigrams(connection)
        assert not lacking.ok and not lacking.grave
        assert "CREATE EXTENSION pg_trgm" in lacking.cure and "超级用户" in lacking.cure
        connection.execute(text("create extension pg_trgm"))
        slow = check_trigrams(connection)
        connection.commit()
        assert not slow.ok and not slow.grave and "行级安全" in slow.message
    engine = create_engine(make_url(urls.url).set(username=SUPERUSER), isolation_level="AUTOCOMMIT")
    with engine.connect() as superuser:
        for statement in re.findall(r"ALTER FUNCTION \w+\(text, text\) LEAKPROOF", slow.cure):
            superuser.execute(text(statement))
    engine.dispose()
    with connected(urls) as connection:
        found = check_trigrams(connection)
        assert found.ok and "能识别汉字" in found.message


def test_missing_and_short_keys_are_named():
    finding = check_keys({"SECRET_KEY": "x" * 32, "DATA_KEY": "x" * 32, "INDEX_KEY": "short"})
    assert not finding.ok and finding.grave and "INDEX_KEY, AUDIT_KEY" in finding.message
    assert "SECRET_KEY" not in finding.message and "环境变量" in finding.cure


def test_another_version_and_a_lost_folder_are_named():
    older, lost = check_versions({"parties": "0.0.1", "atlantis": "1.0.0"}, discover())
    assert older.cure == "请运行：flask module upgrade parties" and "0.0.1" in older.message
    assert "atlantis 1.0.0" in lost.message and "modules/atlantis" in lost.cure
    assert not older.ok and not lost.ok and older.grave and lost.grave


def test_missing_faces_are_named(monkeypatch):
    assert [finding.ok for finding in doctor.check_fonts()] == [True]
    monkeypatch.setattr(fonts, "PACKAGE_DIRECTORIES", ())
    monkeypatch.delenv(fonts.FONT_DIRECTORY_SETTING, raising=False)
    found = {finding.message: finding.cure for finding in doctor.check_fonts()}
    assert found["缺少字体 LXGW WenKai。"] == "请运行：apt-get install -y fonts-lxgw-wenkai"
    assert found["缺少字体 Noto Serif CJK SC。"] == "请运行：apt-get install -y fonts-noto-cjk"


def test_missing_glyphs_are_named(monkeypatch):
    monkeypatch.setattr(fonts, "code_points", lambda path, number=0: frozenset(range(0x9F90)))
    messages = [finding.message for finding in doctor.check_fonts()]
    assert "字体 LXGW WenKai 缺字：龑𠅤𬭎𫖯。" in messages
    assert not any(finding.grave for finding in doctor.check_fonts())


def test_a_full_disk_is_told_in_time(monkeypatch, tmp_path):
    assert doctor.check_disk(tmp_path / "not" / "yet").ok
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda place: type("Usage", (), {"free": 5 * 10**8}))
    finding = doctor.check_disk(tmp_path)
    assert not finding.ok and "剩余空间 0.5 GB" in finding.message and "STORE_DIR" in finding.cure


def test_years_that_are_not_announced_are_told(app):
    with app.app_context():
        for day, expected in (
            ("2026-11-20", ("2026 年节假日安排已录入。", "2027 年为暂定：节假日安排尚未公布。")),
            ("2028-01-05", ("2028 年为暂定：节假日安排尚未公布。", "日历中没有 2029 年。")),
        ):
            with frozen(f"{day} 09:00"):
                found = doctor.check_calendar()
            assert tuple(finding.message for finding in found) == expected
            cures = {finding.cure for finding in found if not finding.ok}
            assert len(cures) == 1 and "国务院办公厅节假日安排通知" in cures.pop()
            assert not any(finding.grave for finding in found)
