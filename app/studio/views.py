"""Studio in the menu."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.view.spec import Menu, Page

PAGES = (Page("studio_fields", "app.studio.pages.StudioFields"),)

MENU = (Menu("settings", _("Fields and screens"), page="studio_fields", icon="edit", position=95),)
