"""The page on which the parties of a case choose an expert, at the window or by a dispatcher for them."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.view.calling import called
from app.view.doorkeeper import page
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from modules.cases.models import Case
from modules.counsel.choosing import table_of
from modules.counsel.models import ExpertConsultation
from modules.counsel.services import choices


class Choose(OwnPage):
    """`/counsel/choose/<case>`: whom the parties can choose from, best first, and who is left out and why."""

    route_base = "/counsel/choose"
    default_view = "choose"
    model = ExpertConsultation
    right = "c"
    class_permission_name = "counsel.expert_consultation"

    @page("/<pk>", "add")
    def choose(self, pk: str) -> Any:
        """The table; a case the reader may not open is not there."""
        case = Interface(Case).get_row(pk)
        choice = choices(case)
        notice = {"text": gettext("Choose a name to write the question"), "tone": "neutral"}
        if not choice.offered:
            words = gettext("No expert can be asked on this case at the moment; the reasons stand below")
            notice = {"text": words, "tone": "amber", "icon": "warning"}
        return self.draw(
            "task.html",
            {
                "title": gettext("Choose an expert"),
                "crumbs": [
                    {"label": called(case), "url": address(Case, "show", case.id)},
                    {"label": gettext("Choose an expert")},
                ],
                "notices": [notice],
                "table": table_of(case, choice),
                "table_title": gettext("Experts for this case"),
            },
        )
