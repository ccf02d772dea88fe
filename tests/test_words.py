"""Every message of code, templates and screens has its Chinese, once, with the same places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir
from flask import Flask
from sqlalchemy import select

from app.access.grants import Grant, PostRole
from app.access.pages.rights import LEVEL_NAMES
from app.access.scope import system
from app.lifecycle import catalogue
from app.lifecycle.manifest import discover
from app.model.house import house
from app.org.models import Account
from app.view.calling import called
from app.view.fab import screened
from app.view.house_words import CHOICES
from app.view.screens import screens
from app.view.trail_words import ACTS, PURPOSES

ROOT = Path(catalogue.FOLDER).parent
SOURCES = (
    ("app", [("**.py", "python"), ("**.html", "jinja2")]),
    ("modules", [("**.py", "python"), ("**.html", "jinja2")]),
)
KEYWORDS: dict[str, Any] = dict.fromkeys(("_", "gettext", "lazy_gettext"))
KEYWORDS |= dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2))
PLACES = re.compile(r"%\(\w+\)[sd]|{\w+}")


def messages() -> dict[str, str]:
    """Each message id of code, templates and manifests, and where it stands."""
    found: dict[str, str] = {}
    for folder, methods in SOURCES:
        for name, line, words, *_rest in extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS):
            found.setdefault(words if isinstance(words, str) else words[0], f"{folder}/{name}:{line}")
    for manifest in discover().values():
        for words in filter(None, (manifest.label, manifest.summary)):
            found.setdefault(words, f"{manifest.folder.name}/__manifest__.py")
    return found


def chinese() -> dict[str, str]:
    """The Chinese of each message id."""
    merged, _conflicts = catalogue.merge(catalogue.parts())
    return {first(message.id): first(message.string) for message in merged if message.id}


def first(words: Any) -> str:
    return words if isinstance(words, str) else words[0]


def labels() -> Iterator[tuple[str, Any]]:
    """What a screen shows without anybody having written it there: names of models, fields, sections, choices."""
    for model in screened(screens().house):
        name = model.model_id()
        listed, form = screens().list(model), screens().form(model)
        yield name, screens().label(model)
        yield name, listed.title
        yield name, form.title
        fields = [*listed.columns, *listed.filters]
        for section in form.sections:
            if section.title:
                yield f"{name} {section.name}", section.title
            fields += section.fields
        for lines in form.lines:
            yield f"{name} {lines.spec.name}", lines.spec.title
            fields += lines.fields
        for field in fields:
            yield f"{name}.{field.name}", field.label
            if not getattr(field.source, "live", False):
                yield from ((f"{name}.{field.name}", label) for _value, label in field.choices)


def test_every_message_has_chinese():
    told = chinese()
    lacking = [f"{place}: {words!r}" for words, place in messages().items() if words not in told]
    assert not lacking, "\n".join(sorted(lacking))


def test_no_two_parts_differ():
    _merged, conflicts = catalogue.merge(catalogue.parts())
    assert not conflicts, "\n".join(conflicts)


def test_what_anything_may_do_is_not_said_as_a_mediation_does_it():
    """A job fails, an import fails; only a mediation ends without agreement."""
    assert "调解" not in chinese().get("Failed", "")


def test_places_to_fill_in_are_kept():
    for words, text in chinese().items():
        assert set(PLACES.findall(text)) <= set(PLACES.findall(words)) | {"%(num)s"}, words


def test_every_label_on_a_screen_is_chinese(app: Flask):
    with app.test_request_context():
        english = {f"{place}: {label}" for place, label in labels() if re.search(r"[A-Za-z]{4,}", str(label))}
    assert english == set()


def test_what_rights_are_about_is_chinese(app: Flask, login: Any):
    """The matrix and the list of grants name models that have no screens as well."""
    with app.test_request_context(), system("test") as session:
        models = {house().models[name] for name in session.scalars(select(Grant.model))}
        labels = {model.model_id(): str(screens().label(model)) for model in (*models, PostRole)}
    assert not {name: label for name, label in labels.items() if re.search(r"[A-Za-z]{3,}", label)}
    browser = login("security_admin")
    for address in ("/rights/?level=township", "/rights/?level=county", "/access/grant/list/"):
        page = browser.get(address).get_data(as_text=True)
        assert not re.search(r">\s*(Case import|Post role|Sys module|Custom field|Screen change)\s*<", page)


def test_the_catalogue_is_made_anew_when_a_part_changes(tmp_path: Path):
    part = tmp_path / "parts" / "one.po"
    part.parent.mkdir()
    part.write_text('msgid "Save"\nmsgstr "保存"\n', encoding="utf-8")
    assert catalogue.compile_if_changed(tmp_path)
    assert not catalogue.compile_if_changed(tmp_path)
    part.write_text('msgid "Save"\nmsgstr "存"\n', encoding="utf-8")
    assert catalogue.compile_if_changed(tmp_path)


def test_what_the_trail_tells_is_chinese(app: Flask):
    """Each act that code writes into the trail has its words, and so has each flush."""
    written = {"insert", "update", "delete", "bulk_insert", "bulk_update", "bulk_delete"}
    for source in (*ROOT.glob("app/**/*.py"), *ROOT.glob("modules/*/**/*.py")):
        if "tests" not in source.parts:
            written |= set(re.findall(r"\bnote\(\s*\"([a-z_]+)\"\s*[,)]", source.read_text(encoding="utf-8")))
    assert "sign_in" in written
    assert written <= set(ACTS)
    with app.test_request_context():
        told = {str(words) for words in (*ACTS.values(), *PURPOSES.values(), *LEVEL_NAMES.values())}
        told |= {words for _purpose, words in CHOICES["access.audit"]["purpose"]}
    assert not [words for words in told if re.search(r"[A-Za-z]", words)]


def test_no_row_is_named_by_its_place_in_memory(app: Flask, login: Any):
    with app.test_request_context(), system("test") as session:
        granted = session.scalars(select(Grant.id)).first()
        assert called(session.get_one(Grant, granted)) == f"权限 {granted}"
    page = login("security_admin").get(f"/access/grant/show/{granted}").get_data(as_text=True)
    assert f"权限 {granted}" in page
    assert "object at 0x" not in page


def test_a_second_factor_is_on_or_off_in_words(app: Flask, login: Any):
    browser = login("clerk_county")
    assert "未开启" in browser.get("/profile/").get_data(as_text=True)
    with app.app_context(), system("test") as session:
        account = session.scalars(select(Account).where(Account.username == "clerk_county")).one()
        account.totp_secret = "sealed"
        session.commit()
    assert "已开启" in browser.get("/profile/").get_data(as_text=True)
