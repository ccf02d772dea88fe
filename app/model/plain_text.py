"""Text as somebody typed, pasted or sent it, without what nobody can see."""

from __future__ import annotations

import unicodedata

from flask_babel import gettext

#: Signs that turn the direction of what follows them (U+202A to U+202E, U+2066 to U+2069): a name with one of them
#: reads otherwise than it is stored, and turns the words beside it too. Phones and address books paste them along.
#: Arabic and Uyghur find their direction by themselves; the marks U+200E, U+200F, U+061C and the joiners stay.
_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))

#: Control characters, and halves of characters.
_NEVER = frozenset(("Cc", "Cs"))


class TextError(ValueError):
    """A text that cannot be stored; the message is a translated sentence for its field."""


def plain_text(text: str, *, lines: bool = False) -> str:
    """The text without blanks at its ends and without signs that turn its direction.

    Args:
        text: what was sent.
        lines: whether line breaks and tabs are allowed.

    Raises:
        TextError: control characters or half characters in it, which no keyboard writes.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = "".join(sign for sign in text if unicodedata.bidirectional(sign) not in _TURNING)
    text, allowed = text.strip(), "\n\t" if lines else ""
    if any(sign not in allowed and unicodedata.category(sign) in _NEVER for sign in text):
        raise TextError(gettext("The text holds characters that cannot be stored; please type it again"))
    return text
