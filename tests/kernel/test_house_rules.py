"""The laws of the house that a program can check: style, layers, who imports whom, small rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.lifecycle.check import FREE_ROOMS, OPEN_ROOMS

HOUSE = Path(__file__).resolve().parents[2]
MODULES = HOUSE / "modules"
LONGEST_FILE = 400
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
PROSE_AND_CODE = {".py", ".html", ".js", ".css", ".md", ".toml", ".yaml", ".yml", ".csv"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the virtual environment in the house's folder."""
    program = Path(sys.executable).parent / command[0]
    return subprocess.run(
        [str(program), *command[1:]], cwd=HOUSE, capture_output=True, text=True, check=False
    )


def files(*folders: str) -> list[Path]:
    """Our own files of prose and code in `folders`; vendored assets are not ours."""
    return [
        path
        for folder in folders
        for path in (HOUSE / folder).rglob("*")
        if path.suffix in PROSE_AND_CODE and "vendor" not in path.parts
    ]


@pytest.mark.parametrize(
    "tool",
    [
        ("ruff", "check", "--no-cache", "--output-format=concise", "."),
        ("lint-imports", "--no-cache", "--no-logo"),
        ("mypy",),
    ],
    ids=lambda tool: tool[0],
)
def test_tool_is_content(tool):
    done = run(*tool)
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_are_small_rooms():
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in files("app", "modules")
        if path.suffix == ".py"
        and "migrations" not in path.parts  # written by a tool, read once
        and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"


def test_nothing_is_left_for_later():
    found = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()}"
        for path in files("app", "modules", "reports", "tests", "docs")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert not found, "\n".join(found)


def imported_modules(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (line, business module, rest of the dotted name) for each `modules.…` that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "modules" and len(parts) > 1:
                yield node.lineno, parts[1], ".".join(parts[2:])


def upstream(module: str, depends: dict[str, Sequence[str]]) -> set[str]:
    """Return every module that `module` depends on, directly or through others."""
    seen: set[str] = set()
    waiting = list(depends[module])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += depends.get(name, ())
    return seen


def module_faults(folder: Path) -> list[str]:
    """Return what breaks "knowledge points upstream" among the modules in `folder`.

    A module imports only `models`, `services` and `papers` of the modules its manifest depends on, directly or
    through others; no two depend on each other. Its tests may look wider into the same modules, its demo into theirs.
    """
    depends = {
        manifest.parent.name: ast.literal_eval(manifest.read_text("utf-8")).get("depends", ())
        for manifest in sorted(folder.glob("*/__manifest__.py"))
    }
    faults = []
    for module in depends:
        above = upstream(module, depends)
        if module in above:
            faults.append(f"{module} depends on itself through {sorted(above)}")
        for path in sorted((folder / module).rglob("*.py")):
            for line, other, rest in imported_modules(path):
                where = f"{module}/{path.relative_to(folder / module)}:{line}"
                if other == module:
                    continue
                if other not in above:
                    faults.append(f"{where} imports {other}, which is not upstream")
                elif not set(FREE_ROOMS) & set(path.parts) and rest.split(".")[0] not in OPEN_ROOMS:
                    faults.append(f"{where} imports {other}.{rest}; only {', '.join(OPEN_ROOMS)} are open")
    return faults


def test_modules_import_upstream_only():
    faults = module_faults(MODULES)
    assert not faults, "\n".join(faults)


def test_addresses_of_screens_are_made_by_address():
    """A refusal that wrote its own link once led to a page that is not there."""
    names = "|".join(folder.name for folder in MODULES.iterdir() if folder.is_dir())
    written = re.compile(rf"""["']/(?:{names})/\w+/""")
    found = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()}"
        for path in files("app", "modules")
        if path.suffix == ".py" and "tests" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if written.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_module_rule_catches_what_it_must(tmp_path):
    shelf = {
        "parties/__manifest__.py": "{'depends': []}",
        "parties/models.py": "import app.model.base\nfrom modules.cases.models import Case\n",
        "cases/__manifest__.py": "{'depends': ['parties']}",
        "cases/views.py": "from modules.parties import models\nfrom modules.parties.views import VIEWS\n",
        "cases/models.py": "from modules.parties.models import Person\nfrom modules.cases.services import go\n",
        "dispatch/__manifest__.py": "{'depends': ['cases']}",
        "dispatch/services.py": "def late():\n    import modules.parties.services\n    import modules.grids\n",
        "one/__manifest__.py": "{'depends': ['two']}",
        "two/__manifest__.py": "{'depends': ['one']}",
    }
    for name, text in shelf.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert module_faults(tmp_path) == [
        "cases/views.py:2 imports parties.views.VIEWS; only models, services, papers are open",
        "dispatch/services.py:3 imports grids, which is not upstream",
        "one depends on itself through ['one', 'two']",
        "parties/models.py:2 imports cases, which is not upstream",
        "two depends on itself through ['one', 'two']",
    ]
