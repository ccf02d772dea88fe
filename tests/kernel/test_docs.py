"""What the documents name is there: files, links, commands. Wrong documents are worse than none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app.cli import Commands
from app.lifecycle.loader import load
from app.lifecycle.manifest import discover

HOUSE = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(
    path.relative_to(HOUSE).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "modules/*/README.md", "reports/README.md")
    for path in HOUSE.glob(pattern)
)

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"(?:[\w.-]+/)+[\w.-]*\.(?:py|html|csv|md|json|po|toml)")
_COMMAND = re.compile(r"\bflask(?: --app \S+)?((?: [a-z][a-z-]*)+)")

#: Names a reader puts their own in: a module to be made, a file to be written.
INVENTED = ("modules/lamps/", "modules/<", "instance/")

#: Words and addresses of a workplace that mean nothing to a stranger.
WORKPLACE = re.compile(
    r"(?:^|[\s`(])/(?:work|tmp|root|home)/|\.library|\bsub-?agent\b|\bprompt\b|localhost:\d"
)


def text_of(document: str) -> str:
    return (HOUSE / document).read_text("utf-8")


def prose_of(document: str) -> str:
    """The text without blocks of code."""
    return _FENCE.sub("", text_of(document))


def files_named_in(text: str) -> Iterator[str]:
    """Paths of files written as code; a bare name or a name with a place to fill in is no path."""
    for code in _CODE.findall(text):
        if _FILE.fullmatch(code) and not code.startswith(INVENTED) and "*" not in code:
            yield code


def commands_named_in(text: str) -> Iterator[tuple[str, ...]]:
    """`flask` commands as words: in code between backticks, and in blocks of code."""
    blocks = [block for block in _FENCE.findall(text) if not block.startswith("```python")]
    for code in (*_CODE.findall(_FENCE.sub("", text)), *blocks):
        for words in _COMMAND.findall(code):
            yield tuple(words.split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    place = (HOUSE / document).parent
    links = [link.partition("#")[0] for link in _LINK.findall(prose_of(document)) if "://" not in link]
    assert [link for link in links if link and not (place / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_are_where_they_are_said_to_be(document):
    places = (HOUSE, (HOUSE / document).parent)
    lost = [
        name for name in files_named_in(text_of(document)) if not any((p / name).exists() for p in places)
    ]
    assert lost == []


@pytest.fixture(scope="module")
def house_commands() -> click.Group:
    """The command line of a house with every module; it needs no database."""
    known = discover()
    return Commands(load(known, known))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_exist(document, house_commands):
    unknown = [
        " ".join(words) for words in commands_named_in(text_of(document)) if not _known(house_commands, words)
    ]
    assert unknown == []


def _known(group: click.Command, words: tuple[str, ...]) -> bool:
    """Whether words lead down the tree of commands; what follows a command are its arguments."""
    for word in words:
        if not isinstance(group, click.Group):
            return True
        found = group.get_command(click.Context(group), word)
        if found is None:
            return False
        group = found
    return True


@pytest.mark.parametrize("document", READMES)
def test_both_readmes_begin_with_the_two_commands(document):
    assert {"python3 run.py", "python3 run.py test"} <= {
        line.partition("#")[0].strip() for line in text_of(document).splitlines()
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_speaks_of_a_workplace(document):
    assert WORKPLACE.findall(text_of(document)) == []


def test_every_module_of_the_house_has_a_readme_that_both_readmes_place():
    modules = [path.parent.name for path in HOUSE.glob("modules/*/__manifest__.py")]
    for document in READMES:
        assert [name for name in modules if name not in text_of(document)] == []
    assert [name for name in modules if not (HOUSE / "modules" / name / "README.md").exists()] == []


def test_the_demo_accounts_of_the_documents_are_people_of_the_demo():
    people = {line.split(",")[0] for line in text_of("app/org/demo/people.csv").splitlines()[1:]}
    named = re.compile(r"`([a-z]+_(?:admin|province|city|county|town|village)\d?)`")
    for document in (*READMES, "docs/demo.md"):
        assert set(named.findall(text_of(document))) <= people, document


def test_the_checks_see_what_is_wrong(house_commands):
    text = "See `app/nowhere.py` and `flask module fly`.\n```\npython3 run.py flask rights\n```\n"
    assert list(files_named_in(text)) == ["app/nowhere.py"]
    assert list(commands_named_in(text)) == [("module", "fly"), ("rights",)]
    assert not _known(house_commands, ("module", "fly"))
    assert _known(house_commands, ("module", "install", "anything"))
    assert WORKPLACE.search("cd /wor" + "k/place")
