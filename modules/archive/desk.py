"""What the page of a volume shows beside its facts: pieces, completeness, the whole file."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.job.models import DONE, QUEUED, RUNNING
from app.model.base import db
from app.view.calling import handles
from app.view.display import state_badge
from app.view.due import short_moment
from app.view.links import address
from modules.archive.completeness import Held, completeness
from modules.archive.effects import job_of
from modules.archive.gathering import pieces_of
from modules.archive.models import PERIODS, Explanation, Piece, Volume, VolumeFile
from modules.archive.proofs import basis_of, file_of
from modules.cases.models import Case
from modules.mediation.models import Mediation

Part = dict[str, Any]


def pieces_part(volume: Volume) -> list[Part]:
    """The pieces in order with their page numbers; while the volume is open each can be moved."""
    moves = not volume.locked_reason() and current_scope().may("u", volume)
    columns = [
        {"name": "position", "label": gettext("No."), "phone": "named"},
        {"name": "title", "label": gettext("Name"), "phone": "title"},
        {"name": "pages", "label": gettext("Page numbers"), "phone": "named"},
        {"name": "remark", "label": gettext("Remark"), "phone": "line"},
        *([{"name": "moves", "label": gettext("Move"), "phone": "line"}] if moves else []),
    ]
    pieces = pieces_of(volume)
    rows = [_piece(piece, moves, len(pieces)) for piece in pieces]
    part = _part("pieces", gettext("Pieces"), columns, rows)
    part["empty"] = gettext("Nothing lies in the volume yet")
    return [part]


def _piece(piece: Piece, moves: bool, last: int) -> dict[str, Any]:
    remark = gettext("Electronic file, not bound") if piece.electronic else ""
    kind = str(piece.slot)
    cells: list[dict[str, Any]] = [
        {"value": str(piece.position)},
        {"value": piece.title, "second": kind if kind != piece.title else ""},
        {"value": piece.page_words or "—"},
        {"value": "，".join(filter(None, (remark, piece.remark)))},
    ]
    if moves:
        cells.append({"kind": "actions", "value": [_move(piece, "up", 1), _move(piece, "down", last)]})
    return {"pk": piece.id, "url": address(Piece, "show", piece.id), "cells": cells}


def _move(piece: Piece, way: str, end: int) -> dict[str, Any]:
    words = gettext("Move up") if way == "up" else gettext("Move down")
    url = url_for("archive_pieces.move", pk=piece.id, way=way)
    tone = {"label": words, "icon": f"arrow-{way}", "url": url, "method": "post", "tone": "quiet"}
    return tone | {"enabled": piece.position != end}


def completeness_part(volume: Volume) -> list[Part]:
    """What must lie in the volume: there, missing, or missing and explained."""
    explains = not volume.locked_reason() and current_scope().may("c", Explanation)
    columns = [
        {"name": "what", "label": gettext("Must be in the volume"), "phone": "title"},
        {"name": "state", "label": gettext("State"), "phone": "state"},
        {"name": "why", "label": gettext("Pieces or explanation"), "phone": "line"},
        *([{"name": "explain", "label": gettext("Explain"), "phone": "line"}] if explains else []),
    ]
    rows = [_held(volume, held, explains) for held in completeness(volume)]
    return [_part("completeness", gettext("Completeness"), columns, rows)]


def _held(volume: Volume, held: Held, explains: bool) -> dict[str, Any]:
    if held.pieces:
        state = {"kind": "badge", "value": gettext("There"), "tone": "green", "icon": "check"}
        said = ngettext("piece %(nos)s", "pieces %(nos)s", len(held.pieces), nos=_numbers(held.pieces))
    elif held.explanation:
        state = {"kind": "badge", "value": gettext("Explained"), "tone": "amber", "icon": "note"}
        said = held.explanation.reason
    else:
        state = {"kind": "badge", "value": gettext("Missing"), "tone": "red", "icon": "alert"}
        said = ""
    cells: list[dict[str, Any]] = [{"value": str(held.requirement)}, state, {"value": said}]
    if explains:
        cells.append({"kind": "actions", "value": [_explain(volume, held)] if held.missing else []})
    return {"pk": held.requirement.id, "url": "", "cells": cells}


def _numbers(pieces: tuple[Piece, ...]) -> str:
    return "、".join(str(piece.position) for piece in pieces)


def _explain(volume: Volume, held: Held) -> dict[str, Any]:
    back = address(Volume, "show", volume.id)
    if held.explanation is not None:
        url = address(Explanation, "edit", held.explanation.id, asked={"next": back})
        return {"label": gettext("Edit"), "url": url, "icon": "edit", "tone": "quiet"}
    asked = {"volume_id": volume.id, "requirement_id": held.requirement.id, "next": back}
    return {
        "label": gettext("Explain"),
        "url": address(Explanation, "add", asked=asked),
        "icon": "note",
        "tone": "quiet",
    }


def file_card(volume: Volume) -> list[Part]:
    """Beside the page: whether the whole file is there, of which state it is, how far it is."""
    if volume.status == "destroyed":
        return []
    file, job = file_of(volume), job_of(volume)
    card: Part = {"name": "file", "icon": "paper", "title": gettext("The whole file (PDF/A)")}
    if job is not None and job.state in (QUEUED, RUNNING):
        card["text"] = gettext("It is being made.")
        card["rows"] = [_progress(volume, job.progress_done, job.progress_total)]
    elif job is not None and job.state != DONE:
        card |= {"tone": "amber", "text": gettext("It could not be made: %(why)s", why=job.last_error or "")}
    elif file is None:
        card["text"] = gettext("It has not been made yet.")
    elif volume.status in ("open", "checked") and file.basis != basis_of(volume):
        card |= {"tone": "amber", "text": gettext("The volume was changed since; make it again.")}
    if file is not None:
        card["facts"] = _facts(file)
        card["note"] = f"SHA-256 {file.sha256[:16]}…"
    return [card]


def _progress(volume: Volume, done: int, total: int | None) -> dict[str, Any]:
    url = url_for("archive_files.making", pk=volume.id)
    return {"url": url, "title": gettext("Progress"), "second": f"{done}/{total}" if total else ""}


def _facts(file: VolumeFile) -> list[dict[str, str]]:
    kind = gettext("Draft") if file.draft else gettext("Final")
    return [
        {"label": gettext("Kind"), "text": kind},
        {"label": gettext("Number of pages"), "text": str(file.pages)},
        {"label": gettext("Bound on"), "text": short_moment(file.made_at)},
    ]


def to_file(volume: Volume) -> dict[str, Any] | None:
    """The button that opens the whole file, for whoever handles the volume."""
    if not handles(volume, current_scope()) or file_of(volume) is None:
        return None
    return {
        "name": "file",
        "label": gettext("Open the whole file"),
        "url": url_for("archive_files.file", pk=volume.id),
        "icon": "paper",
    }


def volumes_part(case: Case) -> list[Part]:
    """On the page of a case: the volumes of its mediations that the reader may see."""
    if not current_scope().may("r", Volume):
        return []
    found = (
        select(Volume)
        .join(Mediation, Mediation.id == Volume.mediation_id)
        .where(Mediation.case_id == case.id)
    )
    volumes = db.session.scalars(found.order_by(Volume.id)).all()
    if not volumes:
        return []
    columns = [
        {"name": "number", "label": gettext("Volume number"), "phone": "title"},
        {"name": "retention", "label": gettext("Retention"), "phone": "named"},
        {"name": "pages", "label": gettext("Number of pages"), "phone": "named"},
        {"name": "state", "label": gettext("State"), "phone": "state"},
    ]
    rows = [
        {
            "pk": volume.id,
            "url": address(Volume, "show", volume.id),
            "cells": [
                {"value": volume.number or gettext("Not numbered yet")},
                {"value": str(PERIODS[volume.retention])},
                {"value": str(volume.pages)},
                {"kind": "badge", **_badge(volume)},
            ],
        }
        for volume in volumes
    ]
    return [_part("volumes", gettext("Volume"), columns, rows)]


def _badge(volume: Volume) -> dict[str, Any]:
    drawn = state_badge(volume, "status")
    return {"value": drawn["label"], "tone": drawn["tone"], "icon": drawn.get("icon", "")}


def _part(name: str, title: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]]) -> Part:
    table = {"name": name, "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"name": name, "title": title, "count": len(rows), "table": table}
