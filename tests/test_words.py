"""Every message of code and templates has its Chinese, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from flask import Flask
from flask_babel import force_locale, gettext, ngettext

from app.lifecycle import catalogue

ROOT = Path(catalogue.FOLDER).parent
PYTHON = (("**.py", "python"),)
TEMPLATES = (("**.html", "jinja2"),)
MARKS = re.compile(r"%\(\w+\)[sd]")


def messages() -> dict[str, str]:
    """Each message id of code and templates, and where it stands."""
    found = {}
    for folder, method in (("app", PYTHON), ("modules", PYTHON), ("app", TEMPLATES), ("reports", TEMPLATES)):
        for name, line, words, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=method, keywords=KEYWORDS
        ):
            found.setdefault(words if isinstance(words, str) else words[0], f"{folder}/{name}:{line}")
    return found


KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}


def chinese() -> dict[str, str]:
    merged, _conflicts = catalogue.merge(catalogue.parts())
    return {
        (one.id if isinstance(one.id, str) else one.id[0]): (
            one.string if isinstance(one.string, str) else one.string[0]
        )
        for one in merged
        if one.id
    }


def test_every_message_has_chinese():
    told = chinese()
    lacking = [f"{place}: {words!r}" for words, place in messages().items() if words not in told]
    assert not lacking, "\n".join(sorted(lacking))
