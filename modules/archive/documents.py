"""The archive's own papers: F0 cover, F1 catalogue, F10 divider, F11 note on the volume, F12 back cover."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.spec import Document
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.archive.completeness import completeness
from modules.archive.gathering import is_divided, pieces_of
from modules.archive.models import Volume
from modules.cases.papers import colleague
from modules.mediation.services import mediators_of

#: Periods in the words of the forms, which are Chinese in every language of the screens.
PERIOD_WORDS = {"short": "短期", "long": "长期", "permanent": "永久"}
DIVIDER, NOTE, FILE = "司法确认有关材料", "卷宗情况说明", "电子件"


def cover(volume: Volume) -> dict[str, Any]:
    """F0."""
    mediation = volume.mediation
    years = "" if volume.retention == "permanent" else f"（{threshold(f'volume_kept_{volume.retention}')}年）"
    return {
        "committee": {"name": volume.unit.name},
        "name": volume.name,
        "mediators": [{"name": str(one)} for one in mediators_of(mediation)],
        "from": _iso(mediation.accepted_on or mediation.applied_on),
        "to": _iso(mediation.ended_on),
        "filing_clerk": {"name": filing_clerk(volume)},
        "filed_on": _iso(volume.filed_on),
        "retention": PERIOD_WORDS[volume.retention] + years,
        "remark": volume.remark or "",
    }


def catalogue(volume: Volume) -> dict[str, Any]:
    """F1: every piece with its pages, the divider and the note among them."""
    lines, pieces = [], pieces_of(volume)
    for before, piece in zip([None, *pieces], pieces):
        if is_divided(piece) and not (before and is_divided(before)):
            lines.append({"title": DIVIDER, "pages": _divider_page(volume), "remark": ""})
        remark = [FILE] if piece.electronic else []
        said = "，".join([*remark, *([piece.remark] if piece.remark else [])])
        lines.append({"title": piece.title, "pages": piece.page_words, "remark": said})
    lines.append({"title": NOTE, "pages": str(volume.pages + 1), "remark": ""})
    return {
        "name": volume.name,
        "pieces": lines,
        "checksums": [{"title": one.title, "sha256": one.sha256} for one in pieces if one.electronic],
    }


def _divider_page(volume: Volume) -> str:
    """The divider stands right before the first piece behind it."""
    page = 0
    for piece in pieces_of(volume):
        if is_divided(piece):
            break
        page += piece.pages
    return str(page + 1)


def divider(volume: Volume) -> dict[str, Any]:
    """F10: what lies behind it."""
    behind = [piece for piece in pieces_of(volume) if is_divided(piece)]
    return {"pieces": [{"title": piece.title, "pages": piece.page_words or FILE} for piece in behind]}


def volume_note(volume: Volume) -> dict[str, Any]:
    """F11: what is there, what is missing and why."""
    pieces = pieces_of(volume)
    return {
        "pieces": len(pieces),
        "pages": volume.pages,
        "electronic": sum(piece.electronic for piece in pieces),
        "missing": [
            {
                "name": str(held.requirement),
                "reason": held.explanation.reason if held.explanation else "",
            }
            for held in completeness(volume)
            if held.missing
        ],
        "note": volume.note or "",
        "filing_clerk": {"name": filing_clerk(volume)},
        "checker": {"name": colleague(volume.checked_by_id)},
        "filed_on": _iso(volume.filed_on),
    }


def back_cover(volume: Volume) -> dict[str, Any]:
    """F12."""
    return {
        "committee": {"name": volume.unit.name},
        "pieces": len(pieces_of(volume)),
        "pages": volume.pages + 1,
    }


def filing_clerk(volume: Volume) -> str:
    """Who files it: whoever opened it, until somebody is written down."""
    return colleague(volume.filed_by_id or volume.created_by_id)


def made_with_the_file(_volume: Volume) -> list[Refusal]:
    """These papers are made with the whole file and are none by themselves; drafts may be looked at."""
    return [Refusal(gettext("It is made together with the whole file"))]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


DOCUMENTS = tuple(
    Document(f"archive.{name}", label, Volume, f"archive/{name}.html", context, needs=made_with_the_file)
    for name, label, context in (
        ("cover", _("Cover of the volume"), cover),
        ("catalogue", _("Catalogue of the volume"), catalogue),
        ("confirmation_divider", _("Papers on judicial confirmation"), divider),
        ("volume_note", _("Note on the volume (F11)"), volume_note),
        ("back_cover", _("Back cover of the volume"), back_cover),
    )
)
