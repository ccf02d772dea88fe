"""Signing in for machines: the same lock and second factor as the door, and a token that can be revoked."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_appbuilder.api import expose, safe
from flask_appbuilder.security.api import SecurityApi
from flask_babel import gettext
from flask_jwt_extended import create_access_token, create_refresh_token, get_jwt, jwt_required

from app.access import second_factor, sign_in
from app.access.identity import scope_for
from app.access.passwords import too_old
from app.access.scope import system
from app.org.models import Account


class TokenApi(SecurityApi):
    """`/api/v1/security/login` and `/refresh`. A token carries the account's session epoch."""

    resource_name = "security"

    @expose("/login", methods=["POST"])
    @safe
    def login(self) -> Response:
        """Give a token for name, password and, where one is set up, the second factor
        ---
        post:
          description: Authenticate and get an access token, and a refresh token on request
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  properties:
                    username: {type: string}
                    password: {type: string}
                    code: {type: string, description: six digits of the second factor}
                    refresh: {type: boolean}
          responses:
            200: {description: Signed in}
            400: {$ref: '#/components/responses/400'}
            401: {$ref: '#/components/responses/401'}
        """
        asked = request.get_json(silent=True)
        if not isinstance(asked, dict):
            return self.response_400(message=gettext("The request is no JSON object"))
        name, password, code = (asked.get(key, "") for key in ("username", "password", "code"))
        if not all(isinstance(text, str) for text in (name, password, code)):
            return self.response_400(message=gettext("Name, password and code are texts"))
        address = request.remote_addr or ""
        verdict = sign_in.check_password(name, password, address)
        user_id = verdict.user_id
        if user_id is None:
            return self._refused(verdict)
        with system("sign in") as session:
            account = session.get_one(Account, user_id)
            epoch, stale = account.session_epoch, too_old(account)
            has_factor = account.totp_secret is not None
            needs_factor = has_factor or second_factor.required(scope_for(session, account))
        if stale or (needs_factor and not has_factor):
            return self.response(
                403, message=gettext("Please sign in with a browser first to set up your account")
            )
        if has_factor:
            verdict = sign_in.check_code(user_id, code, address)
            if verdict.user_id is None:
                return self._refused(verdict)
        sign_in.complete(user_id, "token")
        claims: dict[str, Any] = {"identity": str(user_id), "additional_claims": {"epoch": epoch}}
        answer = {"access_token": create_access_token(fresh=True, **claims)}
        if asked.get("refresh"):
            answer["refresh_token"] = create_refresh_token(**claims)
        return self.response(200, **answer)

    @expose("/refresh", methods=["POST"])
    @jwt_required(refresh=True)
    @safe
    def refresh(self) -> Response:
        """Give a new access token for a refresh token that was not revoked
        ---
        post:
          description: Use the refresh token to get a new access token
          responses:
            200: {description: Refreshed}
            401: {$ref: '#/components/responses/401'}
          security:
            - jwt_refresh: []
        """
        claims = get_jwt()
        token = create_access_token(
            identity=claims["sub"], fresh=False, additional_claims={"epoch": claims.get("epoch")}
        )
        return self.response(200, access_token=token)

    def _refused(self, verdict: sign_in.Verdict) -> Response:
        status = 401 if verdict.refusal == sign_in.WRONG else 429
        response: Response = self.response(status, message=sign_in_message(verdict))
        return response


def sign_in_message(verdict: sign_in.Verdict) -> str:
    """What the one at the door is told; the same whether the account exists or not."""
    if verdict.refusal == sign_in.TOO_FAST:
        return gettext("Too many tries in a short time. Please wait a moment.")
    if verdict.refusal == sign_in.LOCKED:
        at = verdict.until.strftime("%H:%M") if verdict.until else ""
        return gettext("Too many wrong tries. You can try again from %(time)s.", time=at)
    return gettext("Name, password or code is not right. %(n)s tries left.", n=verdict.left)
