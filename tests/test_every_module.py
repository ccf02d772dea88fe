"""What every module must do, asked of each one on disk. A new module is tested by being there.

The rows and rights come from the demo county; where a module tells nothing in the demo, a row is planted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import Text, func, inspect, select
from sqlalchemy.orm import Session

from app.access.gate import bind_scope
from app.access.grants import Matrix
from app.access.identity import scope_for
from app.access.scope import NOTHING, Scope, acting_as, scope_of, system
from app.document.service import papers_of, preview, standing
from app.lifecycle import check, migrate
from app.lifecycle.graph import order
from app.lifecycle.install import uninstall
from app.lifecycle.loader import load, models_of
from app.lifecycle.makemigration import differences
from app.lifecycle.manifest import discover
from app.lifecycle.models import KERNEL
from app.lifecycle.owner import owner_engine
from app.lifecycle.state import installed
from app.model.base import Record, Scoped, db
from app.org.models import Account, Post
from app.view.calling import called, named
from app.view.links import endpoint, route_base
from app.view.screens import screens
from app.view.search import known_by, search_condition
from app.workflow.engine import NotAllowed, Refused, fire, offers, record, refusals
from app.workflow.spec import T, Workflow
from tests.arrows import plain
from tests.planting import plant

KNOWN = discover()
MODULES = tuple(order(KNOWN, KNOWN))
VILLAGE = "990102001001"

each_module = pytest.mark.parametrize("name", MODULES)


@each_module
def test_nothing_is_wrong_with_its_declarations(name):
    assert [fault.message for fault in check.check([name]) if fault.module in (name, "patches")] == []


@each_module
def test_it_installs_with_what_it_needs_and_goes_again(name, bare_house):
    app = bare_house(name)
    with app.app_context():
        assert set(installed(db.engine)) == {KERNEL, *order([name], KNOWN)}
        tables = {str(model.__tablename__) for model in models_of(name).values()}
        assert tables <= set(inspect(db.engine).get_table_names())
        uninstall(name, say=lambda step: None)
        assert not tables & set(inspect(db.engine).get_table_names())
        assert name not in installed(db.engine)


@pytest.mark.parametrize("name", (KERNEL, *MODULES))
def test_its_revisions_make_what_its_models_say(name, database_urls):
    below = () if name == KERNEL else order([name], KNOWN)
    load(below, KNOWN)
    engine = owner_engine(database_urls.admin_url)
    for other in (KERNEL, *below):
        migrate.upgrade(engine, other, KNOWN)
    with engine.connect() as connection:
        assert differences(connection, name, KNOWN).upgrade_ops.as_diffs() == []
        before = set(inspect(connection).get_table_names())
    migrate.downgrade(engine, name, KNOWN)
    with engine.connect() as connection:
        left = set(inspect(connection).get_table_names())
    assert left == (before - _tables(name) if name != KERNEL else {"alembic_version"})
    migrate.upgrade(engine, name, KNOWN)
    engine.dispose()


@each_module
def test_its_name_and_purpose_are_said_in_chinese(name, app):
    manifest = KNOWN[name]
    with app.test_request_context(), force_locale("zh_Hans_CN"):
        for words in (manifest.label, manifest.summary):
            assert gettext(words) != words, f"no Chinese for {words!r}"


@each_module
def test_its_pages_open_for_those_who_hold_the_right(name, app, login):
    for model in _screened(app, name):
        for right, page in (("r", "list"), ("c", "add")):
            user = _holder(app, model, right)
            if user is None:
                continue
            browser = login(user)
            address = f"{route_base(model)}/{page}" + ("/" if page == "list" else "")
            answer = browser.get(address, follow_redirects=True)
            assert answer.status_code == 200, f"{user} at {address}: {answer.status_code}"
            key = _seen_by(app, user, model)
            if key is not None and right == "r":
                shown = browser.get(f"{route_base(model)}/show/{key}")
                assert shown.status_code == 200, f"{user} at {model.model_id()} {key}: {shown.status_code}"


@each_module
def test_its_pages_are_closed_to_those_who_do_not(name, app, client):
    for model in _screened(app, name):
        answer = client.get(f"{route_base(model)}/list/")
        assert answer.status_code in (302, 401, 403, 404), f"{model.model_id()}: {answer.status_code}"


@each_module
def test_every_arrow_is_refused_without_right_and_in_the_wrong_state(name, app):
    for flow in _flows(app, name):
        for arrow in flow.transitions:
            wrong = next((state.name for state in flow.states if state.name not in arrow.sources), None)
            with app.app_context(), system("test") as session:
                row = _row_in(session, flow, arrow.sources[0])
                assert arrow.name in {offer.arrow.name for offer in offers(row)}
                session.info["scope"] = NOTHING
                with pytest.raises(NotAllowed):
                    fire(row, arrow.name, note="test")
            if wrong is not None:
                with app.app_context(), system("test") as session:
                    row = _row_in(session, flow, wrong)
                    with pytest.raises(Refused):
                        fire(row, arrow.name, note="test")


@each_module
def test_every_arrow_is_refused_without_its_reason_and_to_the_same_person(name, app):
    for flow in _flows(app, name):
        for arrow in flow.transitions:
            with app.app_context(), system("test") as session:
                row = _row_in(session, flow, arrow.sources[0])
                if arrow.reason:
                    with pytest.raises(Refused) as refused:
                        fire(row, arrow.name, note=" ")
                    assert "#note" in {refusal.link for refusal in refused.value.refusals}, arrow.name
                if arrow.four_eyes:
                    first, second = session.scalars(select(Account.id).limit(2))
                    _done_by(session, row, arrow, first)
                    said = [_refused_to(flow, arrow, row, user_id) for user_id in (first, second)]
                    words = gettext("A second person must do this; you did the step before")
                    assert [words in messages for messages in said] == [True, False], arrow.name


@each_module
def test_every_plain_arrow_is_taken_and_leaves_its_event(name, app):
    """Those with guards, fields and effects are walked in the demo and in `tests/journeys/test_every_arrow.py`."""
    for flow in _flows(app, name):
        for arrow in (arrow for arrow in flow.transitions if plain(flow, arrow)):
            with app.app_context(), system("test") as session:
                row, before = _row_in(session, flow, arrow.sources[0]), arrow.sources[0]
                event = fire(row, arrow.name, note="test")
                assert getattr(row, flow.field) == (arrow.target or before) == event.to_state
                assert (event.model, event.row_id, event.from_state) == (flow.model_id, row.id, before)


@each_module
def test_it_is_searched_exported_and_asked_by_machines(name, app, login):
    for model in _screened(app, name):
        user = _holder(app, model, "r")
        if user is None:
            continue
        browser, base = login(user), route_base(model)
        for address in (
            f"{base}/list/?q=演",
            f"{base}/filters",
            f"{base}/export?format=csv",
            f"/api/v1{base}/?q=演&psize=10",
            f"/api/v1{base}/_info",
            f"/api/v1{base}/count",
        ):
            answer = browser.get(address)
            assert answer.status_code == 200, f"{user} at {address}: {answer.status_code}"
        assert {"result", "ids", "next"} <= browser.get(f"/api/v1{base}/").get_json().keys()


@each_module
def test_long_texts_its_lists_look_through_have_trigrams(name, app):
    for model in filter(lambda model: issubclass(model, Scoped), _screened(app, name)):
        with app.app_context():
            columns = {path: getattr(model, path, None) for path in screens().list(model).search}
        long = {path for path, column in columns.items() if isinstance(getattr(column, "type", None), Text)}
        assert long <= set(model.searched), model.model_id()


@each_module
def test_what_its_rows_are_called_finds_them(name, app):
    with app.test_request_context(), system("test") as session:
        for model in filter(named, set(models_of(name).values()) & _picked(app)):
            row = session.scalars(select(model).order_by(model.id.desc()).limit(1)).first()
            if row is None or not re.search(r"[^\W\d]", called(row)):
                continue  # an instalment, called by its day and sum, is chosen among the few of its agreement
            found = session.scalars(
                select(model.id).where(search_condition(model, known_by(model), called(row)))
            )
            assert row.id in set(found), f"{model.model_id()} is not found by {called(row)}"


@each_module
def test_its_papers_can_be_drafted(name, app):
    with app.app_context(), system("test") as session:
        documents = app.extensions["house"].documents
        for document in documents.values():
            if not document.id.startswith(f"{name}.") or document.model is None:
                continue
            row = session.scalars(select(document.model).limit(1)).first()
            assert row is not None, f"the demo has nothing to make {document.id} of"
            if document.again and standing(documents[document.again], papers_of(row)) is None:
                continue  # a copy is made of a paper
            assert preview(document, row).body.startswith(b"%PDF"), document.id


@each_module
def test_its_demo_stands(name, app):
    if not (KNOWN[name].folder / "demo").is_dir():
        return
    with app.app_context(), system("test") as session:
        counts = {
            model_id: session.scalar(select(func.count()).select_from(model))
            for model_id, model in models_of(name).items()
        }
    assert any(counts.values()), f"the demo of {name} left nothing: {counts}"


def _picked(app: Flask) -> set[type[Any]]:
    """Models whose rows are chosen for a relation somewhere."""
    models = app.extensions["house"].models.values()
    fields = [field for model in models for field in screens().fields(model).values()]
    return {field.model for field in fields if field.type == "relation" and field.model is not None}


def _tables(name: str) -> set[str]:
    """Tables of a module and of all that stand on it in this database."""
    return {str(model.__tablename__) for model in models_of(name).values()}


def _flows(app: Flask, name: str) -> list[Workflow]:
    """The workflows of a module's models, with what later modules patched in."""
    known = app.extensions["house"].workflows.items()
    return [flow for model_id, flow in known if model_id.startswith(f"{name}.")]


