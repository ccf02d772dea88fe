"""The second factor: six digits that change every thirty seconds (TOTP, RFC 6238).

A step is accepted once: the last one is remembered, so that a code read over somebody's shoulder is worthless
(RFC 6238 5.2). The secret is stored sealed. GB/T 22239-2019 8.1.4.1 d asks it of administrators.
"""

from __future__ import annotations

import hmac
import io

import pyotp
import segno
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from app.access.scope import Scope
from app.access.settings import setting
from app.model.moment import BEIJING, now
from app.model.sealed import seal, unseal
from app.org.models import Account

_STEP_SECONDS = 30
#: Steps a phone's clock may be off.
_DRIFT = 1


def new_secret() -> str:
    """A fresh secret in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, account: Account, house: str) -> str:
    """The `otpauth:` address an authenticator app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=house)


def picture_of(address: str) -> bytes:
    """The address as a QR code, SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=2)
    return out.getvalue()


def matching_step(secret: str, code: str) -> int | None:
    """The time step a code belongs to, now or one step off; None for a wrong code."""
    typed = "".join(code.split()).replace("-", "")
    if not (typed.isascii() and typed.isdigit()):
        return None
    current = int(now().replace(tzinfo=BEIJING).timestamp()) // _STEP_SECONDS
    made = pyotp.TOTP(secret)
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if hmac.compare_digest(made.generate_otp(step), typed):
            return step
    return None


def turn_on(session: Session, account: Account, secret: str, code: str) -> bool:
    """Keep a secret, sealed, after its owner has shown a right code; False for a wrong one. The caller commits."""
    step = matching_step(secret, code)
    if step is None:
        return False
    account.totp_secret = seal(secret, _place(account.id))
    account.totp_last_step = step
    return True


def turn_off(account: Account) -> None:
    """Forget the secret: the phone is lost. Whoever must have a second factor sets up a new one at sign-in."""
    account.totp_secret = None
    account.totp_last_step = None


def accept(session: Session, account: Account, code: str) -> bool:
    """Check a code and use it up, in one statement, so that it cannot be used twice at once. The caller commits."""
    if account.totp_secret is None:
        return False
    step = matching_step(unseal(account.totp_secret, _place(account.id)), code)
    if step is None:
        return False
    unused = or_(Account.totp_last_step.is_(None), Account.totp_last_step < step)
    done = session.execute(
        update(Account).where(Account.id == account.id, unused).values(totp_last_step=step),
        execution_options={"synchronize_session": False},
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def required(scope: Scope) -> bool:
    """Whether one of today's posts asks for a second factor."""
    return any(post.role in setting("SECOND_FACTOR_ROLES") for post in scope.posts)


def _place(account_id: int) -> str:
    return f"ab_user.totp_secret.{account_id}"
