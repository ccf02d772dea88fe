"""Text as somebody typed, pasted or sent it, without what nobody can see."""

from __future__ import annotations

import re

from flask_babel import gettext

#: Signs that turn the direction of what follows them (U+202A to U+202E, U+2066 to U+2069): a name with one of them
#: reads otherwise than it is stored, and turns the words beside it too. Phones and address books paste them along.
#: Arabic and Uyghur find their direction by themselves; the marks U+200E, U+200F, U+061C and the joiners stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: Control characters, and halves of characters; in a text of several lines all but line breaks and tabs.
_NEVER = {
    False: re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]"),
    True: re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"),
}


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
    text = _TURNING.sub("", text).strip()
    if _NEVER[lines].search(text):
        raise TextError(gettext("The text holds characters that cannot be stored; please type it again"))
    return text
