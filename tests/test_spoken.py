"""Every page a person of the demo finds wears the shell of the house and speaks Chinese, in what is read and heard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.house.spoken import allowed_words, latin, said_by
from tests.house.walk import walk

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

ALLOWED = Path(__file__).with_name("spoken_words.txt")

#: One of each kind of post; between them they open every page.
PEOPLE = (
    "clerk_county",
    "dispatcher_county",
    "mediator_town",
    "leader_county",
    "admin_county",
    "keyperson_county",
    "system_admin",
    "security_admin",
    "audit_admin",
)

#: Answers that are parts of a page, or sheets to be printed.
PARTS = re.compile(r"/filters$|/facets/<field>$|/columns$|/search/quick$|/print/<pk>$|/workbench/paper$|/progress$")


def faults(app: Flask, client: FlaskClient, seen: set[str]) -> list[str]:
    """What is wrong with the pages of one person, a line each."""
    allowed, found = set(allowed_words(ALLOWED)), {}
    for step in walk(app, client):
        seen.add(step.rule)
        if step.answer.status_code >= 500:
            found[step.rule, "fault"] = f"{step.url} answered {step.answer.status_code}"
        if step.answer.mimetype != "text/html" or 300 <= step.answer.status_code < 400:
            continue
        html = step.answer.get_data(as_text=True)
        if not PARTS.search(step.rule) and 'class="fq-top"' not in html and 'class="fq-plain' not in html:
            found[step.rule, "shell"] = f"{step.url} does not wear the shell"
        for text in said_by(html):
            if latin(text) - allowed:
                found[step.rule, text] = f"{step.url} says {text[:80]!r}"
    return sorted(found.values())


@SQLITE
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_wears_the_shell_and_speaks_chinese(
    app: Flask, login: Callable[..., FlaskClient], person: str
) -> None:
    seen: set[str] = set()
    wrong = faults(app, login(person), seen)
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 30


@SQLITE
def test_a_visitor_meets_the_door_and_chinese(app: Flask, client: FlaskClient) -> None:
    wrong = faults(app, client, set())
    assert not wrong, "\n".join(wrong)
    page = client.get("/people/", follow_redirects=True)
    assert page.request.path == "/login/"


@SQLITE
@pytest.mark.parametrize("code", [403, 404, 405, 422])
def test_refusals_wear_the_shell_and_speak_chinese(login: Callable[..., FlaskClient], code: int) -> None:
    client = login("clerk_county")
    answer = {
        403: lambda: client.get("/rights/"),
        404: lambda: client.get("/nowhere/"),
        405: lambda: client.get("/cases/case/bulk/accept"),
        422: lambda: client.get("/cases/case/list/?order=没有"),
    }[code]()
    assert answer.status_code == code and 'class="fq-top"' in answer.text
    assert not [text for text in said_by(answer.text) if latin(text) - set(allowed_words(ALLOWED))]


def test_every_allowed_word_has_a_reason() -> None:
    allowed = allowed_words(ALLOWED)
    assert all(allowed.values()) and len(allowed) < 20


def test_reading_finds_english_wherever_it_may_stand() -> None:
    page = (
        '<p>Save <b title="Close me">x</b></p><option>None</option><img alt="Picture">'
        '<code>case_no</code><p lang="en">Hello</p>'
    )
    assert {word for text in said_by(page) for word in latin(text)} == {"Save", "Close", "None", "Picture"}
    assert latin("91990102MA0FQAJ04M \u89c1 https://example.org/ {count} \u4ef6") == set()
    heard = said_by('<input type="submit" value="Go on"><input placeholder="Name" aria-label="Name of it">')
    assert set(heard) == {"Go on", "Name", "Name of it"}
