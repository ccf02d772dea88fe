"""Studio in the menu."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.studio.home import changes_part
from app.view.for_whom import Home
from app.view.spec import Menu, Page

PAGES = (
    Page("studio_fields", "app.studio.pages.StudioFields"),
    Page("studio_papers", "app.studio.paper_pages.StudioPapers"),
)

HOME = (Home(name="changes", draw=changes_part, model="studio.screen_change", position=62),)

MENU = (
    Menu("settings", _("Fields and screens"), page="studio_fields", icon="edit", position=95),
    Menu("settings", _("Templates of papers"), page="studio_papers", icon="paper", position=96),
)
