"""What belongs into a volume: papers issued and files laid to a mediation and to what came of it, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import and_, false, or_, select

from app.access.gate import FOLLOWS
from app.document.binding import Part, pages_of
from app.document.models import Attachment, Paper
from app.document.sheet import VOID
from app.model.base import Record, db
from app.model.house import house
from modules.agreements.models import Agreement
from modules.archive.models import Piece, Slot, Volume
from modules.cases.services import parties_of
from modules.confirmation.models import Confirmation
from modules.mediation.models import Evidence, Investigation, Mediation, PoliceReport
from modules.mediation.services import sessions_of
from modules.performance.models import Obligation, Receipt, ReturnVisit

PDF = "application/pdf"

#: Modules whose rows the walk below finds by itself.
WALKED = ("archive", "cases", "mediation", "agreements", "performance", "confirmation")


def gather(volume: Volume) -> None:
    """Bring the pieces up to date: new ones go to their place, withdrawn ones leave, known ones stay as arranged."""
    session = db.session
    found = list(_found(volume))
    known = {piece.source_uuid: piece for piece in pieces_of(volume)}
    for uuid in known.keys() - {source.uuid for source, _slot in found}:
        session.delete(known[uuid])
    fresh = [
        _piece(volume, source, slot)
        for source, slot in found
        if source.uuid not in known or known[source.uuid].sha256 != source.sha256
    ]
    _count(fresh)
    arranged = [piece for uuid, piece in known.items() if uuid in {source.uuid for source, _slot in found}]
    for piece in fresh:
        place = next((at for at, one in enumerate(arranged) if _order(one) > _order(piece)), len(arranged))
        arranged.insert(place, piece)
    session.add_all(fresh)
    put_in_order(volume, arranged)


def is_up_to_date(volume: Volume) -> bool:
    """Whether gathering again would change nothing."""
    found = {(source.uuid, source.sha256) for source, _slot in _found(volume)}
    return found == {(piece.source_uuid, piece.sha256) for piece in pieces_of(volume)}


def arrange(volume: Volume) -> None:
    """Bring the pieces into the official order again."""
    put_in_order(volume, sorted(pieces_of(volume), key=lambda piece: (_order(piece), piece.position)))


def put_in_order(volume: Volume, pieces: list[Piece]) -> None:
    """Number pieces and their pages in the order given; the divider before confirmation takes a page."""
    page = 1
    for position, piece in enumerate(pieces, start=1):
        if is_divided(piece) and (position == 1 or not is_divided(pieces[position - 2])):
            page += 1
        piece.position = position
        piece.first_page = page if piece.pages else None
        page += piece.pages
    volume.pages = page - 1
    db.session.flush()


def change(piece: Piece, values: dict[str, Any]) -> None:
    """Another kind, name or remark for a piece; the pages follow, for the divider may move."""
    for name, value in values.items():
        setattr(piece, name, value)
    db.session.flush()
    put_in_order(piece.volume, pieces_of(piece.volume))


def move(piece: Piece, by: int) -> None:
    """Move a piece up or down among its neighbours; at the end of the row it stays."""
    pieces = pieces_of(piece.volume)
    at = pieces.index(piece)
    to = min(max(at + by, 0), len(pieces) - 1)
    pieces.insert(to, pieces.pop(at))
    put_in_order(piece.volume, pieces)


def pieces_of(volume: Volume) -> list[Piece]:
    """The pieces in their order."""
    found = select(Piece).where(Piece.volume_id == volume.id)
    return list(db.session.scalars(found.order_by(Piece.position, Piece.id)))


def is_divided(piece: Piece) -> bool:
    """Whether a piece stands behind the divider F10."""
    return piece.slot.code == "confirmation"


def _found(volume: Volume) -> Iterator[tuple[Paper | Attachment, Slot]]:
    """Papers in force and files not taken away, each with the kind of piece it is, oldest first within a kind."""
    slots = list(db.session.scalars(select(Slot).where(Slot.active.is_(True)).order_by(Slot.position)))
    rows = [*_rows_of(volume), *_rows_of_others(volume.mediation, slots)]
    whole = [
        *_filed(Paper, rows, Paper.state != VOID),
        *_filed(Attachment, rows, Attachment.voided_at.is_(None)),
    ]
    placed = [(source, _slot_of(source, slots)) for source in whole]
    yield from sorted(placed, key=lambda pair: (pair[1].position, _row_of(pair[0]), pair[0].id))


def _row_of(source: Paper | Attachment) -> int:
    return source.subject_id


def _rows_of(volume: Volume) -> Iterator[Record]:
    """The rows whose papers and files belong to the mediation, as far as the session reads them."""
    mediation: Mediation = volume.mediation
    yield from (volume, mediation, mediation.case, *sessions_of(mediation))
    yield from (party for party in parties_of(mediation.case) if party.role == "agent")
    yield from _of(Investigation, Investigation.mediation_id, [mediation])
    yield from _of(Evidence, Evidence.mediation_id, [mediation])
    yield from _of(PoliceReport, PoliceReport.mediation_id, [mediation])
    agreements = _of(Agreement, Agreement.mediation_id, [mediation])
    obligations = _of(Obligation, Obligation.agreement_id, agreements)
    yield from agreements
    yield from obligations
    yield from (one for one in _of(Receipt, Receipt.obligation_id, obligations) if one.status == "kept")
    yield from _of(ReturnVisit, ReturnVisit.agreement_id, agreements)
    yield from _of(Confirmation, Confirmation.agreement_id, agreements)


def _rows_of_others(mediation: Mediation, slots: list[Slot]) -> Iterator[Record]:
    """Rows of modules not known here, where a kind of piece names their model: the mediation's, or else its case's."""
    for name in sorted({name for slot in slots for name in slot.models.split()}):
        model: Any = house().models.get(name)
        if model is None or name.partition(".")[0] in WALKED:
            continue
        if hasattr(model, "mediation_id"):
            yield from _of(model, model.mediation_id, [mediation])
        elif hasattr(model, "case_id"):
            yield from _of(model, model.case_id, [mediation.case])


def _of(model: Any, column: Any, owners: Iterable[Any]) -> list[Any]:
    keys = [owner.id for owner in owners]
    return list(db.session.scalars(select(model).where(column.in_(keys)).order_by(model.id))) if keys else []


def _filed(model: Any, rows: list[Record], stands: Any) -> list[Any]:
    """Papers or files of rows; of a case its own papers are none of a mediation's."""
    keys: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if model is Attachment or row.model_id() != "cases.case":
            keys[row.model_id()].append(row.id)
    of_rows = [and_(model.subject_model == name, model.subject_id.in_(ids)) for name, ids in keys.items()]
    found = select(model).where(or_(false(), *of_rows), stands).order_by(model.id)
    return list(db.session.scalars(found, execution_options={FOLLOWS: True}))


