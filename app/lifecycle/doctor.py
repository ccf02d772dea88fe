"""The examination behind `flask doctor`: all that the start looks at, and what only makes life hard."""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from app.access.scope import system
from app.clock.calendar import YearState
from app.clock.models import CalendarYear
from app.document.certificate import configured
from app.document.fonts import font_report
from app.document.refusal import PaperRefused
from app.lifecycle import fitness
from app.lifecycle.catalogue import said as _
from app.lifecycle.database import check_database
from app.lifecycle.finding import Finding
from app.lifecycle.manifest import discover
from app.lifecycle.state import installed
from app.model.base import db
from app.model.moment import now, today

#: Free space below which papers and backups are in danger.
SPACE_BYTES = 2 * 1024**3

#: Days before its end when a certificate has to be renewed.
DAYS_LEFT = 30


def examine() -> list[Finding]:
    """Look at everything once, the grave things first."""
    versions = installed(db.engine)
    findings = [fitness.check_keys(current_app.config), *check_database(db.engine)]
    if versions:
        findings += fitness.check_versions(versions, discover())
        findings += check_calendar()
    else:
        cure = _("Run: %(command)s", command="flask module install --all")
        findings.append(Finding("versions", False, _("Nothing is installed yet."), cure))
    findings += check_patches()
    findings += check_certificate()
    return [*findings, *check_fonts(), check_disk(Path(current_app.config["STORE_DIR"]))]


def check_patches() -> list[Finding]:
    """Patches whose anchor is gone."""
    cure = _("Change the patch in the module's views.py to an anchor that is there.")
    return [
        Finding("patches", False, fault, cure, grave=False)
        for fault in current_app.extensions["house"].faults
    ]


def check_certificate() -> list[Finding]:
    """The certificate papers are signed with, where one is configured."""
    cure = _("Give a valid PKCS#12 file in SIGNING_CERTIFICATE and its password in SIGNING_PASSPHRASE.")
    try:
        found = configured()
    except PaperRefused as refused:
        return [Finding("certificate", False, str(refused), cure, grave=False)]
    if found is None:
        return []
    days = (found.valid_to - now()).days
    words = _("Papers are signed as %(holder)s; %(days)s days are left.", holder=found.holder, days=days)
    return [Finding("certificate", days > DAYS_LEFT, words, cure, grave=False)]


def check_fonts() -> list[Finding]:
    """Faces and glyphs papers need."""
    lacks = font_report()
    if not lacks:
        return [Finding("fonts", True, _("Every paper can be set."))]
    return [
        Finding(
            "fonts",
            False,
            _(
                "%(family)s lacks the characters %(characters)s.",
                family=lack.family,
                characters=lack.characters,
            )
            if lack.characters
            else _("The face %(family)s is missing.", family=lack.family),
            _("Run: %(command)s", command=lack.cure),
            grave=False,
        )
        for lack in lacks
    ]


def check_calendar() -> list[Finding]:
    """This year and the next are in the calendar, and announced."""
    with system("doctor", reads=True) as session:
        states = dict(session.execute(select(CalendarYear.year, CalendarYear.state)).all())  # type: ignore[arg-type]
    cure = _("Enter the State Council's holiday notice under System, Holidays and make-up days, when it is out.")
    found = []
    for year in (today().year, today().year + 1):
        state = states.get(year)
        official = state == YearState.OFFICIAL
        if official:
            message = _("%(year)s is announced.", year=year)
        elif state == YearState.PROVISIONAL:
            message = _("%(year)s is provisional: its holidays are not announced yet.", year=year)
        else:
            message = _("%(year)s is missing in the calendar.", year=year)
        found.append(Finding("calendar", official, message, "" if official else cure, grave=False))
    return found


def check_disk(folder: Path) -> Finding:
    """Room for papers and attachments."""
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(place).free
    message = _("%(free)s GB free at %(place)s", free=f"{free / 1024**3:.1f}", place=place)
    least = SPACE_BYTES // 1024**3
    cure = _("Free some space, or move STORE_DIR; below %(least)s GB papers are in danger.", least=least)
    return Finding("disk", free >= SPACE_BYTES, message, cure, grave=False)
