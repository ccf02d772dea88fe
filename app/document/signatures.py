"""Signatures on an issued paper: sealed files laid to it, each named after its place.

A place is `<sheet>.<key>`: the template of the sheet, and the key its data give to whoever signs there. A paper made
void takes its signatures along, and one made anew begins without any.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.document.attachments import attachments_of, lay
from app.document.handwriting import address_of
from app.document.models import Attachment, Paper
from app.document.service import papers_of, standing
from app.document.sheet import VOID
from app.document.spec import Document
from app.model.base import Record
from app.workflow.spec import Guard, Refusal


def still_to_sign(document: Document, row: Record, paper: Paper) -> dict[str, str]:
    """Who may sign a paper now and has not: words by place. Whom the paper does not name cannot sign it."""
    if document.signers is None or paper.state == VOID:
        return {}
    waiting = document.signers(row)
    if not waiting:
        return {}
    written, words = _written(paper), paper.snapshot.decode()
    return {
        place: said
        for place, said in waiting.items()
        if place not in written and f'"{place.partition(".")[2]}"' in words
    }


def write_on(paper: Paper, place: str, picture: bytes) -> None:
    """Lay a signature to its place on a paper."""
    lay(paper, f"{place}.png", picture)


def ink_on(paper: Paper) -> dict[str, dict[str, dict[str, str]]]:
    """Picture and day of each signature, by sheet and key, as templates take them."""
    drawn: dict[str, dict[str, dict[str, str]]] = {}
    for place, file in _written(paper).items():
        sheet, _dot, key = place.partition(".")
        ink = {"picture": address_of(file.body), "day": file.created_at.date().isoformat()}
        drawn.setdefault(sheet, {})[key] = ink
    return drawn


def signed_copy(id: str, name: Any, of: Document, needs: Guard | None = None, template: str = "") -> Document:
    """The paper in force once more, with the signatures in their places; there is none before somebody has signed.

    Args:
        id: of the copy.
        name: what a user calls it.
        of: the paper that is signed.
        needs: refusals that keep the copy from being issued; that somebody is still to sign if not given.
        template: the first sheet's, where `of` is a bundle.
    """

    def all_signed(row: Record) -> list[Refusal]:
        paper = standing(of, papers_of(row))
        left = still_to_sign(of, row, paper) if paper is not None else {}
        return [Refusal(gettext("%(name)s has not signed", name=said)) for said in left.values()]

    def signed(row: Record) -> dict[str, Any]:
        paper = standing(of, papers_of(row))
        return {"signed": ink_on(paper) if paper is not None else {}}

    return Document(
        id,
        name,
        of.model,
        template or of.template,
        signed,
        unit=of.unit,
        needs=needs or all_signed,
        again=of.id,
        fits=lambda row: (paper := standing(of, papers_of(row))) is not None and bool(_written(paper)),
    )


def _written(paper: Paper) -> dict[str, Attachment]:
    return {file.name.removesuffix(".png"): file for file in attachments_of(paper)}
