"""The page of organisations and staff, for those who keep, lead and count."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.scope import current_scope
from app.view.doorkeeper import page
from app.view.links import address
from app.view.own_page import OwnPage
from modules.mediators.headcount import headcount
from modules.mediators.models import Committee, Mediator, Qualification, Subsidy


class Headcount(OwnPage):
    """`/mediators/headcount`: how many organisations and mediators there are, and where."""

    route_base = "/mediators/headcount"
    default_view = "index"
    model = Subsidy
    class_permission_name = "mediators.subsidy"

    @page("/", "list")
    def index(self) -> Any:
        """The table, and the ways to count the same rows otherwise."""
        counts = (
            (gettext("Committees by kind"), address(Committee, "counts/kind", asked={"active": "y"})),
            (gettext("Mediators by position"), address(Mediator, "counts/post", asked={"view": "serving"})),
            (gettext("Certificates by kind"), address(Qualification, "counts/kind")),
        )
        title = gettext("Organisations and staff")
        return self.draw(
            "task.html",
            {
                "title": title,
                "crumbs": [{"label": title}],
                "actions": [{"label": label, "url": url, "icon": "chart"} for label, url in counts],
                "notices": [
                    {
                        "text": gettext("The first line also holds what is kept at the level itself"),
                        "tone": "neutral",
                    }
                ],
                "table": headcount(current_scope()),
                "table_title": gettext("By place"),
            },
        )
