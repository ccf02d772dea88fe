"""Charts as `ui/chart.html` draws them: a table whose figures lead to their rows, and how its picture looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bar:
    """One line of the table and its place in the picture.

    Attributes:
        label: what is counted.
        figures: how many, one a measure, each with the address of its rows; none has none.
        second: what else is to be said of it, in small.
    """

    label: Any
    figures: tuple[tuple[int, str | None], ...]
    second: Any = ""


def chart(
    name: str,
    caption: Any,
    kind: Any,
    measures: Sequence[Any],
    bars: Sequence[Bar],
    *,
    upright: bool = False,
    provisional: int = 0,
) -> dict[str, Any]:
    """The picture and its table.

    Args:
        name: the anchor of the table.
        caption: what the table shows.
        kind: the heading above the labels.
        measures: the headings above the figures.
        bars: the lines, in the order of the picture.
        upright: columns side by side, for periods; else bars one below the other.
        provisional: how many bars at the end stand for a time that is not over.
    """
    headings = [{"name": f"n{place}", "label": words, "end": True} for place, words in enumerate(measures)]
    rows = [{"pk": place, "cells": _cells(bar)} for place, bar in enumerate(bars)]
    look = {"kind": "columns" if upright else "rows", "drawn": len(bars), "provisional": provisional}
    columns = [{"name": "label", "label": kind}, *headings]
    table = {"name": name, "caption": caption, "columns": columns, "rows": rows, "density": "twin"}
    return {"chart": look, "table": table}


def _cells(bar: Bar) -> list[dict[str, Any]]:
    figures = [
        {"kind": "number", "value": f"{number:,}", "url": url if number else None}
        for number, url in bar.figures
    ]
    return [{"value": bar.label, "second": bar.second}, *figures]
