"""Three characters and more are found through an index, on both engines, and the index follows the rows."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from app.access.scope import system
from app.lifecycle.machine.postgres import OWNER
from app.model.base import db
from app.model.trigrams import build_trigrams
from app.view.search import search_condition
from modules.cases.models import Case
from tests.kernel.view_house import HERE

#: Signs of the index, signs of LIKE, signs and letters of full width.
TITLES = ("公交车停运", '门前"路灯"不亮 ABC', "50%_路面破损", "（2026）人调字第1号：退租，ＡＢ")


def found(session, words):
    condition = search_condition(Case, Case.searched, words)
    return set(session.scalars(select(Case.title).where(condition)))


@pytest.fixture
def session(house):
    with house.app_context(), system("test") as session:
        for number, title in enumerate(TITLES):
            session.add(
                Case(
                    case_no=f"no-{number}",
                    title=title,
                    summary="概况说明",
                    channel="window",
                    status="registered",
                    division_code=HERE,
                )
            )
        session.commit()
        yield session


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("公交车", "公交车停运"),
        ("公交", "公交车停运"),
        ('"路灯"', '门前"路灯"不亮 ABC'),
        ("亮 abc", '门前"路灯"不亮 ABC'),
        ("50%_", "50%_路面破损"),
        ("no-2", "50%_路面破损"),
        ("面破损 路面破", "50%_路面破损"),
        ("（2026）人调字第1号", "（2026）人调字第1号：退租，ＡＢ"),
        ("(２０２６)人调字第1号:退", "（2026）人调字第1号：退租，ＡＢ"),
        ("，Ａ", "（2026）人调字第1号：退租，ＡＢ"),
    ],
)
def test_words_are_found_anywhere_as_typed(session, words, title):
    assert found(session, words) == {title}


@pytest.mark.parametrize("words", ["公车交", "title : 公交车", "公交车*", "__路面", "*** OR 公交车", "{}:^"])
def test_signs_of_the_index_mean_themselves(session, words):
    assert found(session, words) == set()


def test_the_index_follows_the_rows(session):
    case = session.scalars(select(Case).where(Case.case_no == "no-0")).one()
    case.title = "地铁口拥堵"
    session.commit()
    assert found(session, "公交车") == set() and found(session, "地铁口") == {"地铁口拥堵"}
    session.execute(text("delete from cases_case where case_no = 'no-0'"))
    session.commit()
    assert found(session, "地铁口") == set()


def test_building_again_changes_nothing_and_a_lost_trigger_comes_back(session):
    session.rollback()
    url = db.engine.url
    owner = url.set(username=OWNER) if url.get_backend_name() == "postgresql" else url
    engine = create_engine(owner, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.execute(text("drop trigger cases_case_search_added"))
    for _ in range(2):
        with engine.begin() as connection:
            build_trigrams(connection)
    engine.dispose()
    session.add(
        Case(case_no="no-9", title="菜市场噪声", summary="概况", channel="window", division_code=HERE)
    )
    session.commit()
    assert found(session, "公交车") == {"公交车停运"} and found(session, "菜市场") == {"菜市场噪声"}


def test_the_index_is_asked_behind_row_security_too(session):
    statement = select(Case.id).where(search_condition(Case, Case.searched, "公交车"))
    sql = str(statement.compile(db.engine, compile_kwargs={"literal_binds": True}))
    explain = "explain query plan "
    if db.engine.dialect.name == "postgresql":
        session.execute(text("set local enable_seqscan = off"))
        explain, sql = "explain ", sql.replace("%", "%%")
    plan = session.connection().exec_driver_sql(explain + sql).all()
    assert "cases_case_search" in str(plan)
