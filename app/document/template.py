"""Templates to HTML: a Jinja sandbox that an administrator's template cannot get out of.

A template sees plain data only. It can neither reach Python attributes nor read files, a name it uses that is
not there is printed as 〔缺：name〕 and reported, and what it may multiply or print is limited. Time and memory are
limited by the worker process around it (`app/document/worker.py`).
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, FileSystemLoader
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from app.document import filters
from app.document.fonts import REPORTS
from app.document.glyphs import show_undrawn
from app.document.names import one_face, rare_names

#: A line end between two Chinese characters is layout of the template, not a space on the paper.
_FOLDED_LINE = re.compile(
    "(?<=[\u2e80-\u9fff\uff00-\uffef“”‘’])\\s*\n\\s*(?=[\u2e80-\u9fff\uff00-\uffef“”‘’])"
)

LONGEST_HTML = 2_000_000
LONGEST_REPEAT = 20_000


class TemplateRefused(Exception):
    """A template cannot be rendered. `code`, `detail` and `line` are those of `refusal.PaperRefused`."""

    def __init__(self, code: str, detail: str, line: int | None = None):
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.line = line


class UnsafeAddress(Exception):
    """A template asked for a file or a web address."""


class House(ImmutableSandboxedEnvironment):
    """The environment all papers share. One render at a time: `missing` belongs to the render under way."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, directory: Path = REPORTS):
        self.missing: dict[str, None] = {}
        super().__init__(
            loader=FileSystemLoader(directory),
            autoescape=True,
            undefined=_missing_class(self.missing),
            finalize=lambda value: "" if value is None else value,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters.update(filters.FILTERS)
        for name in ("xmlattr", "pprint", "format", "center", "indent", "random"):
            self.filters.pop(name)
        self.globals.pop("lipsum")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse a product that would build a huge text, list or number."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("%")
        if operator == "**":
            raise SecurityError("**")
        if operator == "*":
            count, repeated = (left, right) if isinstance(left, int) else (right, left)
            if (
                isinstance(count, int)
                and hasattr(repeated, "__len__")
                and count * len(repeated) > LONGEST_REPEAT
            ):
                raise SecurityError(f"× {count}")
        return super().call_binop(context, operator, left, right)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        """An attribute outside the sandbox is an attack or a mistake; never a blank on a paper."""
        raise SecurityError(f".{attribute}")

    def wrap_str_format(self, value: Any) -> Any:
        """`str.format` could pad a text to any length; Jinja would let it through."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError(".format")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Methods of plain data that only read are allowed; padding a text to any length is not."""
        if isinstance(obj, str) and attr in _GROWING_TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


_GROWING_TEXT_METHODS = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})


def _missing_class(report: dict[str, None]) -> type[ChainableUndefined]:
    class Missing(ChainableUndefined):
        """A name that is not there: visible on the paper, listed in `report`, false in a condition."""

        def __getattr__(self, name: str) -> Missing:
            if name.startswith("__"):
                raise AttributeError(name)
            return Missing(name=f"{self._undefined_name}.{name}")

        __getitem__ = __getattr__

        def __html__(self) -> Markup:
            report[str(self._undefined_name)] = None
            return Markup('<span class="missing">{}</span>').format(str(self))

        def __str__(self) -> str:
            report[str(self._undefined_name)] = None
            return f"〔缺：{self._undefined_name}〕"

        def __iter__(self) -> Iterator[Any]:
            report[str(self._undefined_name)] = None
            return iter(())

    return Missing


def render_html(
    house: House, template: str, context: Mapping[str, Any], source: str | None = None
) -> tuple[str, list[str]]:
    """Fill a template.

    Args:
        house: the shared environment.
        template: path below `reports/`, such as `agreements/agreement.html`; with `source` only its name.
        context: plain data (text, numbers, lists, dicts); see the comment at the head of each template.
        source: the text of a template that does not stand in `reports/` (one an administrator is editing).

    Returns:
        The HTML, and what is missing: names in order of use, then characters no face draws (`U+2611 ☑`).

    Raises:
        TemplateRefused: the template has a mistake, leaves the sandbox or grows without end.
    """
    html = fill(house, template, context, source)
    html, characters = show_undrawn(one_face(html, rare_names(context)))
    return html, [*house.missing, *characters]


def fill(house: House, template: str, context: Mapping[str, Any], source: str | None = None) -> str:
    """The HTML of a template as `render_html` takes it, before names and characters are told apart by the faces.

    Raises:
        TemplateRefused: as there.
    """
    house.missing.clear()
    pieces: list[str] = []
    length = 0
    try:
        compiled = house.from_string(source) if source is not None else house.get_template(template)
        for piece in compiled.generate(**context):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_HTML:
                raise TemplateRefused("too_long", f"{LONGEST_HTML:,}")
    except (SecurityError, TemplateNotFound) as error:
        raise TemplateRefused("unsafe", str(error), _line_of(error)) from error
    except UndefinedError as error:
        raise TemplateRefused("template", str(error), _line_of(error)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        line = _line_of(error)
        said = str(error) if isinstance(error, TemplateError) else escape(str(error))
        if source is None:
            said = f"{template}:{line} {said}" if line else f"{template}: {said}"
        raise TemplateRefused("template", said, line) from error
    return _FOLDED_LINE.sub("", "".join(pieces))


def _line_of(error: Exception) -> int | None:
    """The line of the text that is being edited; Jinja calls such a text `<template>` in its traces."""
    if getattr(error, "lineno", None):
        return int(error.lineno)  # type: ignore[attr-defined]
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == "<template>"
    ]
    return lines[-1] if lines else None
