"""Names found by sound, and case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.case_number import compose_case_number, parse_case_number
from app.model.pinyin import bigrams, full_pinyin, initials, search_terms


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("单小妹", "shanxiaomei"),
        ("曾某", "zengmou"),
        ("仇某", "qiumou"),
        ("解某", "xiemou"),
        ("区某", "oumou"),
        ("查某", "zhamou"),
        ("盖某", "gemou"),
        ("尉某", "weimou"),
        ("尉迟某", "yuchimou"),
        ("欧阳某", "ouyangmou"),
        ("Anna·李", "annali"),
        ("", ""),
    ],
)
def test_surnames_are_read_as_surnames(name, full):
    assert full_pinyin(name) == full


def test_all_readings_give_initials():
    assert initials("单小妹")[0] == "sxm"
    assert {"sxm", "dxm", "cxm"} <= set(initials("单小妹"))
    assert initials("张三") == ("zs",)
    assert initials("") == ()


def test_two_characters_are_enough():
    assert bigrams("周某某") == ("周某", "某某")
    assert bigrams("周") == ("周",)
    assert bigrams("阿依·古丽") == ("阿依", "依古", "古丽")
    assert {"周某", "zmm", "zhoumoumou"} <= set(search_terms("周某某"))


def test_a_name_of_ambiguous_characters_stays_small():
    assert len(initials("单曾解查仇盖乐行长重" * 3)) <= 64


def test_a_case_number_is_taken_apart():
    number = compose_case_number("990102", date(2026, 11, 22), 17)
    assert number[:-1] == "990102000000" + "20261122" + "000017"
    parsed = parse_case_number(f"{number[:12]} {number[12:20]} {number[20:]}")
    assert (parsed.division_code, parsed.day, parsed.serial) == ("990102000000", date(2026, 11, 22), 17)
    assert str(parsed) == number


@pytest.mark.parametrize("text", ["", "123", "x" * 27, "९" * 27, "990102000000" + "20261322" + "0000170"])
def test_other_texts_are_no_case_numbers(text):
    assert parse_case_number(text) is None


@pytest.mark.parametrize(("code", "serial"), [("99010", 1), ("99", 0), ("99", 10**6), ("", 1)])
def test_impossible_case_numbers_are_refused(code, serial):
    with pytest.raises(ValueError):
        compose_case_number(code, date(2026, 1, 1), serial)


@given(st.integers(1, 999_999), st.dates(date(2004, 1, 1), date(2099, 12, 31)), st.data())
def test_a_mistyped_case_number_is_found(serial, day, data):
    number = compose_case_number("990102001", day, serial)
    place = data.draw(st.integers(0, 26))
    wrong = (
        number[:place] + str((int(number[place]) + data.draw(st.integers(1, 9))) % 10) + number[place + 1 :]
    )
    assert parse_case_number(wrong) is None
