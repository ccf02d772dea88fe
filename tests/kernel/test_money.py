"""Sums as typed and in capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.money import AmountError, capital_amount, check_amount, parse_amount


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("86400", "捌万陆仟肆佰元整"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("100000000", "壹亿元整"),
        ("0.05", "伍分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("0", "零元整"),
        ("0.5", "伍角"),
        ("10", "壹拾元整"),
        ("100001", "壹拾万零壹元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("1000000001", "壹拾亿零壹元整"),
        ("20305.00", "贰万零叁佰零伍元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals(amount, capitals):
    assert capital_amount(Decimal(amount)) == capitals


@given(st.integers(0, 10**14 - 1))
def test_capitals_read_back_to_the_same_sum(cents):
    capitals = capital_amount(Decimal(cents) / 100)
    assert "零零" not in capitals
    assert "零元" not in capitals.replace("零元整", "") and not capitals.startswith("零") or cents == 0
    assert read_back(capitals) == cents


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("86,400.00", "86400"),
        ("￥86400", "86400"),
        (" 43,200 元", "43200"),
        ("１２．５", "12.5"),
        ("0.05", "0.05"),
    ],
)
def test_amounts_are_read(typed, amount):
    assert parse_amount(typed) == Decimal(amount)
    assert parse_amount(typed).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "typed", ["", "-1", "1.005", "1,00", "12,3456", "1e3", "NaN", "8万", "1.2.3", "1000000000000", "٣"]
)
def test_other_texts_are_refused(typed):
    with pytest.raises(AmountError):
        parse_amount(typed)


def test_floats_are_refused():
    with pytest.raises(TypeError):
        check_amount(86400.0)
    with pytest.raises(AmountError):
        check_amount(Decimal("NaN"))


def read_back(capitals: str) -> int:
    """The cents a text in capitals stands for, read the way a person does."""
    yuan_text, _, rest = capitals.partition("元") if "元" in capitals else ("", "", capitals)
    return whole(yuan_text) * 100 + sum(
        "零壹贰叁肆伍陆柒捌玖".index(digit) * worth
        for digit, unit in zip(rest, rest[1:])
        for name, worth in (("角", 10), ("分", 1))
        if unit == name
    )


def whole(text: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            high, low = text.split(unit)
            return whole(high) * size + whole(low)
    total, digit = 0, 0
    for character in text:
        if character in "拾佰仟":
            total += digit * {"拾": 10, "佰": 100, "仟": 1000}[character]
            digit = 0
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
    return total + digit
