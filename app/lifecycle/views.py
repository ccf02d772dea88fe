"""The Apps page in the menu."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.lifecycle.home import house_part
from app.view.for_whom import Home
from app.view.spec import Menu, Page

PAGES = (Page("AppsPage", "app.lifecycle.apps_page.AppsPage"),)

HOME = (Home(name="house", draw=house_part, model="lifecycle.sys_module", position=55),)

MENU = (Menu("system", _("Apps"), page="AppsPage", icon="apps", position=93, daily="system_admin"),)
