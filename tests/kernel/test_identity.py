"""Identity numbers, credit codes, telephone numbers and their masks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import moment
from app.model.checksum import USCC_ALPHABET, carries_mod_11_10, mod_11_2, mod_11_10, uscc_check
from app.model.identity import FEMALE, MALE, IdCard, IdentityError, check_id_number, check_phone, check_uscc
from app.model.mask import mask_id, mask_name, mask_phone

RIGHT_IDS = (
    "11010519491231002X",
    "360102196508123026",
    "360102199203045120",
    "330402198506201131",
    "620102197809112417",
    "371102199001010029",
)


@pytest.fixture(autouse=True)
def a_fixed_day():
    with moment.frozen("2026-11-22 09:00"):
        yield


@pytest.mark.parametrize("number", RIGHT_IDS)
def test_right_numbers_pass(number):
    assert check_id_number(number) == number


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        ("371102199203154321", "check"),
        ("330402198502301135", "birth"),
        ("11010519491231002", "length"),
        ("110105491231002", "length"),
        ("", "length"),
        ("1101051949123100A2", "characters"),
        ("01010519491231002X", "characters"),
        ("११0105194912310021", "characters"),
    ],
)
def test_wrong_numbers_say_why(number, cause):
    with pytest.raises(IdentityError) as refused:
        IdCard.parse(number)
    assert refused.value.cause == cause


def test_a_birth_after_today_is_refused_and_today_is_not():
    with pytest.raises(IdentityError) as refused:
        IdCard.parse(with_check("33040220261123113"))
    assert refused.value.cause == "future"
    assert IdCard.parse(with_check("33040220261122113")).birth == date(2026, 11, 22)


def test_a_number_tells_birth_sex_and_kind():
    card = IdCard.parse("11010519491231002x")
    assert (card.birth, card.sex, card.kind) == (date(1949, 12, 31), FEMALE, "resident")
    assert IdCard.parse("330402198506201131").sex == MALE
    assert IdCard.parse(with_check("81000019900101001")).kind == "hong_kong_permit"
    assert IdCard.parse(with_check("82000019900101001")).kind == "macao_permit"
    assert IdCard.parse(with_check("83000019900101001")).kind == "taiwan_permit"
    assert IdCard.parse(with_check("91115619900101001")).kind == "foreign_card"


def test_age_changes_on_the_birthday():
    card = IdCard.parse("330402198506201131")
    assert card.age_on(date(2003, 6, 19)) == 17
    assert card.age_on(date(2003, 6, 20)) == 18


def test_full_width_and_blanks_are_read():
    assert check_id_number(" 110105 19491231 002ｘ ") == "11010519491231002X"


@given(st.sampled_from(RIGHT_IDS), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    digit = str((int(number[place]) + shift) % 10)
    wrong = number[:place] + digit + number[place + 1 :]
    assert mod_11_2(wrong[:-1]) != wrong[-1]


@pytest.mark.parametrize("code", ["91110000600037341L", "54330402ME1234567K", "N2330402MF1234567A"])
def test_right_credit_codes_pass(code):
    assert check_uscc(code.lower()) == code


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("A1110000600037341L", "check"),
        ("9111000060003734L", "length"),
        *((f"9{letter}110000600037341L", "characters") for letter in "IOZSV"),
        ("911100006000373 41-", "characters"),
    ],
)
def test_wrong_credit_codes_say_why(code, cause):
    with pytest.raises(IdentityError) as refused:
        check_uscc(code)
    assert refused.value.cause == cause


def test_the_check_character_of_a_letter_code():
    assert uscc_check("A1110000600037341") == "K"


@given(st.text(alphabet=USCC_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_character_changes_the_check(body, place, shift):
    other = USCC_ALPHABET[(USCC_ALPHABET.index(body[place]) + shift) % 31]
    assert uscc_check(body) != uscc_check(body[:place] + other + body[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0573-82061234", "0573-82061234"),
        ("01082061234", "01082061234"),
    ],
)
def test_phones_are_brought_to_one_form(typed, normal):
    assert check_phone(typed) == normal


@pytest.mark.parametrize(
    "typed", ["12812345678", "1381234567", "12345", "4008001234", "abc", "", "138123456789", "1٣812345678"]
)
def test_other_numbers_are_no_phones_of_a_person(typed):
    with pytest.raises(IdentityError):
        check_phone(typed)


def test_organisations_may_have_service_numbers():
    assert check_phone("12345", organisation=True) == "12345"
    assert check_phone("400-800-1234", organisation=True) == "4008001234"


def test_masks():
    assert mask_name("周某某") == "周**"
    assert mask_name("张三") == "张*"
    assert mask_name("阿依古丽") == "阿**"
    assert mask_name("𠮷某某") == "𠮷**"
    assert mask_name("") == ""
    assert mask_id("11010519491231002X") == "110105********002X"
    assert mask_id("E12345678") == "E*******8"
    assert mask_id("1234") == "****"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0573-82061234") == "057******1234"


def test_mod_11_10_vectors():
    assert mod_11_10("0794") == "5"
    assert carries_mod_11_10("07945")
    assert not carries_mod_11_10("07954")
    assert not carries_mod_11_10("5")
    assert not carries_mod_11_10("०७९४५")


@given(st.text(alphabet="0123456789", min_size=1, max_size=30), st.data())
def test_mod_11_10_finds_every_single_error(digits, data):
    number = digits + mod_11_10(digits)
    assert carries_mod_11_10(number)
    place = data.draw(st.integers(0, len(number) - 1))
    digit = str((int(number[place]) + data.draw(st.integers(1, 9))) % 10)
    assert not carries_mod_11_10(number[:place] + digit + number[place + 1 :])


def with_check(body: str) -> str:
    return body + mod_11_2(body)
