"""Flask-AppBuilder's permission names, translated into rights and buttons of the grant table."""

from __future__ import annotations

from app.access.grants import RIGHTS
from app.access.scope import Scope

#: Rights by permission name; every other name is a button.
_RIGHT_OF = {
    **dict.fromkeys(
        ("list", "show", "get", "info", "read", "export", "related", "distinct", "download", "menu_access"),
        "r",
    ),
    **dict.fromkeys(("add", "post"), "c"),
    **dict.fromkeys(("edit", "put"), "u"),
    "delete": "d",
}

_NAMES_OF = {
    right: tuple(
        f"can_{name}" for name, letter in _RIGHT_OF.items() if letter == right and name != "menu_access"
    )
    for right in RIGHTS
}

#: Screens of Flask-AppBuilder that show nothing of any model: open to whoever has signed in.
SIGNED_IN_PAGES = frozenset({"MenuApi", "OpenApi", "SwaggerView"})


def right_of(permission: str) -> str:
    """`can_edit` to `u`, `can_accept` to the button `accept`."""
    name = permission.removeprefix("can_")
    return _RIGHT_OF.get(name, name)


def allowed(scope: Scope, permission: str, view: str) -> bool:
    """Whether a scope gives a permission on a view; the view's name is a model id, or one of the pages above."""
    if view in SIGNED_IN_PAGES:
        return True
    return "." in view and scope.may(right_of(permission), view)


def permissions_of(scope: Scope) -> set[tuple[str, str]]:
    """Every (permission, view) pair of a scope, in Flask-AppBuilder's words."""
    found = set()
    held = {(post.role, post.level) for post in scope.posts}
    for (role, level, model), cell in scope.matrix.cells.items():
        if (role, level) in held:
            found |= {(name, model) for right in cell.rights for name in _NAMES_OF[right]}
            found |= {(f"can_{button}", model) for button in cell.buttons}
    return found
