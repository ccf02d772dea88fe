"""The doorkeeper of every screen: signed in, and holding the right on the model."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder.baseviews import expose
from flask_babel import gettext
from flask_login import current_user
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.access.permissions import right_of
from app.access.safe_next import safe_back
from app.access.scope import current_scope
from app.view.links import sign_in_address


def page(url: str, permission: str = "", methods: tuple[str, ...] = ("GET",)) -> Callable[..., Any]:
    """Expose a method of a screen view at an address, for those who hold the permission on its model.

    Args:
        url: below the view's own base.
        permission: `list`, `show`, `add`, `edit`, `delete`, `export`, or nothing where the method looks itself
            (a button named in the address).
        methods: the HTTP methods answered.
    """

    def wrap(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def guarded(self: Any, *args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if permission:
                require(self.model, right_of(permission))
            return method(self, *args, **kwargs)

        if permission:
            guarded._permission_name = permission  # type: ignore[attr-defined]
        exposed: Callable[..., Any] = expose(url, methods)(guarded)
        return exposed

    return wrap


class Elsewhere(Forbidden):
    """The right is held, but not in the place of a row that the reader sees anyway."""


def require(subject: Any, *rights: str) -> None:
    """Turn away whoever holds none of the rights.

    Args:
        subject: a model, or a row the reader has already been shown.
        rights: letters or buttons, any of which is enough.

    Raises:
        Elsewhere: a post gives the right, but not on this row.
        Forbidden: no post gives it.
    """
    scope = current_scope()
    if any(scope.may(right, subject) for right in rights):
        return
    held = not isinstance(subject, type) and any(scope.may(right, type(subject)) for right in rights)
    raise Elsewhere if held else Forbidden


def ask_to_sign_in() -> Response:
    """Send a visitor to the sign-in page and back here afterwards; from a form that was sent, back to the form."""
    if request.method == "GET":
        return redirect(sign_in_address(request.full_path.rstrip("?")))
    flash(gettext("You were signed out; nothing was saved. Sign in and go on where you were."), "warning")
    return redirect(sign_in_address(safe_back()), 303)
