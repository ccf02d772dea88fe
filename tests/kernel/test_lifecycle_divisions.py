"""Divisions come in from the shipped file, from CSV and from the data set's folder; twice is once."""

import gzip

import pytest
from sqlalchemy import func, select

from app.access.scope import system
from app.lifecycle.divisions import (
    PACKAGE_FILES,
    SHIPPED,
    DivisionFileError,
    count,
    is_statistical,
    parent_of,
    take_in,
)
from app.org.models import Division

SHIPPED_ROWS = 110355


def test_three_provinces_are_shipped(bare_house):
    app = bare_house()
    with app.app_context(), system("test") as session:
        take_in(session, SHIPPED)
        assert session.scalar(select(func.count()).select_from(Division)) == SHIPPED_ROWS
        village = session.scalars(select(Division).filter_by(code="371102002020")).one()
        assert (village.level, village.parent_code) == ("village", "371102002")
        assert "荣安社区" in village.name and not village.local and not village.statistical_only
        zone = session.scalars(select(Division).filter_by(code="371171")).one()
        assert zone.statistical_only


def test_taking_in_twice_changes_nothing_and_local_rows_stay(bare_house, tmp_path):
    file = tmp_path / "places.csv.gz"
    with gzip.open(file, "wt", encoding="utf-8") as text:
        text.write("code,name\n98,试验省\n9801,试验市\n980101,试验县\n")
    app = bare_house()
    with app.app_context():
        with system("test") as session:
            assert take_in(session, file).written == 3
            session.commit()
        with system("test") as session:
            assert take_in(session, file).written == 0
            row = session.scalars(select(Division).filter_by(code="9801")).one()
            row.name, row.local = "改名市", True
            session.commit()
        with gzip.open(file, "wt", encoding="utf-8") as text:
            text.write("code,name\n98,试验大省\n9801,试验市\n")
        with system("test") as session:
            assert take_in(session, file).written == 1
            names = dict(
                session.execute(select(Division.code, Division.name).where(Division.code.like("98%"))).all()
            )
            assert (names["98"], names["9801"]) == ("试验大省", "改名市")


def test_the_folder_of_the_data_set(bare_house, tmp_path):
    for name, row in zip(PACKAGE_FILES, ("98", "9801", "980101", "980101001", "980101001001"), strict=True):
        (tmp_path / name).write_text(f'code,name,parent\n{row},"某地",x\n', encoding="utf-8")
    seen = []
    app = bare_house()
    with app.app_context(), system("test") as session:
        assert take_in(session, tmp_path, progress=seen.append).read == 5
    assert seen == [5]


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n", "code,name\n12x,某地\n", "code,name\n123,某地\n", "code,name\n98,\n", "code,name\n98\n"],
)
def test_a_wrong_file_says_where(bare_house, tmp_path, text):
    file = tmp_path / "places.csv"
    file.write_text(text, encoding="utf-8")
    app = bare_house()
    with app.app_context(), system("test") as session, pytest.raises(DivisionFileError, match="places.csv"):
        take_in(session, file)


def test_a_division_below_nothing_is_refused_and_nothing_is_taken(bare_house, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("code,name\n98,试验省\n9801,试验市\n980102001,无上级街道\n", encoding="utf-8")
    app = bare_house()
    with app.test_request_context():
        done = app.test_cli_runner().invoke(args=["divisions", "import", str(file)])
        assert done.exit_code == 1 and "“无上级街道”的上级 980102 既不在文件中，也没有登记" in done.output
        with system("test") as session:
            assert not session.scalar(select(func.count()).where(Division.code.startswith("98")))
            session.add(Division(code="980102", name="试验县", level="county", parent_code="9801"))
            assert take_in(session, file).written == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("places.csv", "code,name\n98,试验省\n".encode("gbk"), "不是 UTF-8"),
        ("places.csv.gz", b"nothing packed", "已损坏"),
        ("places.csv.xz", b"nothing packed", "已损坏"),
        ("places.csv.gz", gzip.compress(b"code,name\n98,x\n" * 9, mtime=0)[:-12], "已损坏"),
    ],
    ids=["gbk", "not gzip", "not xz", "cut gzip"],
)
def test_a_file_of_another_kind_is_refused_in_words(bare_house, tmp_path, name, content, why):
    file = tmp_path / name
    file.write_bytes(content)
    app = bare_house()
    with app.test_request_context(), system("test") as session:
        for read in (lambda: count(file), lambda: take_in(session, file)):
            with pytest.raises(DivisionFileError, match=why):
                read()


def test_codes_tell_their_parent_and_list():
    assert [parent_of(code) for code in ("33", "3304", "330402007001")] == [None, "33", "330402007"]
    assert is_statistical("330471") and is_statistical("330402400") and is_statistical("330471001002")
    assert (
        not is_statistical("330402")
        and not is_statistical("330402007")
        and not is_statistical("330402007201")
    )
