"""Binding a volume: its own papers made, all pieces bound into one PDF/A with bookmarks and page numbers."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from flask import current_app

from app.document import press
from app.document.binding import About, Part, bind
from app.document.refusal import PaperRefused
from app.document.service import sheets_of
from app.document.sheet import DRAFT, ISSUED, Rendered, Sheet, Stamp
from app.model.base import db
from app.model.house import house
from app.model.moment import now
from app.workflow.engine import record
from modules.archive.gathering import body_of, is_divided, pieces_of
from modules.archive.models import Volume, VolumeFile
from modules.archive.proofs import basis_of, file_of

#: Told how many pieces are ready, of how many.
Tell = Callable[[int, int], None]


def build(volume: Volume, tell: Tell = lambda _done, _total: None) -> VolumeFile:
    """Make the whole file anew and put it in the place of the former one. Before the check it is a draft.

    Raises:
        PaperRefused: a paper or a piece cannot be made.
        LookupError: a piece is gone.
    """
    session, pieces = db.session, pieces_of(volume)
    total = len(pieces) + 2
    stamp = _stamp(volume)
    note = _paper("volume_note", volume, stamp)
    parts = [_own("cover", volume, stamp), _own("catalogue", volume, stamp)]
    divided = False
    for done, piece in enumerate(pieces, start=1):
        if is_divided(piece) and not divided:
            divided = True
            parts.append(_own("confirmation_divider", volume, stamp, numbered=True))
        if not piece.electronic:
            own = piece.source == "paper"
            parts.append(
                Part(body_of(piece), piece.media, f"{piece.position}. {piece.title}", own, numbered=True)
            )
        tell(done, total)
    parts.append(Part(note.body, title=_name("volume_note"), own=True, numbered=True))
    parts.append(_own("back_cover", volume, stamp))
    counted = {"pages": volume.pages + note.pages}
    numbers = press.render([Sheet("archive/page_numbers.html", counted, Stamp(state=ISSUED))])
    tell(len(pieces) + 1, total)
    about = About(f"调解卷宗：{volume.name}", volume.unit.name, volume.number or "", stamp.made_at)
    bound = bind(parts, numbers.body, about)
    former = file_of(volume)
    if former is not None:
        session.delete(former)
        session.flush()
    file = VolumeFile(
        volume=volume,
        made_at=now(),
        draft=volume.number is None,
        pages=bound.pages,
        size=len(bound.pdf),
        basis=basis_of(volume),
        sha256=sha256(bound.pdf).hexdigest(),
        body=bound.pdf,
    )
    session.add(file)
    session.flush()
    tell(total, total)
    record(volume, "made", data={"pages": bound.pages, "sha256": file.sha256, "draft": file.draft})
    return file


def _own(name: str, volume: Volume, stamp: Stamp, *, numbered: bool = False) -> Part:
    return Part(_paper(name, volume, stamp).body, title=_name(name), own=True, numbered=numbered)


def _paper(name: str, volume: Volume, stamp: Stamp) -> Rendered:
    """One of the archive's own papers; in the final file nothing may be missing on it.

    Raises:
        PaperRefused: something is missing, or it could not be made.
    """
    document = house().documents[f"archive.{name}"]
    made = press.render(sheets_of(document, volume, stamp))
    if made.missing and stamp.state == ISSUED:
        raise PaperRefused("missing", "、".join(made.missing))
    return made


def _name(name: str) -> str:
    return str(house().documents[f"archive.{name}"].name)


def _stamp(volume: Volume) -> Stamp:
    return Stamp(
        number=volume.number or "",
        made_at=now(),
        author=volume.unit.name,
        state=ISSUED if volume.number else DRAFT,
        demo=bool(current_app.config.get("DEMO", False)),
    )
