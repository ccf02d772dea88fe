"""The fields a template can print, read from the sample data, and the pieces an editor puts in at the caret."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from app.document.spec import Document
from app.studio.papers import sample, standard

#: Characters of a sample value that are shown.
_SHOWN = 24

_NEEDED = re.compile(r'([A-Za-z_][\w.]*)\s*\|\s*needed\("([^"]+)"\)')
_BEFORE = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff\u3000（）、]{1,19})(?:：|</th>\s*<td[^>]*>)\s*(?:<[^>]+>\s*)*\{\{-?\s*([A-Za-z_][\w.]*)"
)
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT = re.compile(r"\d+\.\d{2}")


def palette(document: Document) -> list[dict[str, Any]]:
    """Groups of pieces: `{"title", "pieces": [{"name", "label", "sample", "text"}]}`."""
    words = common_words() | labels(standard(document))
    groups = [
        {"title": gettext("Fields of the paper"), "pieces": list(_pieces(sample(document), "", words))},
        {"title": gettext("On every paper"), "pieces": _stamp()},
    ]
    lists = {key: value for key, value in sample(document).items() if isinstance(value, list) and value}
    for key, value in lists.items():
        title = gettext("For each of “%(list)s”", list=words.get(key, key))
        groups.append({"title": title, "pieces": list(_of_list(key, value, words))})
    groups.append({"title": gettext("Conditions and parts"), "pieces": _parts()})
    return groups


def labels(template: str) -> dict[str, str]:
    """What the house's template itself calls its fields: the words before them, or those it asks for them with."""
    found = {name: "".join(words.split()) for words, name in _BEFORE.findall(template)}
    return found | dict(_NEEDED.findall(template))


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """What fields are called that stand on many papers."""
    with (Path(__file__).parent / "field_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["words"] for row in csv.DictReader(file)}


def _pieces(data: dict[str, Any], before: str, words: dict[str, str]) -> Iterator[dict[str, str]]:
    for key, value in data.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _pieces(value, f"{name}.", words)
        elif not isinstance(value, list):
            yield _piece(name, value, words)


def _of_list(key: str, value: list[Any], words: dict[str, str]) -> Iterator[dict[str, str]]:
    first = value[0]
    if not isinstance(first, dict):
        yield {
            "name": key,
            "label": gettext("Repeat"),
            "sample": _short(first),
            "text": f"{{% for item in {key} %}}\n<p>{{{{ item }}}}</p>\n{{% endfor %}}\n",
        }
        return
    inner = "name" if "name" in first else next(iter(first))
    yield {
        "name": key,
        "label": gettext("Repeat"),
        "sample": gettext("%(count)s entries", count=len(value)),
        "text": f"{{% for item in {key} %}}\n<p>{{{{ item.{inner} }}}}</p>\n{{% endfor %}}\n",
    }
    keys = {name: entry[name] for entry in reversed(value) if isinstance(entry, dict) for name in entry}
    for name, one in keys.items():
        if not isinstance(one, (dict, list)):
            yield _piece(f"item.{name}", one, words)


def _piece(name: str, value: Any, words: dict[str, str]) -> dict[str, str]:
    return {
        "name": name,
        "label": words.get(name) or words.get(name.rpartition(".")[2], ""),
        "sample": _short(value),
        "text": f"{{{{ {name}{_form(name, value)} }}}}",
    }


def _form(name: str, value: Any) -> str:
    """How a value is written by default."""
    text = value if isinstance(value, str) else ""
    if _MINUTE.fullmatch(text):
        return "|minute"
    if _DAY.fullmatch(text):
        return "|day"
    if _AMOUNT.fullmatch(text):
        return "|money"
    if "\n" in text:
        return "|paragraphs"
    return (
        "|rare" if name.rpartition(".")[2] in ("name", "representative", "payer", "payee", "speaker") else ""
    )


def _short(value: Any) -> str:
    text = " ".join(str(value if value is not None else "").split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _stamp() -> list[dict[str, str]]:
    return [
        {"name": "stamp.number", "label": gettext("Number"), "sample": "", "text": "{{ stamp.number }}"},
        {"name": "stamp.author", "label": gettext("Unit"), "sample": "", "text": "{{ stamp.author }}"},
    ]


def _parts() -> list[dict[str, str]]:
    made = (
        ("if", gettext("Only if it is filled in"), "{% if name %}\n<p>{{ name }}</p>\n{% endif %}\n"),
        ("needed", gettext("Must be filled in"), '{{ name|needed("名称") }}'),
        ("capital", gettext("In capitals"), "{{ amount|capital }}"),
        ("blank", gettext("A line to fill in by hand"), "{{ name|blank }}"),
        ("sign", gettext("Line for a signature"), '{{ parts.sign("签名") }}\n'),
        ("sealing", gettext("Place for the seal"), '{{ parts.sealing(unit.name, date, "（印章）") }}\n'),
    )
    return [{"name": name, "label": label, "sample": "", "text": text} for name, label, text in made]
