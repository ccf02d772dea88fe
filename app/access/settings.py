"""Settings of sign-in security, with the values used when `config.py` is silent.

The limits follow GB/T 22239-2019 8.1.4.1 (level 3): failed tries end in a lock, an idle session ends, administrators
show a second factor.
"""

from __future__ import annotations

from typing import Any

from flask import current_app

DEFAULTS: dict[str, Any] = {
    "LOCK_TRIES": 5,  # failed tries on one account name before it is locked
    "LOCK_ADDRESS_TRIES": 30,  # failed tries from one address, whatever the names
    "LOCK_MINUTES": 30,  # how long a lock stands, and over which time tries are counted
    "SIGN_IN_RATE": 10,  # tries from one address …
    "SIGN_IN_RATE_SECONDS": 20,  # … in this many seconds, right or wrong
    "PUBLIC_RATE": 60,  # pages for anybody that ask the database, from one address …
    "PUBLIC_RATE_SECONDS": 60,  # … in this many seconds
    "IDLE_MINUTES": 30,  # a session without a request ends
    "PASSWORD_LENGTH": 10,  # shortest password, in characters
    "PASSWORD_CLASSES": 3,  # of small letters, capitals, digits and other signs
    "PASSWORD_HISTORY": 5,  # former passwords that may not come back
    "PASSWORD_DAYS": 90,  # a password is changed after this many days; 0: never
    "SECOND_FACTOR_ROLES": ("system_admin", "security_admin", "audit_admin", "admin"),
    "REVEAL_SECONDS": 60,  # how long a revealed value stays on the screen
}


def setting(name: str) -> Any:
    """A setting from the application's configuration, or its default.

    Raises:
        KeyError: a name that is no setting.
    """
    return current_app.config.get(name, DEFAULTS[name])
