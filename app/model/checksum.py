"""Check characters of the numbering standards: GB 11643, GB 32100, ISO 7064 MOD 11,10 and ISO/IEC 7812."""

from __future__ import annotations

#: GB 32100 leaves out I, O, S, V and Z, which are easily misread.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def mod_11_2(digits: str) -> str:
    """The check character of an identity number (GB 11643, ISO 7064 MOD 11-2).

    Args:
        digits: the first 17 digits.

    Returns:
        One of `0`-`9` or `X`.
    """
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]


def uscc_check(body: str) -> str:
    """The check character of a unified social credit code (GB 32100: weights 3^i modulo 31).

    Args:
        body: the first 17 characters, all from `USCC_ALPHABET`.
    """
    total = sum(USCC_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return USCC_ALPHABET[-total % 31]


def passes_luhn(digits: str) -> bool:
    """Whether a card number ends with its check digit (ISO/IEC 7812-1 annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def mod_11_10(digits: str) -> str:
    """The check digit of a string of digits (ISO 7064 MOD 11,10).

    It finds every single wrong digit and nearly every swap of two neighbours, and stays a digit, so that a
    number can be read over the telephone.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"only digits can carry a check digit: {digits!r}")
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def carries_mod_11_10(digits: str) -> bool:
    """Whether the last digit is the right check digit of those before it."""
    return digits.isascii() and digits.isdigit() and len(digits) > 1 and mod_11_10(digits[:-1]) == digits[-1]
