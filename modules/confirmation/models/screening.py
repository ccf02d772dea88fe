"""The questions that are asked before an application is made, and their answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from modules.confirmation.models.confirmation import OfConfirmation


class ScreeningQuestion(Audited, Record):
    """One question of the checklist, kept as data; `stops_on` is the answer that keeps the application back."""

    MACHINE = ("code", "article")
    LABELS = {
        "code": _("Code"),
        "question": _("Question"),
        "stops_on": _("This answer stops"),
        "article": _("Legal basis"),
        "position": _("Order"),
        "active": _("Active"),
    }
    CHOICES = {"stops_on": {"yes": _("Yes"), "no": _("No")}}

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    question: Mapped[str] = mapped_column(String(200), nullable=False)
    stops_on: Mapped[str] = mapped_column(String(3), nullable=False)
    article: Mapped[str | None] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def __str__(self) -> str:
        return self.question


class ScreeningAnswer(Audited, OfConfirmation, Record):
    """The answer to one question, with a note where it needs one."""

    __table_args__ = (UniqueConstraint("confirmation_id", "question_id"),)

    LABELS = {
        "question_id": _("Question"),
        "question": _("Question"),
        "answer": _("Answer"),
        "remark": _("Remark"),
    }
    CHOICES = {"answer": {"yes": _("Yes"), "no": _("No")}}

    question_id: Mapped[int] = mapped_column(ForeignKey("confirmation_screening_question.id"), nullable=False)
    answer: Mapped[str] = mapped_column(String(3), nullable=False)
    remark: Mapped[str | None] = mapped_column(String(200))

    question: Mapped[ScreeningQuestion] = relationship()

    @property
    def stops(self) -> bool:
        """Whether this answer keeps the application back."""
        return self.answer == self.question.stops_on

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
