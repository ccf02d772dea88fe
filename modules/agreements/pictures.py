"""How a signature was written: a sealed file of its row, drawn at its place on the copy of the agreement."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.access.gate import FOLLOWS
from app.document.attachments import attach
from app.document.handwriting import address_of
from app.document.models import Attachment
from app.model.base import db
from modules.agreements.models import Agreement, Signature


def keep_picture(signature: Signature, picture: bytes) -> None:
    """Lay the picture to its signature."""
    db.session.flush()
    attach(signature, "signature.png", picture)


def has_pictures(agreement: Agreement) -> bool:
    """Whether any signature of an agreement was written on a pad or scanned."""
    if agreement.status not in ("issued", "signed", "effective", "replaced"):
        return False
    return db.session.scalar(_files(agreement).limit(1), execution_options={FOLLOWS: True}) is not None


def pictures(agreement: Agreement) -> dict[str, Any]:
    """Pictures and days by the keys on the paper; for papers without keys by name, of two who bear one name neither."""
    signatures = db.session.scalars(select(Signature).where(Signature.agreement_id == agreement.id)).all()
    by_row = {one.id: one for one in signatures}
    files = _files(agreement).options(undefer(Attachment.body_sealed))  # type: ignore[attr-defined]
    drawn: dict[str, dict[str, Any]] = {"parties": {}, "mediators": {}}
    for file in db.session.scalars(files, execution_options={FOLLOWS: True}):
        one = by_row[file.subject_id]
        side = drawn["parties" if one.party is not None else "mediators"]
        ink = {"picture": address_of(file.body), "day": one.signed_on.isoformat()}
        side[f"{one.kind}-{one.party_id or one.mediator_id}"] = side[str(one)] = ink
    for side, kind in (("parties", "party"), ("mediators", "mediator")):
        borne = Counter(str(one) for one in signatures if one.kind == kind)
        drawn[side] = {name: ink for name, ink in drawn[side].items() if borne[name] < 2}
    return {"signed": drawn}


def _files(agreement: Agreement) -> Any:
    mine = select(Signature.id).where(Signature.agreement_id == agreement.id)
    return select(Attachment).where(
        Attachment.subject_model == Signature.model_id(), Attachment.subject_id.in_(mine)
    )
