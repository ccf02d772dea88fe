"""The tables of the paper house: issued papers, own templates, files laid to rows, number counters and patterns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.document.sheet import ISSUED
from app.model.base import Audited, BigId, DivisionCode, Record, Scoped, Voidable, acting_user_id
from app.model.moment import now
from app.model.sealed import Sealing, sealed_bytes
from app.org.models import Unit


class Paper(Audited, Scoped, Sealing, Voidable, Record):
    """An issued paper: its number, the data it was made of, its bytes and their SHA-256.

    Papers name people with their numbers and phones, so data and bytes are sealed like those.
    It is never changed. Made void, it keeps its number and its bytes, and prints with 作废 across the page. Who may
    read the row it was made of may read it, with no grant of their own (`app.document.service`).
    """

    #: Written on whatever row the actor may act on; see `Scope.reaches_row`.
    follows_a_row = True

    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "year", "serial", name="uq_document_paper_number"),
        Index("ix_document_paper_subject", "subject_model", "subject_id"),
    )

    document: Mapped[str] = mapped_column(String(80), nullable=False)
    subject_model: Mapped[str] = mapped_column(String(80), nullable=False)
    subject_id: Mapped[int] = mapped_column(BigId, nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    kind: Mapped[str | None] = mapped_column(String(30))
    year: Mapped[int | None] = mapped_column(Integer)
    serial: Mapped[int | None] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(80), default="", nullable=False)
    state: Mapped[str] = mapped_column(String(10), default=ISSUED, nullable=False)
    made_at: Mapped[datetime] = mapped_column(nullable=False)
    pages: Mapped[int] = mapped_column(Integer, nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    #: The own template it was made with; none for the house's. A bundle says it of each part in its snapshot.
    template_id: Mapped[int | None] = mapped_column(BigId)
    #: The sheets as JSON: templates, contexts and stamps (`app.document.sheet.Sheet.as_data`).
    snapshot = sealed_bytes()
    body = sealed_bytes()

    unit: Mapped[Unit | None] = relationship()

    def __str__(self) -> str:
        return self.number or self.uuid


class TemplateVersion(Record):
    """One saved text of an administrator's template of a paper, for a division and those below it. Never changed.

    Saving again writes the next version; what became of a version stands in `TemplateAct`.
    """

    append_only = True
    kept_in_memory = True

    __table_args__ = (
        UniqueConstraint("document", "division_code", "number", name="uq_document_template_number"),
    )

    document: Mapped[str] = mapped_column(String(80), nullable=False)
    division_code: Mapped[str] = mapped_column(DivisionCode, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    #: The version it was begun from; none for one begun from the house's template.
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("document_template_version.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


class TemplateAct(Record):
    """What was done with a version: `ask` to publish it, `publish` it, `withdraw` it. The last one holds."""

    append_only = True
    kept_in_memory = True

    version_id: Mapped[int] = mapped_column(
        ForeignKey("document_template_version.id"), nullable=False, index=True
    )
    act: Mapped[str] = mapped_column(String(10), nullable=False)
    reason: Mapped[str] = mapped_column(String(500), default="", nullable=False)
    at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)

    version: Mapped[TemplateVersion] = relationship()


class Attachment(Audited, Scoped, Sealing, Voidable, Record):
    """A file laid to a row: a contract, a photograph, a recording. Sealed like a paper, never changed, never deleted.

    Who handles the row may open it, with no grant of their own (`app.document.attachments`). A model whose rows take
    files says `attachable = True`.
    """

    #: Written on whatever row the actor may act on; see `Scope.reaches_row`.
    follows_a_row = True

    __table_args__ = (Index("ix_document_attachment_subject", "subject_model", "subject_id"),)

    subject_model: Mapped[str] = mapped_column(String(80), nullable=False)
    subject_id: Mapped[int] = mapped_column(BigId, nullable=False)
    name: Mapped[str] = mapped_column(String(200), nullable=False)
    media: Mapped[str] = mapped_column(String(100), nullable=False)
    size: Mapped[int] = mapped_column(Integer, nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    body = sealed_bytes()

    def __str__(self) -> str:
        return self.name


class NumberCounter(Record):
    """The last number a unit has given to a kind of paper in a year."""

    __table_args__ = (UniqueConstraint("unit_id", "year", "kind"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    year: Mapped[int] = mapped_column(Integer, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    last: Mapped[int] = mapped_column(Integer, nullable=False)


class NumberPattern(Audited, Record):
    """How numbers of one kind are written, for one unit, or for all that have no pattern of their own.

    `{year}`, `{unit}` (how the unit calls itself in numbers) and `{n}` are filled in:
    `（{year}）{unit}人调字第{n}号`.
    """

    __table_args__ = (UniqueConstraint("kind", "unit_id"),)

    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    pattern: Mapped[str] = mapped_column(String(80), nullable=False)

    def __str__(self) -> str:
        return self.pattern
