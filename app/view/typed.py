"""What is typed into a form: kept as a draft while it grows, and written once however often it is sent.

Each drawn form carries a word of its own, `once`. The draft is kept under it; saving notes under it, in the same
transaction, where the form led. A form that comes a second time, by a double press or after the back button, leads
there again; one that comes with other words than before is asked about, so that nothing typed is lost either way.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from datetime import timedelta
from typing import Any

from flask import current_app, redirect, request
from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access.safe_next import within_house
from app.job.spec import Run
from app.model.base import db
from app.model.moment import now
from app.view.errors import FieldError, Invalid
from app.view.models import Typed

#: The control with the word of a form, and the parameter that takes a draft up again.
ONCE, TAKE_UP = "once", "draft"

#: How long drafts and what was sent are remembered.
KEPT = timedelta(days=7)

#: Characters of a draft; a form of that length is a mistake or an attack.
LONGEST = 400_000

#: Characters of the address of a form.
LONGEST_ADDRESS = 200

#: Controls that are no part of what was typed.
_NOT_TYPED = frozenset({"csrf_token", ONCE, "row_version", "next", "_save", "_next"})

_WORD = re.compile(r"[A-Za-z0-9_-]{16,32}")


class SentBefore(Exception):
    """This very form was saved before; `answer` leads to what it made."""

    def __init__(self, led_to: str) -> None:
        super().__init__(led_to)
        self.answer: Response = redirect(led_to, 303)


class Press:
    """One sending of a drawn form.

    Raises:
        SentBefore: the same was sent and saved before.
        Invalid: the form was saved before with other words; asking once more is right.
    """

    def __init__(self) -> None:
        self.once = word_of(request.form.get(ONCE, ""))
        self._kept = _found(self.once, lock=True)
        if self._kept is not None and self._kept.led_to:
            self._again(self._kept)

    def settle(self, led_to: str) -> None:
        """Note where the form led, in the transaction of what it wrote.

        Raises:
            SentBefore: the same form was saved in this very moment.
        """
        if not self.once:
            return
        kept = self._kept or Typed(once=self.once)
        kept.form, kept.kept_at = request.path[:LONGEST_ADDRESS], now()
        kept.led_to, kept.mark, kept.fields = led_to, _mark(request.form), b""
        db.session.add(kept)
        try:
            db.session.flush()
        except IntegrityError:
            db.session.rollback()
            first = _found(self.once)
            if first is None or not first.led_to:
                raise
            raise SentBefore(first.led_to) from None

    def _again(self, kept: Typed) -> None:
        if kept.mark == _mark(request.form):
            raise SentBefore(str(kept.led_to))
        words = gettext(
            "This form was saved before. To save what stands here as one more record, save again."
        )
        raise Invalid({"": [words]})


def word_of(text: str) -> str:
    """The word of a form, or nothing where it cannot be one."""
    return text if _WORD.fullmatch(text) else ""


def word_for(raw: MultiDict[str, str] | None) -> str:
    """The word of a form that is drawn: the one it came with while nothing was saved under it, else a new one."""
    once = word_of(raw.get(ONCE, "")) if raw else ""
    return once if once and not led(once) else secrets.token_urlsafe(16)


def keep(once: str, form: str, typed: MultiDict[str, str]) -> Typed | None:
    """Keep what stands in a form as its owner's draft; None where it was saved already. The caller commits.

    Raises:
        FieldError: the word or the form is none, or there is too much of it.
    """
    if not word_of(once) or form != within_house(form, "") or not 0 < len(form) <= LONGEST_ADDRESS:
        raise FieldError(gettext("This draft belongs to no form"))
    pairs = [
        [name, text] for name, text in typed.items(multi=True) if name not in ("csrf_token", "form", ONCE)
    ]
    body = json.dumps(pairs, ensure_ascii=False).encode()
    if len(body) > LONGEST:
        raise FieldError(gettext("This is too long for a draft; please shorten it"))
    draft = _found(once, lock=True) or Typed(once=once)
    if draft.led_to:
        return None
    draft.form, draft.kept_at, draft.fields = form, now(), body
    db.session.add(draft)
    return draft


def latest(form: str) -> Typed | None:
    """The reader's newest draft of a form that was not saved."""
    drafts = select(Typed).where(Typed.form == form, Typed.led_to.is_(None), Typed.kept_at >= now() - KEPT)
    return db.session.scalars(drafts.order_by(Typed.kept_at.desc()).limit(1)).first()


def taken_up() -> MultiDict[str, str] | None:
    """The draft the address asks for, as the form would send it; None where there is none."""
    once = request.args.get(TAKE_UP, "")
    draft = _found(once)
    if draft is None or draft.led_to or draft.form != request.path:
        return None
    return MultiDict([(ONCE, once), *((name, text) for name, text in json.loads(draft.fields))])


def drop(once: str) -> str:
    """Throw a draft away; gives its form. The caller commits."""
    draft = _found(once)
    if draft is None or draft.led_to:
        return ""
    form: str = draft.form
    db.session.delete(draft)
    return form


def led(once: str) -> bool:
    """Whether a form was saved."""
    kept = _found(once)
    return kept is not None and bool(kept.led_to)


def copy_key(user_id: int) -> str:
    """The key of the copy a browser keeps for one person, 256 bits in hexadecimal; another person gets another."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hashlib.blake2b(
        f"copy {user_id}".encode(), key=hashlib.sha256(secret).digest(), digest_size=32
    ).hexdigest()


def sweep(run: Run) -> dict[str, Any]:
    """Forget drafts and sent forms of last week."""
    gone = run.session.execute(delete(Typed).where(Typed.kept_at < now() - KEPT))
    return {"deleted": gone.rowcount}  # type: ignore[attr-defined]


def _found(once: str, *, lock: bool = False) -> Typed | None:
    """What the reader has under a word; nothing where it cannot be one."""
    if not word_of(once):
        return None
    query = select(Typed).where(Typed.once == once)
    return db.session.scalars(query.with_for_update() if lock else query).first()


def _mark(typed: MultiDict[str, str]) -> str:
    """What tells whether the same was sent again."""
    pairs = [[name, text] for name, text in typed.items(multi=True) if name not in _NOT_TYPED]
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()
