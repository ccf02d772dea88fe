"""Specs to screens: one Flask-AppBuilder ModelView a model, made and registered at start.

A model gets screens when it is granted, listed or formed by a module: one with a List or Form spec, or in the menu.
Its view's permission name is its model id, and its permissions are the names the grant table is asked for.
"""

from __future__ import annotations

import importlib
from typing import Any

from flask import current_app
from flask_appbuilder import AppBuilder

from app.model.base import Record
from app.model.house import House
from app.view.acting_views import ActingViews
from app.view.answers import install_answers
from app.view.api.guide import ApiGuide
from app.view.api.register import register_api
from app.view.arranging_views import ArrangingViews
from app.view.attaching import AttachmentsView
from app.view.counting_views import CountingViews
from app.view.drawing import install_drawing
from app.view.exporting_views import ExportingViews
from app.view.following_views import FollowingViews
from app.view.help import HelpView
from app.view.hinting_views import HintingViews
from app.view.interface import Interface
from app.view.links import endpoint, route_base
from app.view.overlay import Overlay
from app.view.papers import PapersView
from app.view.reading_views import ReadingViews
from app.view.screens import Screens
from app.view.shell import shell
from app.view.signing import SigningView
from app.view.undoing_views import UndoingViews
from app.view.words import install_words
from app.view.writing_views import WritingViews

#: The permissions every model's view has; each arrow adds its own.
PERMISSIONS = ("list", "show", "add", "edit", "delete", "export")

_ROUTES = frozenset(
    (
        *("list", "filters", "show", "board", "calendar", "map", "counts", "facets", "print", "export", "related"),
        *("add", "edit", "delete", "note", "void", "follow", "callable"),
        *("action", "bulk", "undo"),
        *("columns", "keep", "drop", "hints"),
    )
)


class ModelScreens(
    ReadingViews,
    ExportingViews,
    CountingViews,
    ArrangingViews,
    HintingViews,
    WritingViews,
    ActingViews,
    UndoingViews,
    FollowingViews,
):
    """All pages of one model. `register` makes a class of it for each."""


def register(appbuilder: AppBuilder, house: House, overlay: Overlay | None = None) -> None:
    """Put up the screens of a house. Called once, in the factory, inside the application context.

    Args:
        appbuilder: Flask-AppBuilder, with our security manager.
        house: what the loaded modules declared.
        overlay: Studio's changes and custom fields; none if not given.
    """
    current_app.extensions["screens"] = Screens(house, overlay)
    for model in screened(house):
        appbuilder.add_view_no_menu(view_class(model, house), endpoint=endpoint(model))
    for page in house.pages:
        module, _dot, name = page.view.rpartition(".")
        appbuilder.add_view_no_menu(getattr(importlib.import_module(module), name), endpoint=page.name)
    for own in (PapersView, SigningView, AttachmentsView, HelpView, ApiGuide):
        appbuilder.add_view_no_menu(own)
    register_api(appbuilder, screened(house))
    current_app.context_processor(shell)
    install_drawing(current_app)  # type: ignore[arg-type]
    install_words(current_app)  # type: ignore[arg-type]
    install_answers(current_app)  # type: ignore[arg-type]


def screened(house: House) -> tuple[type[Record], ...]:
    """The models that get screens: those with a spec, those in the menu, and those a form lists rows of."""
    named = {view_id.rpartition(".")[0] for view_id in house.views} | {entry.model for entry in house.menu}
    lined = {
        part.model.model_id()
        for spec in house.views.values()
        for part in getattr(spec, "parts", ())
        if hasattr(part, "key")
    }
    return tuple(model for model_id, model in house.models.items() if model_id in named | lined)


def view_class(model: type[Record], house: House) -> type[ModelScreens]:
    """The view class of a model."""
    workflow = house.workflows.get(model.model_id())
    arrows = [arrow.name for arrow in workflow.transitions] if workflow else []
    name = "".join(part.capitalize() for part in endpoint(model).split("_")) + "View"
    attributes: dict[str, Any] = {
        "model": model,
        "datamodel": Interface(model),
        "route_base": route_base(model),
        "class_permission_name": model.model_id(),
        "base_permissions": [f"can_{permission}" for permission in (*PERMISSIONS, *arrows)],
        "include_route_methods": set(_ROUTES),
        "__doc__": f"Screens of {model.model_id()}.",
    }
    return type(name, (ModelScreens,), attributes)