def _done_by(session: Session, row: Any, arrow: T, user_id: int) -> None:
    """Let an account have taken the step whose actor may not take this arrow."""
    if arrow.four_eyes is True:
        row.created_by_id = user_id
    else:
        own = scope_of(session)
        bind_scope(session, replace(own, user_id=user_id))
        record(row, str(arrow.four_eyes))
        bind_scope(session, own)
    session.flush()


def _refused_to(flow: Workflow, arrow: T, row: Any, user_id: int) -> list[str]:
    """What stands in an account's way."""
    return [str(refusal.message) for refusal in refusals(flow, arrow, row, Scope(user_id=user_id))]


def _screened(app: Flask, name: str) -> list[type[Record]]:
    """The module's models that have pages."""
    return [model for model in models_of(name).values() if endpoint(model) in app.blueprints]


def _holder(app: Flask, model: type[Record], right: str) -> str | None:
    """A demo account that holds a right on a model, the front line first."""
    with app.app_context(), system("test") as session:
        matrix = Matrix.load(session)
        found = session.execute(
            select(Account.username, Post.role, Post.division_code).join(Post, Post.user_id == Account.id)
        ).all()
        fitting = [
            (len(code), username)
            for username, role, code in found
            if matrix.allows(role, Post(division_code=code).level, model.model_id(), right)
        ]
    return max(fitting)[1] if fitting else None


def _seen_by(app: Flask, username: str, model: type[Any]) -> int | None:
    """The key of a row an account may open, if there is one."""
    with app.app_context():
        with system("test") as session:
            scope = scope_for(session, session.scalars(select(Account).filter_by(username=username)).one())
        with acting_as(scope) as session:
            return session.scalars(select(model.id).limit(1)).first()


def _row_in(session: Session, flow: Any, state: str) -> Any:
    """A planted row in a state."""
    return plant(session, flow.model, VILLAGE, **{flow.field: state})
