"""`/help/`: first steps of the reader's posts, the keys, and the words of the house, all from what is in force."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import login_required

from app.access.scope import Scope, current_scope
from app.model.house import house
from app.view.display import TONES
from app.view.links import has_screens
from app.view.screens import screens
from app.view.shell import entries_of, menu_of


class HelpView(BaseView):
    """The help of the reader."""

    route_base = "/help"
    default_view = "index"

    @expose("/", methods=["GET"])
    @login_required
    def index(self) -> str:
        """Steps, keys, words."""
        scope = current_scope()
        entries = {entry["name"]: entry for entry in entries_of(menu_of(scope))}
        page: dict[str, Any] = {
            "title": gettext("Help"),
            "steps": [
                {"text": step.text, "link": entries.get(step.screen)}
                for step in sorted(house().steps, key=lambda step: step.position)
                if step.fits(scope)
            ],
            "flows": _flows(scope),
        }
        if scope.posts:
            page["api_url"] = url_for("ApiGuide.index")
        return render_template("help.html", page=page)


def _flows(scope: Scope) -> list[dict[str, Any]]:
    """The states of every record with a course of its own that the reader may open, and what leads out of each."""
    return [
        {
            "name": flow.model_id.replace(".", "-"),
            "title": screens().label(flow.model),
            "states": [
                {
                    "label": state.label,
                    "tone": TONES.get(state.tone, "neutral"),
                    "icon": state.icon,
                    "steps": [arrow.label for arrow in flow.transitions if state.name in arrow.sources],
                }
                for state in flow.states
            ],
        }
        for flow in house().workflows.values()
        if has_screens(flow.model) and scope.may("r", flow.model)
    ]
