"""Manifests are parsed, never imported; modules come in dependency order."""

from pathlib import Path

import pytest

from app.lifecycle.graph import GraphError, dependents, order
from app.lifecycle.manifest import FILE, Manifest, ManifestError, read

GOOD = '{"name": "pond", "label": "Pond", "version": "1.0.0", "depends": ["rain"]}'


def written(tmp_path: Path, text: str, name: str = "pond") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / FILE).write_text(text)
    return folder


def known(**depends: str) -> dict[str, Manifest]:
    return {
        name: Manifest(name, name.title(), "1.0.0", depends=tuple(others.split()))
        for name, others in depends.items()
    }


def test_a_manifest_is_read(tmp_path):
    manifest = read(written(tmp_path, GOOD))
    assert (manifest.name, manifest.depends, manifest.auto_install) == ("pond", ("rain",), True)
    assert manifest.package == "modules.pond"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("__import__('os').getcwd()", "literal"),
        ("[1]", "literal"),
        ("{", "literal"),
        ('{"name": "pond", "label": "Pond"}', "missing entry: version"),
        ('{"name": "pond", "label": "Pond", "version": "1.0.0", "colour": "green"}', "unknown entry: colour"),
        ('{"name": "lake", "label": "Pond", "version": "1.0.0"}', "folder"),
        ('{"name": "pond", "label": "Pond", "version": "1"}', "three numbers"),
        ('{"name": "pond", "label": "Pond", "version": "1.0.0", "depends": "rain"}', "wrong type"),
    ],
)
def test_a_wrong_manifest_says_why(tmp_path, text, complaint):
    with pytest.raises(ManifestError, match=complaint):
        read(written(tmp_path, text))


def test_what_is_needed_comes_first():
    modules = known(sea="river", river="rain spring", spring="rain", rain="", desert="")
    assert order(["sea"], modules) == ("rain", "spring", "river", "sea")
    assert dependents("spring", modules, modules) == ("river", "sea")


def test_a_missing_dependency_names_who_asks():
    with pytest.raises(GraphError, match="no module rain, which river depends on"):
        order(["river"], known(river="rain"))


def test_a_circle_is_shown():
    with pytest.raises(GraphError, match="circle: .*hen.*egg"):
        order(["hen"], known(hen="egg", egg="hen"))
