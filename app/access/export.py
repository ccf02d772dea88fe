"""Taking data out of the house: every export carries a watermark and leaves a line in the trail."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from app.access.audit import digest, note
from app.access.scope import system
from app.model.base import Record
from app.model.moment import now
from app.org.models import Account


def export_notice(account: Account, when: datetime | None = None) -> str:
    """The watermark of an export: who took it and when, and that it is confidential.

    Args:
        account: who takes it.
        when: naive Beijing time; now when left out.
    """
    at = (when or now()).strftime("%Y-%m-%d %H:%M")
    return _notice(account.get_full_name(), account.username, at)


def notice_pattern() -> str:
    """What every watermark of an export matches as a whole, in whichever language it was taken."""
    said = []
    for language in current_app.config.get("LANGUAGES", {}):
        with force_locale(language):
            said.append(re.escape(_notice("\0", "\0", "\0")).replace("\0", ".+"))
    return "|".join(said)


def _notice(name: str, account: str, at: str) -> str:
    return gettext(
        "Exported by %(name)s (%(account)s) on %(at)s. For official use only; do not pass on.",
        name=name,
        account=account,
        at=at,
    )


def log_export(account: Account, model: type[Record], count: int, asked: dict[str, Any], form: str) -> None:
    """Write an export into the trail before the file is handed out.

    It commits by itself, on a session of its own: an export is a reading request, and whoever gets the file must
    stand in the trail even if the answer breaks off.

    Args:
        account: who takes it.
        model: what is exported.
        count: rows in the file.
        asked: the filters and order of the list; kept as a digest, because they may name people.
        form: `xlsx`, `csv`, `json`.
    """
    user_id, home = account.id, account.division_code
    detail = {"count": count, "form": form, "asked": digest(asked)}
    with system("export") as session:
        note("export", model.model_id(), detail, user_id=user_id, division_code=home, session=session)
        session.commit()
