"""Flask-AppBuilder's security manager over our own accounts, posts and grants.

Flask-AppBuilder asks three questions: who is it, may they, what shall the menu show. The answers come from
`identity.py` and the grant table; its own roles and permission tables stay empty, and nobody holds its Admin role.
"""

from __future__ import annotations

from typing import Any

from flask import g, session
from flask_appbuilder.security.sqla.manager import SecurityManager as FabSecurityManager
from flask_jwt_extended import current_user as current_user_jwt
from flask_login import LoginManager, current_user

from app.access import api_keys
from app.access.gate import bind_scope
from app.access.identity import identify
from app.access.pages.account import AccountView
from app.access.pages.people import PeopleView
from app.access.pages.rights import RightsView
from app.access.pages.sign_in import SignInView
from app.access.permissions import allowed, permissions_of
from app.access.reveal import RevealView
from app.access.scope import NOTHING, current_scope
from app.access.sessions import alive
from app.access.token_api import TokenApi
from app.model.base import db
from app.org.models import Account


class SecurityManager(FabSecurityManager):
    """Says who is asking and binds their scope to the database session."""

    user_model = Account
    security_api = TokenApi
    userstatschartview = None

    def create_login_manager(self, app: Any) -> LoginManager:
        """Flask-Login with our door."""
        manager = super().create_login_manager(app)
        manager.login_view = "SignInView.login"
        manager.login_message = None  # the door says enough
        return manager

    def register_views(self) -> None:
        """Only the doors: none of Flask-AppBuilder's screens of users, roles, permissions and registration."""
        self.appbuilder.add_api(self.security_api)
        self.auth_view = SignInView()
        self.appbuilder.add_view_no_menu(self.auth_view)
        for page in (AccountView, PeopleView, RightsView, RevealView):
            self.appbuilder.add_view_no_menu(page())

    # Who is it?

    def load_user(self, pk: int | str) -> Account | None:
        """The account of a session cookie, if that session is still alive; its scope is bound."""
        account = identify(db.session(), int(pk)) if str(pk).isdigit() else None
        if account is None or not alive(account):
            session.clear()
            _show_nothing()
            return None
        return account

    def load_user_jwt(self, _jwt_header: Any, jwt_data: dict[str, Any]) -> Account | None:
        """The account of a token, if it was not revoked since; its scope is bound."""
        subject = str(jwt_data["sub"])
        account = identify(db.session(), int(subject)) if subject.isdigit() else None
        if account is None or jwt_data.get("epoch") != account.session_epoch:
            _show_nothing()
            return None
        g.user = account
        return account

    def validate_api_key(self, api_key_string: str) -> Account | None:
        """The account an API key belongs to; its scope is bound."""
        user_id = api_keys.owner(self._compute_lookup_hash(api_key_string), api_key_string)
        account = identify(db.session(), user_id) if user_id is not None else None
        if account is None:
            _show_nothing()
            return None
        g.user = account
        g._api_key_user = True
        return account

    # May they?

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Whether the one who asks holds a permission on a model; nobody signed in holds any."""
        if not _signed_in():
            return False
        return allowed(current_scope(), permission_name, view_name)

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        """Nothing of a model is public; citizens' pages do not pass here."""
        return False

    def get_user_permissions(self, user: Any) -> set[tuple[str, str]]:
        """The permissions of the one who asks, from the grant table."""
        return permissions_of(current_scope()) if _signed_in() else set()

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """The menu entries to show: entries are named after models; headings show when an entry below does."""
        names = menu_names or []
        return {name for name in names if "." not in name or self.has_access("menu_access", name)}

    # Flask-AppBuilder's own permission tables stay empty.

    def add_permissions_view(self, base_permissions: Any, view_menu: str) -> None:
        """Rights stand in the grant table, not in Flask-AppBuilder's."""

    def add_permissions_menu(self, view_menu_name: str) -> None:
        """See `add_permissions_view`."""

    def security_cleanup(self, baseviews: Any, menus: Any) -> None:
        """Nothing was written, nothing is cleaned."""


def _signed_in() -> bool:
    return bool(getattr(g, "_api_key_user", False) or current_user.is_authenticated or current_user_jwt)


def _show_nothing() -> None:
    bind_scope(db.session(), NOTHING)
