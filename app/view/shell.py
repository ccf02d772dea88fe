"""What every page carries: the side menu, where one stands, who one is (see `templates/README.md`, "Every page")."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from app.access.scope import Scope, current_scope
from app.model.base import LEVELS
from app.model.house import house
from app.model.moment import now
from app.view.links import address, has_screens
from app.view.names import division_names, role_names
from app.view.spec import Menu

#: Headings of menu groups that are no module.
GROUPS = {
    "people": _("People and teams"),
    "grids": _("Grids and their work"),
    "settings": _("Settings"),
    "organisation": _("Units and accounts"),
    "system": _("System"),
}

LEVEL_NAMES = {
    "province": _("Province"),
    "city": _("City"),
    "county": _("County"),
    "township": _("Township"),
    "village": _("Village"),
}

#: Entries of the bar at the foot of a phone.
_TABS = 4


def shell() -> dict[str, Any]:
    """The context processor."""
    common: dict[str, Any] = {
        "lang": str(get_locale() or "zh_Hans_CN").replace("_", "-").replace("zh-Hans-CN", "zh-CN"),
        "home_url": f"{request.script_root}/",
        "search_url": f"{request.script_root}/search",
        "help_url": f"{request.script_root}/help/",
        "quick_url": f"{request.script_root}/search/quick",
        "search_text": request.args.get("q", "") if request.path == "/search" else "",
        "now_iso": f"{now():%Y-%m-%dT%H:%M:%S}+08:00",
        "demo": bool(current_app.config.get("DEMO")),
    }
    if not current_user.is_authenticated:
        return common | {"account": None, "languages": _languages()}
    account = _account(current_scope())
    return common | {
        "account": account,
        "logout_url": url_for("SignInView.logout"),
        "inbox_url": f"{request.script_root}/inbox/",
        "inbox_count_url": f"{request.script_root}/inbox/count",
        "shell": Shell(current_scope(), account, common["search_text"]),
    }


class Shell:
    """Menu, top bar and tabs of one reader, kept with the scope: whoever is given other posts or rights has another.

    Args:
        scope: the reader's.
        account: their name and role as the top bar says them.
        text: what was searched for; the bar with these words is not kept.
    """

    def __init__(self, scope: Scope, account: dict[str, Any], text: str) -> None:
        self.scope = scope
        self.account = account
        self.memory: dict[Any, Any] = {} if text else scope.__dict__.setdefault("_shell", {})
        self.place = _place(scope)
        where = (self.place or {}).get("name")
        self.key = (str(get_locale()), request.script_root, account["name"], account["role"], where)

    def names(self) -> dict[str, Any]:
        """What the templates of the shell read."""
        menu = menu_of(self.scope)
        links = [
            {"label": gettext("My account"), "url": url_for("AccountView.profile"), "icon": "user"},
            {"label": gettext("Help"), "url": f"{request.script_root}/help/", "icon": "help"},
            {"label": gettext("Notices"), "url": f"{request.script_root}/inbox/", "icon": "bell"},
        ]
        return {
            "menu": menu,
            "tabs": _tabs(menu),
            "place": self.place,
            "account": {**self.account, "links": links},
            "languages": _languages(),
        }

    @property
    def current(self) -> list[str]:
        """The address of the entry the page belongs to."""
        key = ("entries", *self.key)
        if key not in self.memory:
            self.memory[key] = [entry["url"] for entry in entries_of(menu_of(self.scope))]
        here = f"{request.script_root}{request.path}"
        if request.path == "/":
            return [here]
        return [url for url in self.memory[key] if here.startswith(url.removesuffix("list/"))]


def menu_of(scope: Scope) -> list[dict[str, Any]]:
    """The menu entries a scope may open, under their headings."""
    groups: dict[str, list[Menu]] = {}
    for entry in sorted(house().menu, key=lambda entry: entry.position):
        if _open(entry, scope):
            groups.setdefault(entry.group, []).append(entry)
    drawn = []
    for name, entries in groups.items():
        listed = [_entry(entry, scope) for entry in entries]
        if len(listed) == 1:
            drawn.append(listed[0])
        else:
            drawn.append({"name": name, "label": _heading(name), "items": listed})
    return drawn


def by_use(menu: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of a menu, those of the reader's daily work first."""
    return sorted(entries_of(menu), key=lambda entry: not entry["daily"])


def entries_of(menu: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of a menu without their headings."""
    return [entry for item in menu for entry in item.get("items", [item])]


def _open(entry: Menu, scope: Scope) -> bool:
    """Whether somebody may open an entry: reads its model; a page of its own says so itself in `visible(scope)`."""
    if entry.page:
        view = _page_view(entry.page)
        visible = getattr(view, "visible", None)
        return view is not None and (visible(scope) if visible is not None else True)
    model = house().models.get(entry.model)
    return model is not None and has_screens(model) and scope.may("r", model)


def _page_view(name: str) -> Any:
    views = current_app.extensions["appbuilder"].baseviews
    return next((view for view in views if view.endpoint == name), None)


def _entry(entry: Menu, scope: Scope) -> dict[str, Any]:
    if entry.page:
        view = _page_view(entry.page)
        url = url_for(f"{entry.page}.{view.default_view}")
    else:
        url = address(house().models[entry.model], entry.face)
    daily = any(post.role in entry.daily.split() for post in scope.posts)
    name = entry.model or entry.page
    return {"name": name, "label": entry.label, "icon": entry.icon, "url": url, "daily": daily}


def _heading(group: str) -> Any:
    module = house().modules.get(group)
    return GROUPS.get(group) or (gettext(module.label) if module is not None else group)


def _tabs(menu: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of daily work, for the thumb."""
    home = {
        "label": gettext("Home"),
        "icon": "home",
        "url": f"{request.script_root}/",
    }
    return [home, *by_use(menu)[:_TABS]]


def _languages() -> list[dict[str, Any]]:
    """The languages one may go on in, each in its own words."""
    spoken = current_app.config.get("LANGUAGES", {})
    return [
        {
            "code": code.replace("_", "-"),
            "label": words["name"],
            "url": url_for("AccountView.language", code=code),
            "current": code == str(get_locale()),
        }
        for code, words in spoken.items()
    ]


def _place(scope: Scope) -> dict[str, Any] | None:
    if not scope.posts:
        return None
    post = scope.posts[0]
    level = next(name for name, (digits, _column) in LEVELS.items() if digits == len(post.code))
    name = division_names([post.code])[post.code]
    return {"name": name, "code": post.code, "level": str(LEVEL_NAMES[level])}


def _account(scope: Scope) -> dict[str, Any]:
    roles = role_names(post.role for post in scope.posts)
    role = "、".join(gettext(words) for words in dict.fromkeys(roles.values()))
    return {"name": current_user.get_full_name(), "role": role}
