"""The Apps page in the menu."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.view.spec import Menu, Page

PAGES = (Page("AppsPage", "app.lifecycle.apps_page.AppsPage"),)

MENU = (Menu("system", _("Apps"), page="AppsPage", icon="apps", position=93),)
