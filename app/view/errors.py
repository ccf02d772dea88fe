"""What can be wrong with something a person or a machine sent, each with its answer."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext


class FieldError(ValueError):
    """One value is not acceptable; the text is a translated sentence for its field."""


class BadQuery(ValueError):
    """An order, cursor, filter or page size in an address cannot be read. Answered with 422.

    Args:
        parameter: its name in the address.
        said: what is wrong with its value, as a translated sentence.
        label: what people call it, where it is the filter of a field.
    """

    def __init__(self, parameter: str, said: str = "", label: Any = "") -> None:
        super().__init__(f"{parameter}: {said}" if said else parameter)
        self.parameter, self.label = parameter, label
        self.said = said or gettext("This parameter cannot be read")


class Invalid(Exception):
    """A form or document cannot be saved as it is. Answered with 422.

    Args:
        errors: sentences by field name; the empty name holds those about the whole.
    """

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("; ".join(text for texts in errors.values() for text in texts))
        self.errors = errors


class Conflict(Exception):
    """Somebody saved the row since it was opened; nothing was overwritten. Answered with 409.

    Args:
        row: the row as it stands now, where it could be read.
    """

    def __init__(self, row: Any = None) -> None:
        super().__init__(gettext("Someone saved before you"))
        self.row = row
