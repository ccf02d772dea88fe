"""Templates of administrators: saving a version, asking to publish it, publishing, withdrawing. The caller commits.

A version never changes and every step is a row of its own. Publishing takes two people; going back to the house's
template takes one, and an older version comes back by being published anew.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.access.scope import current_scope
from app.document.fonts import REPORTS
from app.document.models import TemplateAct, TemplateVersion
from app.document.own_templates import ASK, PUBLISH, WITHDRAW, OwnTemplate, in_force
from app.document.spec import Document
from app.model.base import db
from app.model.house import house
from app.model.plain_text import TextError, plain_text
from app.studio.memory import sees
from app.view.errors import Invalid

#: A second person said no to the publication.
REFUSE = "refuse"

#: Characters and lines of a template; the house's longest has a tenth of it.
LONGEST, MOST_LINES = 60_000, 2_000

_HEAD = re.compile(r"\A\s*\{#-?.*?-?#\}\s*", re.S)

_MODEL = TemplateVersion.model_id()


def shapeable() -> list[Document]:
    """The papers that have a template and sample data."""
    found = (paper for paper in house().documents.values() if paper.template and not paper.bundle and not paper.again)
    return sorted(found, key=lambda paper: paper.id)


def standard(document: Document) -> str:
    """The text of the house's own template, without the remark at its head for those who write modules."""
    return _HEAD.sub("", (REPORTS / document.template).read_text("utf-8"))


@lru_cache(maxsize=128)
def _sample(template: str) -> str:
    return (REPORTS / template).with_suffix(".sample.json").read_text("utf-8")


def sample(document: Document) -> dict[str, Any]:
    """The sample data of a paper."""
    found: dict[str, Any] = json.loads(_sample(document.template))
    return found


def own_places() -> tuple[str, ...]:
    """The divisions for which the reader may write templates."""
    return tuple(dict.fromkeys(post.code for post in current_scope().reaches(_MODEL, "c")))


def may_decide(code: str) -> bool:
    """Whether the reader decides about templates of a division."""
    return any(post.covers(code) for post in current_scope().reaches(_MODEL, "u"))


def versions_of(document: Document) -> list[TemplateVersion]:
    """The versions that concern the reader, newest first: of the own divisions, those above and those below."""
    scope = current_scope()
    asked = select(TemplateVersion).where(TemplateVersion.document == document.id)
    found = db.session.scalars(asked.order_by(TemplateVersion.id.desc()))
    return [row for row in found if sees(scope, row.division_code) or scope.within(row.division_code)]


def acts_of(versions: list[TemplateVersion]) -> list[TemplateAct]:
    """What was done with versions, newest first."""
    keys = [version.id for version in versions]
    asked = select(TemplateAct).where(TemplateAct.version_id.in_(keys)).order_by(TemplateAct.id.desc())
    return list(db.session.scalars(asked))


def holding(document: Document) -> list[OwnTemplate]:
    """The published versions that concern the reader, those of divisions further down last."""
    scope = current_scope()
    found = [own for own in in_force(db.session()).values() if own.document == document.id]
    mine = [own for own in found if sees(scope, own.division_code) or scope.within(own.division_code)]
    return sorted(mine, key=lambda own: (len(own.division_code), own.division_code))


def holds(version: TemplateVersion) -> bool:
    """Whether papers are made with this version."""
    own = in_force(db.session()).get((version.document, version.division_code))
    return own is not None and own.key == version.id


def last_act(version: TemplateVersion) -> TemplateAct | None:
    """What was done with a version last."""
    asked = select(TemplateAct).where(TemplateAct.version_id == version.id)
    return db.session.scalars(asked.order_by(TemplateAct.id.desc()).limit(1)).one_or_none()


