"""The set-up gets what is missing when it may, and otherwise says the one line that cures it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.lifecycle.machine import fonts, preparation, system_packages
from app.lifecycle.machine.progress import CommandFailed, Steps
from app.lifecycle.machine.system_packages import SystemPackage
from app.lifecycle.machine.virtualenv import VirtualEnvironment


class FakeSteps(Steps):
    """Steps that run nothing: they note each command and answer from a table of first words."""

    def __init__(self, answers=None, failing=()):
        super().__init__(total=1, out=io.StringIO())
        self.commands = []
        self.answers = answers or {}
        self.failing = failing

    def run(self, command, env=None):
        line = " ".join(command)
        self.commands.append(line)
        if any(words in line for words in self.failing):
            raise CommandFailed(f"{line} ended with 100")
        return next((answer for words, answer in self.answers.items() if words in line), "")


def package(name, present=False, for_tests=False):
    return SystemPackage(name, "a purpose", lambda: present, for_tests)


@pytest.fixture
def no_rights(monkeypatch):
    monkeypatch.setattr(system_packages, "administrator_prefix", lambda: None)


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(system_packages, "administrator_prefix", list)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")


def test_only_tests_ask_for_test_packages():
    shelf = (package("a"), package("b", for_tests=True), package("c", present=True))
    assert [one.name for one in system_packages.missing(False, shelf)] == ["a"]
    assert [one.name for one in system_packages.missing(True, shelf)] == ["a", "b"]


def test_root_installs_what_apt_knows(as_root):
    steps = FakeSteps(answers={"policy pango": "Candidate: 1.50", "policy chromium": "Candidate: (none)"})
    system_packages.install([package("pango"), package("chromium")], steps)
    apt = "env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
    assert steps.commands[0] == f"{apt} update"
    assert steps.commands[-1] == f"{apt} install --no-install-recommends pango"


def test_stale_package_lists_do_not_stop_the_install(as_root, capsys):
    steps = FakeSteps(answers={"policy": "Candidate: 1"}, failing=["update"])
    system_packages.install([package("pango")], steps)
    assert steps.commands[-1].endswith("install --no-install-recommends pango")
    assert "could not be refreshed" in capsys.readouterr().out


def test_without_root_only_fonts_are_fetched_and_unpacked(no_rights, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts.shutil, "which", lambda name: f"/usr/bin/{name}")
    steps = FakeSteps()
    fonts.unpack_without_root(["libpangoft2-1.0-0", "fonts-noto-cjk"], steps, into=tmp_path)
    assert len(steps.commands) == 1
    assert steps.commands[0].endswith(" fonts-noto-cjk")
    assert "apt-get" in steps.commands[0]


def test_without_apt_nothing_is_run(no_rights, monkeypatch):
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    steps = FakeSteps()
    system_packages.install([package("fonts-noto-cjk")], steps)
    assert steps.commands == []


def test_without_rights_the_one_line_is_said_and_the_start_goes_on(no_rights, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(system_packages, "PACKAGES", ())
    lacking = [package("libpangoft2-1.0-0"), package("fontconfig")]
    monkeypatch.setattr(system_packages, "missing", lambda test: lacking)
    monkeypatch.setattr(VirtualEnvironment, "complete", lambda self, test: True)
    environment = VirtualEnvironment(tmp_path / ".venv")
    assert preparation.prepare(environment=environment) == tmp_path / ".venv" / "bin" / "python"
    said = capsys.readouterr().err
    assert "a purpose" in said
    assert said.splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libpangoft2-1.0-0 fontconfig"
    )


def test_without_python3_venv_the_set_up_stops(no_rights, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(system_packages, "missing", lambda test: [package("python3-venv")])
    monkeypatch.setattr(VirtualEnvironment, "complete", lambda self, test: False)
    with pytest.raises(preparation.NotReady, match="python3-venv"):
        preparation.prepare(environment=VirtualEnvironment(tmp_path / ".venv"))
    assert "install -y --no-install-recommends python3-venv" in capsys.readouterr().err


def test_administrator_is_root_or_sudo_without_a_password(monkeypatch):
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0)
    assert system_packages.administrator_prefix() == []
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: None)
    assert system_packages.administrator_prefix() is None
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    for code, prefix in ((0, ["sudo", "-n"]), (1, None)):
        done = system_packages.subprocess.CompletedProcess([], code)
        monkeypatch.setattr(system_packages.subprocess, "run", lambda *_, done=done, **__: done)
        assert system_packages.administrator_prefix() == prefix


def test_fonts_unpacked_without_root_are_found(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    assert fonts.find(fonts.WENKAI.file) is None
    font = tmp_path / "usr/share/fonts" / fonts.WENKAI.file
    font.parent.mkdir(parents=True)
    font.touch()
    assert fonts.find(fonts.WENKAI.file) == font


def test_steps_show_the_name_the_count_and_the_last_words_of_a_failure():
    out = io.StringIO()
    steps = Steps(total=2, out=out)
    with steps.step("First"):
        assert steps.run([sys.executable, "-c", "print('one'); print('two')"]) == "one\ntwo"
    with pytest.raises(CommandFailed, match="(?s)ended with 3.*reason"), steps.step("Second"):
        steps.run([sys.executable, "-c", "import sys; print('reason'); sys.exit(3)"])
    lines = out.getvalue().splitlines()
    assert lines[0] == "[1/2] First: …"
    assert lines[1].endswith(" s")
    assert "[2/2] Second: failed after" in lines[3]


def test_a_program_that_is_not_there_is_a_failed_command():
    with pytest.raises(CommandFailed, match="no-such-program"):
        Steps(total=1, out=io.StringIO()).run([str(Path("/no-such-program"))])
