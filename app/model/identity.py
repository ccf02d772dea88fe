"""Numbers that name people and organisations: what is right, what is wrong and why.

Every check takes the text as typed and returns it in its normal form, or raises `IdentityError` whose
message can stand beside the field.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.model.checksum import USCC_ALPHABET, mod_11_2, uscc_check
from app.model.moment import today

#: GB/T 2261.1 codes of the sexes an identity number can tell.
MALE, FEMALE = "1", "2"

#: First digits of the numbers that follow GB 11643 without being resident identity cards.
_PERMITS = {"81": "hong_kong_permit", "82": "macao_permit", "83": "taiwan_permit"}
_FOREIGN_CARD = "9"

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_FIXED = re.compile(r"(0\d{2,3})-?(\d{7,8})", re.ASCII)
_SERVICE = re.compile(r"400\d{7}|1\d{2}|1\d{4}", re.ASCII)


class IdentityError(ValueError):
    """A number is not acceptable.

    Attributes:
        cause: a plain word for programs: `length`, `characters`, `birth`, `future`, `check`, `phone`.
        message: the translated sentence for people.
    """

    def __init__(self, cause: str, message: Any) -> None:
        super().__init__(message)
        self.cause = cause
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class IdCard:
    """An identity number of 18 characters (GB 11643) and what it tells.

    Attributes:
        number: the number in normal form (half-width, capital X).
        birth: date of birth.
        sex: GB/T 2261.1, `1` male or `2` female.
        kind: `resident`, `hong_kong_permit`, `macao_permit`, `taiwan_permit` or `foreign_card`.
    """

    number: str
    birth: date
    sex: str
    kind: str

    @classmethod
    def parse(cls, text: str) -> IdCard:
        """Read an identity number.

        The place in the first six digits is not checked: genuine numbers keep counties that have been
        renamed.

        Raises:
            IdentityError: wrong length or characters, no such day, a birth after today, or a wrong check
                character.
        """
        number = normal_form(text)
        if len(number) != 18:
            message = _("An ID number has 18 characters, this one has %(count)s", count=len(number))
            raise IdentityError("length", message)
        if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
            raise IdentityError("characters", _("An ID number holds digits only, the last may be X"))
        birth = _birth(number)
        if number[-1] != mod_11_2(number[:-1]):
            raise IdentityError(
                "check", _("The check digit of the ID number is wrong, please compare with the card")
            )
        return cls(number, birth, MALE if int(number[16]) % 2 else FEMALE, _kind(number))

    def age_on(self, day: date) -> int:
        """Full years of age on a day."""
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


def _birth(number: str) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdentityError("birth", _("The birth date in the ID number does not exist")) from None
    if birth > today():
        raise IdentityError("future", _("The birth date in the ID number is after today"))
    return birth


def _kind(number: str) -> str:
    if number.startswith(_FOREIGN_CARD):
        return "foreign_card"
    return _PERMITS.get(number[:2], "resident")


def normal_form(text: str) -> str:
    """Half-width, capital, without blanks: the form in which numbers are stored, compared and hashed."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_id_number(text: str) -> str:
    """The normal form of a right identity number; see `IdCard.parse` for the errors."""
    return IdCard.parse(text).number


def check_uscc(text: str) -> str:
    """The normal form of a right unified social credit code (GB 32100).

    The two leading characters may be letters (N for village collectives, Y for others); six digits of
    division follow.

    Raises:
        IdentityError: wrong length, characters or check character.
    """
    code = normal_form(text)
    if len(code) != 18:
        message = _("A credit code has 18 characters, this one has %(count)s", count=len(code))
        raise IdentityError("length", message)
    if not re.fullmatch(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}", code):
        raise IdentityError(
            "characters", _("A credit code holds digits and capital letters without I, O, S, V and Z")
        )
    if code[-1] != uscc_check(code[:-1]):
        raise IdentityError(
            "check", _("The check character of the credit code is wrong, please compare with the licence")
        )
    return code


def check_phone(text: str, organisation: bool = False) -> str:
    """The normal form of a mobile or fixed number.

    Args:
        text: as typed; blanks, hyphens and a leading +86 do no harm.
        organisation: also allow 400 numbers and short service numbers such as 12345.

    Raises:
        IdentityError: not a telephone number.
    """
    typed = normal_form(text).replace("—", "-").removeprefix("+86").removeprefix("-")
    plain = typed.replace("-", "")
    if _MOBILE.fullmatch(plain):
        return plain
    if fixed := _FIXED.fullmatch(typed):
        return f"{fixed[1]}-{fixed[2]}" if "-" in typed else plain
    if organisation and _SERVICE.fullmatch(plain):
        return plain
    raise IdentityError(
        "phone", _("Please enter an 11-digit mobile number, or a fixed number with its area code")
    )