def _slot_of(source: Paper | Attachment, slots: list[Slot]) -> Slot:
    """By the paper's id, by a word in the file's name, by what the file was laid to; the last kind takes the rest."""
    if isinstance(source, Paper):
        module = f"{source.document.partition('.')[0]}.*"
        return next(
            (slot for slot in slots if {source.document, module} & set(slot.papers.split())), slots[-1]
        )
    by_word = (slot for slot in slots if any(word in source.name for word in slot.words.split()))
    by_model = (slot for slot in slots if source.subject_model in slot.models.split())
    return next(by_word, None) or next(by_model, slots[-1])


def _piece(volume: Volume, source: Paper | Attachment, slot: Slot) -> Piece:
    if isinstance(source, Paper):
        document = house().documents.get(source.document)
        title = str(document.name) if document is not None else slot.label
        said = {
            "source": "paper",
            "media": PDF,
            "title": slot.label if slot.papers == source.document else title,
        }
        said["remark"] = source.number or None
    else:
        said = {"source": "attachment", "media": source.media, "title": source.name, "remark": None}
    return Piece(
        volume=volume, slot=slot, source_uuid=source.uuid, sha256=source.sha256, position=0,
        pages=source.pages if isinstance(source, Paper) else 0, **said,
    )  # fmt: skip


def _count(pieces: list[Piece]) -> None:
    """How many pages files give; one that cannot be opened stays a file."""
    files = [piece for piece in pieces if piece.source == "attachment" and piece.bindable]
    parts = [Part(body_of(piece), piece.media) for piece in files]
    for piece, pages in zip(files, pages_of(parts), strict=True):
        piece.pages = pages


def body_of(piece: Piece) -> bytes:
    """The bytes of a piece.

    Raises:
        LookupError: the paper or file is gone.
    """
    model: Any = Paper if piece.source == "paper" else Attachment
    found = select(model).where(model.uuid == piece.source_uuid)
    source = db.session.scalars(found, execution_options={FOLLOWS: True}).one_or_none()
    if source is None:
        raise LookupError(piece.source_uuid)
    return bytes(source.body)


def _order(piece: Piece) -> int:
    return piece.slot.position
