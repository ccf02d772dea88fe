"""`create_app()`: the one place where the parts of the house are joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import Flask, request
from flask_appbuilder import AppBuilder
from werkzeug.middleware.proxy_fix import ProxyFix

from app.access.audit import install_audit
from app.access.door import install_door
from app.access.gate import install_gate
from app.access.lasting import install_plain_static, static_url_path
from app.access.matrix import watch_grants
from app.access.security import SecurityManager
from app.cli import Commands, leave_out_foreign
from app.clock.arrows import on_event as start_clocks
from app.clock.watch import watch_calendar
from app.document.arrows import on_event as make_papers
from app.lifecycle import catalogue, fitness, health, keys
from app.lifecycle.loader import load
from app.lifecycle.manifest import Manifest, discover
from app.lifecycle.models import KERNEL
from app.lifecycle.state import holds_demo, installed
from app.lifecycle.uncollected import uncollected
from app.model.base import db
from app.model.engine import engine_options, prepare, reading
from app.model.house import House
from app.model.kept import watch_kept
from app.studio.overlay import overlay
from app.view.fab import register
from app.view.home import HomeView
from app.view.late_rule import LateRule
from app.workflow.engine import record

ROOT = Path(__file__).resolve().parent.parent


@uncollected()
def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Build the application for the database it is given: the kernel and the modules installed there.

    Args:
        config: settings that win over `config.py` (tests).

    Raises:
        fitness.Unfit: the database, its role, the keys or the versions are not right. A command line comes up all the
            same, because the cure is a command.
    """
    app = Flask(
        "app", instance_path=str(ROOT / "instance"), static_url_path=static_url_path(ROOT / "app" / "static")
    )
    install_plain_static(app)
    app.url_rule_class = LateRule
    app.config.from_pyfile(str(ROOT / "config.py"))
    app.config.from_mapping(config or {})
    keys.complete(app.config, Path(app.instance_path))
    catalogue.compile_if_changed()
    _open_database(app)
    with app.app_context():
        versions = installed(db.engine)
        app.config["DEMO"] = holds_demo(db.engine)
        known = discover()
        typed = click.get_current_context(silent=True)
        if typed is not None:
            leave_out_foreign(typed)
        else:
            _require_fit(app, versions, known)
        house = load([name for name in versions if name != KERNEL and name in known], known)
        app.extensions["house"] = house
        for watch in (install_gate, watch_kept, watch_grants, install_audit, watch_calendar):
            watch(db.session.session_factory)
        _listen(house)
        _open_doors(app, house)
        app.cli = Commands(house)
    return app


def _require_fit(app: Flask, versions: dict[str, str], known: dict[str, Manifest]) -> None:
    """Refuse to start an unfit house, leaving no connection behind."""
    try:
        fitness.require_fit(app.config, db.engine, versions, known)
    except fitness.Unfit:
        db.engine.dispose()
        raise


def _open_database(app: Flask) -> None:
    url = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def _open_doors(app: Flask, house: House) -> None:
    """Everything a browser or a machine meets."""
    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]

    @app.before_request
    def _note_reading() -> None:
        reading.set(request.method in ("GET", "HEAD"))

    @app.teardown_request
    def _forget_reading(_error: BaseException | None) -> None:
        reading.set(False)

    app.register_blueprint(health.blueprint)
    install_door(app)
    app.extensions["record_act"] = record  # so that a reveal stands in the history of its row
    appbuilder = AppBuilder(app, db.session, indexview=HomeView, security_manager_class=SecurityManager)
    register(appbuilder, house, overlay())


def _listen(house: House) -> None:
    """Join those who listen to every event: clocks start and stop, papers are made."""
    house.subscribers += [start_clocks, make_papers]