def clean(source: str) -> str:
    """A template as it is kept.

    Raises:
        Invalid: nothing was written, too much, or characters nobody can see.
    """
    if len(source) > LONGEST or source.count("\n") > MOST_LINES:
        words = gettext(
            "A template has at most %(most)s characters and %(lines)s lines",
            most=f"{LONGEST:,}",
            lines=f"{MOST_LINES:,}",
        )
        raise Invalid({"source": [words]})
    try:
        text = plain_text(source, lines=True)
    except TextError as wrong:
        raise Invalid({"source": [str(wrong)]}) from wrong
    if not text:
        raise Invalid({"source": [gettext("The template is empty")]})
    return text + "\n"


def save(document: Document, source: str, place: str, based_on: TemplateVersion | None) -> TemplateVersion:
    """Keep a text as the next version of a division. A draft may have mistakes; a published one may not.

    Raises:
        Invalid: the text cannot be kept, is what it was begun from, or the place is not the reader's.
    """
    if place not in own_places():
        raise Invalid({"place": [gettext("This place lies outside your area")]})
    text = clean(source)
    before = based_on.source if based_on is not None else clean(standard(document))
    if text == before and (based_on is None or based_on.division_code == place):
        raise Invalid({"source": [gettext("Nothing was changed")]})
    numbers = select(func.max(TemplateVersion.number)).where(
        TemplateVersion.document == document.id, TemplateVersion.division_code == place
    )
    version = TemplateVersion(
        document=document.id,
        division_code=place,
        number=(db.session.scalar(numbers) or 0) + 1,
        source=text,
        based_on_id=based_on.id if based_on is not None else None,
    )
    db.session.add(version)
    return version


def may_be_asked(version: TemplateVersion, reason: str) -> None:
    """Whether publication can be asked for, before the checks, which take seconds.

    Raises:
        Invalid: no reason, or the version holds or waits already.
    """
    _given(reason)
    if holds(version):
        raise Invalid({"": [gettext("This version is in force already")]})
    last = last_act(version)
    if last is not None and last.act == ASK:
        raise Invalid({"": [gettext("This version waits for a second person already")]})


def ask(version: TemplateVersion, reason: str) -> None:
    """Ask a second person to publish a version. Whoever calls has checked it (`app.studio.paper_checks`).

    Raises:
        Invalid: as for `may_be_asked`.
    """
    may_be_asked(version, reason)
    _act(version, ASK, reason)


def may_be_published(version: TemplateVersion) -> TemplateAct:
    """The request a reader may grant.

    Raises:
        Invalid: nobody asked, or the same person did.
    """
    asked = _asked(version)
    if asked.by_id == current_scope().user_id:
        raise Invalid({"": [gettext("A second person must publish the template")]})
    return asked


def publish(version: TemplateVersion) -> None:
    """Let papers be made with a version from now on. Papers issued before keep their bytes.

    Raises:
        Invalid: as for `may_be_published`.
    """
    asked = may_be_published(version)
    db.session.add(TemplateAct(version_id=version.id, act=PUBLISH, reason=asked.reason))


def refuse(version: TemplateVersion, reason: str) -> None:
    """Say no to a publication; the version is a draft again.

    Raises:
        Invalid: nobody asked, or no reason.
    """
    _asked(version)
    _act(version, REFUSE, reason)


def withdraw(version: TemplateVersion, reason: str) -> None:
    """Go back to what holds without this division's own template.

    Raises:
        Invalid: the version is not in force, or no reason.
    """
    if not holds(version):
        raise Invalid({"": [gettext("This version is not in force")]})
    _act(version, WITHDRAW, reason)


def _asked(version: TemplateVersion) -> TemplateAct:
    last = last_act(version)
    if last is None or last.act != ASK:
        raise Invalid({"": [gettext("Nobody has asked to publish this version")]})
    return last


def _act(version: TemplateVersion, act: str, reason: str) -> None:
    db.session.add(TemplateAct(version_id=version.id, act=act, reason=_given(reason)))


def _given(reason: str) -> str:
    try:
        reason = " ".join(plain_text(reason, lines=True).split())
    except TextError as wrong:
        raise Invalid({"": [str(wrong)]}) from wrong
    if not reason:
        raise Invalid({"": [gettext("Please give a reason")]})
    return reason[:500]
