"""Reading typed values: what is accepted, and the sentence for what is not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from app.model.days import BORN, HAPPENED, Days
from app.view.errors import FieldError
from app.view.fields import FieldInfo
from app.view.parse import key_of, read


@pytest.fixture(autouse=True)
def words():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def field(type_, **values):
    return FieldInfo("f", "Field", type=type_, **values)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-20",
        "2026/11/20",
        "2026.11.20",
        "2026年11月20日",
        "20261120",
        " 2026-11-20 ",
        "２０２６-11-20",
    ],
)
def test_dates_in_every_usual_form(typed):
    assert read(field("date"), typed) == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["2026-13-01", "2026-02-30", "今天", "11-20", "0000-01-01", "2026-11-20x"])
def test_dates_that_are_none(typed):
    with pytest.raises(FieldError, match="date"):
        read(field("date"), typed)


@pytest.mark.parametrize(
    ("days", "typed", "why"),
    [
        (Days(), "0001-01-01", "earliest day is 1900-01-01"),
        (BORN, "1899-12-30", "earliest day is 1900-01-01"),
        (HAPPENED, "1949-09-30", "earliest day is 1949-10-01"),
        (HAPPENED, "2026-11-21", "future"),
        (Days(), "9998-01-01", ""),
        (HAPPENED, "2026-11-20", ""),
    ],
)
def test_days_that_cannot_be_meant(freeze, days, typed, why):
    freeze("2026-11-20 09:00")
    for kind, text in (("date", typed), ("datetime", f"{typed} 09:05")):
        if why:
            with pytest.raises(FieldError, match=why):
                read(field(kind, days=days), text)
        else:
            assert read(field(kind, days=days), text)


def test_the_clock_of_a_sender_may_run_a_little_ahead(freeze):
    freeze("2026-11-20 09:00")
    with pytest.raises(FieldError, match="future"):
        read(field("datetime", days=HAPPENED), "2026-11-20 09:06")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20T09:30", datetime(2026, 11, 20, 9, 30)),
        ("2026-11-20 09:30:15", datetime(2026, 11, 20, 9, 30, 15)),
        ("2026年11月20日 9时30分", datetime(2026, 11, 20, 9, 30)),
        ("2026-11-20", datetime(2026, 11, 20)),
    ],
)
def test_moments(typed, meant):
    assert read(field("datetime"), typed) == meant


@pytest.mark.parametrize("typed", ["2026-11-20 25:00", "2026-11-20 9", "2026-11-20 09:61"])
def test_moments_that_are_none(typed):
    with pytest.raises(FieldError, match="time"):
        read(field("datetime"), typed)


@pytest.mark.parametrize("sign", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_signs_that_turn_the_direction_are_left_out(sign):
    assert read(field("text"), f"{chr(sign)}路灯{chr(sign)}不亮{chr(sign)}") == "路灯不亮"
    assert read(field("long"), f"一\n{chr(sign)}二") == "一\n二"


@pytest.mark.parametrize(
    "typed",
    [
        "ئەھمەد\u200fجان",  # Uyghur with a right-to-left mark
        "བཀྲ་ཤིས་ཚེ་རིང་།",
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧 🇨🇳 𠮷祥里",
        "ᠮᠣᠩᠭᠣᠯ\u180e ᠪᠢᠴᠢᠭ",
    ],
)
def test_every_script_stays_whole(typed):
    assert read(field("text"), typed) == typed


@pytest.mark.parametrize("typed", ["a\x00b", "a\x07b", "\ud800", "a\nb"])
def test_what_cannot_be_stored_is_refused(typed):
    with pytest.raises(FieldError, match="cannot be stored"):
        read(field("text"), typed)


def test_long_texts_keep_their_lines():
    assert read(field("long"), "一\r\n二\n") == "一\n二"


def test_a_text_too_long_says_by_how_much():
    with pytest.raises(FieldError, match="At most 3 characters; there are 4"):
        read(field("text", max_length=3), "四个字呀")


def test_numbers():
    assert read(field("integer", limits=(-5, 2**31)), "１２,000") == 12000
    assert read(field("number", scale=3), "1.250") == Decimal("1.250")
    assert read(field("money"), "￥86,400.5元") == Decimal("86400.50")
    for type_, typed in (
        ("integer", "1.5"),
        ("integer", "9" * 30),
        ("number", "NaN"),
        ("number", "1e999999"),
        ("money", "-3"),
    ):
        with pytest.raises(FieldError):
            read(field(type_), typed)
    with pytest.raises(FieldError, match="too large"):
        read(field("integer", limits=(0, 10)), "11")


@pytest.mark.parametrize("sent", [True, {"a": 1}, [1], 1.5])
def test_json_values_of_the_wrong_kind(sent):
    with pytest.raises(FieldError):
        read(field("integer"), sent)


def test_nothing_typed():
    assert read(field("text"), "  ") is None
    assert read(field("text", nullable=False), "") == ""
    assert read(field("boolean"), None) is False
    with pytest.raises(FieldError, match="Please fill in Field"):
        read(field("text", required=True), " ")


def test_choices_places_and_keys():
    assert read(field("choice", source={"a": "A"}), "a") == "a"
    with pytest.raises(FieldError):
        read(field("choice", source=("a",)), "b")
    assert read(field("division"), "990102001") == "990102001"
    with pytest.raises(FieldError):
        read(field("division"), "99010")
    assert read(field("relation", many=True), ["1", "2", ""]) == [1, 2]
    with pytest.raises(FieldError):
        read(field("relation"), "-1")


@pytest.mark.parametrize("text", ["-1", "0x1", "", "１", "9" * 19, None, True, 0, 2**63, "1 "])
def test_keys_that_are_none(text):
    assert key_of(text) is None
