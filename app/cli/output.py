"""How commands answer: lines for a person, one JSON document for a machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

#: The switch every listing command has.
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")


def show(data: Any) -> None:
    """Print a JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def table(headings: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    """Print a table; a Chinese character is two columns wide."""
    cells = [[str(cell) for cell in line] for line in (headings, *lines)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(headings))]
    for line in cells:
        padded = [cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
