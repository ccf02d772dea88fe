"""Opening workbooks nobody trusts: what is read, and what is refused with which sentence."""

from __future__ import annotations

import zipfile
from datetime import datetime
from html import unescape

import pytest
from flask import Flask
from flask_babel import Babel

from app.view.importing import reading, workbook
from app.view.importing.workbook import Unreadable, all_rows, find_heading
from app.view.importing.workbook import look_at as look_at_headings
from tests.workbooks import HEADINGS, bomb, changed_part, messages, save

ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def understood(cells):
    """The headings this file knows."""
    return len({"编号", "标题", "内容", *HEADINGS} & set(cells))


def look_at(path):
    return look_at_headings(path, understood)


@pytest.fixture(autouse=True)
def words():
    """An application for the sentences; in English, as they are written in the code."""
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


@pytest.fixture
def book(tmp_path):
    return save(tmp_path / "messages.xlsx", messages(40))


def test_the_watermark_of_an_export_is_no_row(tmp_path, monkeypatch):
    """The same text beside another is a row, and so is a text that says more."""
    monkeypatch.setattr(workbook, "notice_pattern", lambda: "Taken by .+|.+导出，请勿外传。")
    rows = [
        *messages(2),
        ["林（lin）导出，请勿外传。"],
        ["Taken by lin"],
        ["Taken by lin", "x"],
        ["Not taken by lin"],
    ]
    path = save(tmp_path / "exported.xlsx", rows)
    assert look_at(path).count == 4
    assert [number for number, _cells in all_rows(path, understood)] == [2, 3, 6, 7]


def refused(path):
    with pytest.raises(Unreadable) as refusal:
        look_at(path)
    return str(refusal.value)


def test_sheet_tells_its_headings_first_rows_and_count(book):
    sheet = look_at(book)
    assert sheet.headings == HEADINGS
    assert (sheet.heading_row, sheet.count) == (1, 40)
    number, cells = sheet.first[0]
    assert number == 2
    assert cells[0] == 900001
    assert cells[3] == datetime(2020, 1, 2, 10, 11)


def test_all_rows_come_and_reading_can_stop_early(book):
    assert [number for number, _cells in all_rows(book, understood)] == list(range(2, 42))
    lines = all_rows(book, understood)
    next(lines)
    lines.close()


def test_headings_may_stand_below_a_title_and_empty_rows_are_passed_over(tmp_path):
    rows = [["2020年1月留言"], [], list(HEADINGS), *messages(2), [], *messages(1, 990000)]
    sheet = look_at(save(tmp_path / "titled.xlsx", rows, headings=None))
    assert (sheet.heading_row, sheet.count) == (3, 3)


def test_cells_are_what_they_were_meant(tmp_path):
    made = datetime(2026, 11, 20, 9, 30)
    typed = ["00123", 13800138000, 2.5, made, made.date(), True, None, " 两行\n字 "]
    path = save(
        tmp_path / "kinds.xlsx",
        [["编号", "电话", "面积", "时间", "日期", "是否", "空", "说明"], typed],
        headings=None,
    )
    (_heading, (_number, cells)) = reading.rows(path)
    assert cells == [
        "00123",
        13800138000,
        2.5,
        {"at": "2026-11-20T09:30:00"},
        {"at": "2026-11-20T00:00:00"},
        True,
        None,
        " 两行\n字 ",
    ]
    assert isinstance(cells[1], int)


def test_a_table_may_stand_away_from_the_corner(tmp_path):
    path = save(tmp_path / "far.xlsx", [[None, None, "姓名"], [], [None, None, "甲"]], headings=None)
    assert list(reading.rows(path)) == [(1, [None, None, "姓名"]), (3, [None, None, "甲"])]


def test_formulas_give_the_value_last_seen(tmp_path, book):
    def with_formula(sheet):
        return sheet.replace(b'<c r="F2" t="n"><v>0</v></c>', b'<c r="F2"><f>2+3</f><v>5</v></c>')

    changed = changed_part(book, "xl/worksheets/sheet1.xml", with_formula, tmp_path / "formula.xlsx")
    assert look_at(changed).first[0][1][5] == 5


def test_a_zip_bomb_is_refused_unopened(tmp_path):
    path = bomb(tmp_path / "bomb.xlsx", 70)
    assert path.stat().st_size < 1024 * 1024
    assert "unpacks" in refused(path)


def test_more_than_the_sum_of_sizes_is_refused(tmp_path, book, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    with pytest.raises(reading.Refusal, match="bomb"):
        reading.check(book)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_declared_entities_are_refused(tmp_path, book, part):
    def with_entity(xml):
        return ENTITY + xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else ENTITY + xml

    assert "declarations" in refused(changed_part(book, part, with_entity, tmp_path / "entity.xlsx"))


def test_wrong_encoding_is_refused(tmp_path, book):
    def in_gbk(xml):
        return unescape(xml.decode()).encode("gbk")

    path = changed_part(book, "xl/worksheets/sheet1.xml", in_gbk, tmp_path / "gbk.xlsx")
    assert "encoded" in refused(path)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("留言编号,留言主题\n1,路灯".encode("gb18030"), "not an xlsx"),
        (b"", "not an xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_other_files_are_refused_each_with_its_cure(tmp_path, content, word):
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    assert word in refused(path)


def test_a_packed_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert "not an xlsx" in refused(path)


def test_a_cut_off_file_is_refused(tmp_path, book):
    def cut(xml):
        return xml[: len(xml) // 2]

    assert "damaged" in refused(changed_part(book, "xl/worksheets/sheet1.xml", cut, tmp_path / "cut.xlsx"))


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (messages(3), "headings"),
        ([list(HEADINGS)], "below"),
        ([], "empty"),
        ([["姓名", "年龄"], ["甲", 3]], "headings"),
    ],
)
def test_a_sheet_without_headings_or_rows_is_refused(tmp_path, rows, word):
    assert word in refused(save(tmp_path / "bare.xlsx", rows, headings=None))


def test_more_rows_than_the_limit_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 5)
    path = save(tmp_path / "long.xlsx", messages(6))
    with pytest.raises(reading.Refusal, match="rows"):
        list(reading.rows(path))


def test_long_sentences_are_no_headings():
    assert find_heading([["编号", "内容" * 40], ["编号", "内容"]], understood) == 1
