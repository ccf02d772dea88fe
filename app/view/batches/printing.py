"""One paper of many rows as one file: those issued come as they are kept, the others as drafts marked 草稿.

Printing issues nothing and numbers nothing, just as the page of one row does it (`app/view/papers.py`). Rows their
reader does not handle, or that have no such paper, stay, each with its reason.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.scope import current_scope
from app.document import service
from app.document.models import Paper
from app.document.spec import Document
from app.model.base import Record
from app.model.house import house
from app.view.batches.acts import Deed, Stays
from app.view.batches.models import Batch
from app.view.calling import handles

#: Rows of one file: the process that binds it needs a third of a megabyte for each.
MOST = 2_000

#: The name of the job (`printed.py`).
PRINT = "view.print"


class PrintPapers:
    """See the module."""

    name = "print"
    label = _("Print papers")
    icon = "print"
    writes, job, most = False, PRINT, MOST

    def offered(self, model: type[Record]) -> bool:
        scope = current_scope()
        right = "r" if hasattr(model, "handled_by") else "u"
        return scope.may("r", model) and scope.may(right, model) and bool(papers_for(model))

    def title(self, batch: Batch) -> str:
        return gettext("Print “%(paper)s”", paper=paper_of(batch).name)

    def columns(self, batch: Batch) -> tuple[str, ...]:
        return (gettext("Paper"),)

    def do(self, row: Any, batch: Batch) -> Deed:
        """Say what would be printed.

        Raises:
            Stays: nothing, for a reason.
        """
        paper = look_up(row, paper_of(batch))
        if paper is None:
            return Deed((gettext("Draft"),))
        return Deed((" ".join((gettext("Issued"), paper.number)).strip(),))


def papers_for(model: type[Record]) -> list[Document]:
    """The papers that can be made of rows of a model."""
    return [document for document in house().documents.values() if document.model is model]


def paper_of(batch: Batch) -> Document:
    """The paper a batch prints: the one chosen, else the first of its model.

    Raises:
        LookupError: the model has none any more.
    """
    found = papers_for(house().models[batch.model])
    if not found:
        raise LookupError(batch.model)
    chosen = batch.settings.get("paper")
    return next((document for document in found if document.id == chosen), found[0])


def look_up(row: Any, document: Document) -> Paper | None:
    """The paper in force; None where a draft is to be made.

    Raises:
        Stays: the row has no such paper, or is not the reader's to print.
    """
    if not handles(row, current_scope()):
        raise Stays(gettext("Only whoever handles it may print it"))
    if not document.belongs_to(row):
        raise Stays(gettext("There is no such paper for it"))
    return service.standing(document, service.papers_of(row))
