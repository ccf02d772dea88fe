"""Checksums of a volume: of what is bound, and of what is proved after sealing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.gate import FOLLOWS
from app.document.models import Attachment, Paper
from app.model.base import db
from app.model.sealed import SealBroken
from app.workflow.models import Event
from modules.archive.completeness import explanations_of
from modules.archive.gathering import pieces_of
from modules.archive.models import Piece, Proof, Volume, VolumeFile


def digest(said: Any) -> str:
    """SHA-256 of plain data."""
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def basis_of(volume: Volume) -> str:
    """What the whole file is made of: its own facts, the pieces in order, the explanations."""
    facts = (volume.number, volume.retention, volume.note, volume.remark, volume.filed_on)
    people = (volume.filed_by_id, volume.checked_by_id)
    pieces = [_said(piece) for piece in pieces_of(volume)]
    reasons = [(one.requirement_id, one.reason) for one in explanations_of(volume)]
    return digest([volume.mediation_id, *facts, *people, pieces, reasons])


def rows_of(volume: Volume) -> str:
    """What the rows of a sealed volume say, its days of archiving and retention among it."""
    return digest([basis_of(volume), volume.pages, volume.archived_on, volume.kept_until])


def _said(piece: Piece) -> tuple[Any, ...]:
    return (
        piece.position,
        piece.slot_id,
        piece.title,
        piece.source,
        piece.source_uuid,
        piece.media,
        piece.sha256,
        piece.pages,
        piece.first_page,
        piece.remark,
    )


def file_of(volume: Volume) -> VolumeFile | None:
    """The whole file, without its bytes."""
    return db.session.scalars(select(VolumeFile).where(VolumeFile.volume_id == volume.id)).one_or_none()


def keep(volume: Volume, file: VolumeFile) -> str:
    """Keep the checksums of a volume that is being sealed; the digest of them all goes into the history.

    Returns:
        The digest.
    """
    rows = [Proof(volume_id=volume.id, what="file", ref=file.uuid, sha256=file.sha256)]
    rows.append(Proof(volume_id=volume.id, what="rows", ref=f"volume {volume.id}", sha256=rows_of(volume)))
    for piece in pieces_of(volume):
        rows.append(
            Proof(
                volume_id=volume.id,
                what=piece.source,
                ref=piece.source_uuid,
                position=piece.position,
                sha256=piece.sha256,
            )
        )
    db.session.add_all(rows)
    db.session.flush()
    return _seal(rows)


def _seal(rows: list[Proof]) -> str:
    return digest(sorted((row.what, row.ref, row.position, row.sha256) for row in rows))


def faults_of(session: Session, volume: Volume) -> Iterator[tuple[str, str]]:
    """What of a sealed volume is not as it was sealed: a word for machines, and the piece it is about."""
    rows = list(session.scalars(select(Proof).where(Proof.volume_id == volume.id).order_by(Proof.id)))
    if not rows:
        yield "no_proof", ""
        return
    if _seal(rows) != _told(session, volume):
        yield "proof_changed", ""
    by_what = {row.what: row for row in rows}
    if "rows" not in by_what or rows_of(volume) != by_what["rows"].sha256:
        yield "rows_changed", ""
    yield from _file_faults(volume, by_what.get("file"))
    pieces = {piece.source_uuid: piece for piece in pieces_of(volume)}
    for row in (row for row in rows if row.what in ("paper", "attachment")):
        yield from _piece_faults(session, row, pieces)


def _told(session: Session, volume: Volume) -> str:
    """The digest that went into the history when the volume was sealed."""
    sealed = (
        select(Event.data)
        .where(Event.model == volume.model_id(), Event.row_id == volume.id, Event.arrow == "archive")
        .order_by(Event.id.desc())
    )
    data = session.scalars(sealed.limit(1), execution_options={FOLLOWS: True}).first() or {}
    return str(data.get("seal", ""))


def _file_faults(volume: Volume, proof: Proof | None) -> Iterator[tuple[str, str]]:
    file = file_of(volume)
    if volume.status == "destroyed":
        if file is not None:
            yield "not_destroyed", ""
        return
    if file is None or proof is None:
        yield "file_missing", ""
        return
    try:
        changed = sha256(file.body).hexdigest() != proof.sha256
    except SealBroken:
        changed = True
    if changed or file.uuid != proof.ref:
        yield "file_changed", ""


def _piece_faults(session: Session, proof: Proof, pieces: dict[str, Piece]) -> Iterator[tuple[str, str]]:
    piece = pieces.get(proof.ref)
    if piece is None:
        yield "piece_missing", proof.ref
    model: Any = Paper if proof.what == "paper" else Attachment
    source = session.scalars(
        select(model).where(model.uuid == proof.ref), execution_options={FOLLOWS: True}
    ).one_or_none()
    if source is None:
        yield "source_missing", proof.ref
        return
    try:
        changed = sha256(source.body).hexdigest() != proof.sha256
    except SealBroken:
        changed = True
    if changed:
        yield "piece_changed", proof.ref
