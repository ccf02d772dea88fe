"""A matter another organ entrusts to mediation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db, scope_indexes
from app.model.days import HAPPENED
from app.model.moment import today
from app.org.models import Unit
from modules.cases.models import Case
from modules.confirmation.models import Court
from modules.docking.models.organ_kind import OrganKind
from modules.docking.models.own_unit import own_unit
from modules.mediation.models import Mediation

#: States in which the organ still waits for its answer.
OPEN = ("received", "accepted")

KINDS = {
    "delegated": _("Delegated before suit"),
    "commissioned": _("Commissioned after filing"),
    "transferred": _("Transferred by the organ"),
    "invited": _("Invited to take part"),
}
PROCEDURES = {"ordinary": _("Ordinary procedure"), "summary": _("Summary procedure")}
CLASSES = {
    "appeal": _("Appeal that seeks an answer"),
    "dispute": _("Dispute between parties"),
    "legal": _("Concerns law and litigation"),
}
RESULTS = {
    "agreed": _("Agreement reached"),
    "not_agreed": _("No agreement reached"),
    "terminated": _("Mediation terminated"),
    "withdrawn": _("Withdrawn"),
    "not_accepted": _("Not accepted"),
}


def _receive(values: dict[str, Any]) -> Entrustment:
    from modules.docking.services import receive  # services stand on the models

    return receive(**values)


def _change(row: Entrustment, values: dict[str, Any]) -> None:
    from modules.docking.services import change  # services stand on the models

    change(row, values)


class Entrustment(Audited, Scoped, Versioned, Extra, Record):
    """What an organ sent, what became of it and when it was answered.

    It says no more of a mediation than the answer does: the file itself is read by those named on it. Once a case
    stands for it, it lies where the case lies.
    """

    attachable = True

    __table_args__ = (
        *scope_indexes("docking_entrustment", "id desc"),
        Index(
            "ix_docking_entrustment_due",
            "due_on",
            sqlite_where=text("status in ('received', 'accepted')"),
            postgresql_where=text("status in ('received', 'accepted')"),
        ),
    )

    searched = ("doc_no", "matter")

    NAMED_BY = ("court",)

    LABEL = _("Entrustment")
    LABELS = {
        "organ_kind": _("Kind of organ"),
        "organ_kind_id": _("Kind of organ"),
        "court": _("Court"),
        "court_id": _("Court"),
        "organ_name": _("Name of the organ"),
        "organ": _("Organ"),
        "docking": _("Docking"),
        "kind": _("How it was entrusted"),
        "procedure": _("Procedure of the court"),
        "petition_class": _("Class of the petition"),
        "doc_no": _("Number of its letter"),
        "matter": _("Matter"),
        "received_on": _("Received on"),
        "due_on": _("Answer due"),
        "due": _("Answer due"),
        "unit": _("Unit entrusted"),
        "unit_id": _("Unit entrusted"),
        "case": _("Case"),
        "case_id": _("Case"),
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "extended_days": _("Days added"),
        "extension_reason": _("Why days were added"),
        "result": _("Result"),
        "ended_on": _("Ended on"),
        "agreement_no": _("Number of the agreement"),
        "reason": _("Reason without agreement"),
        "course": _("Said of the course"),
        "annexes": _("Annexes, one a line"),
        "returned_on": _("Answer sent on"),
        "status": _("State"),
        "division_code": _("Division"),
    }
    CHOICES = {"kind": KINDS, "procedure": PROCEDURES, "petition_class": CLASSES, "result": RESULTS}
    DAYS = {"received_on": HAPPENED, "ended_on": HAPPENED}
    SERVICE = {"create": _receive, "update": _change}
    ACTS = {"receive": _("Received"), "fill": _("Filled in from the mediation")}

    organ_kind_id: Mapped[int] = mapped_column(ForeignKey("docking_organ_kind.id"), nullable=False)
    court_id: Mapped[int | None] = mapped_column(ForeignKey("confirmation_court.id"), index=True)
    organ_name: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    procedure: Mapped[str | None] = mapped_column(String(20))
    petition_class: Mapped[str | None] = mapped_column(String(20))
    doc_no: Mapped[str] = mapped_column(String(60), index=True, nullable=False)
    matter: Mapped[str] = mapped_column(String(120), nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case.id"), index=True)
    mediation_id: Mapped[int | None] = mapped_column(ForeignKey("mediation_mediation.id"), index=True)
    policy_code: Mapped[str | None] = mapped_column(String(40))
    due_on: Mapped[date | None] = mapped_column(Date)
    extended_days: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    extension_reason: Mapped[str | None] = mapped_column(String(200))
    result: Mapped[str | None] = mapped_column(String(20))
    ended_on: Mapped[date | None] = mapped_column(Date)
    agreement_no: Mapped[str | None] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(String(200))
    course: Mapped[str | None] = mapped_column(Text)
    annexes: Mapped[str | None] = mapped_column(Text)
    returned_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="received", nullable=False)

    organ_kind: Mapped[OrganKind] = relationship()
    court: Mapped[Court | None] = relationship()
    unit: Mapped[Unit] = relationship()
    case: Mapped[Case | None] = relationship()
    mediation: Mapped[Mediation | None] = relationship()

    @property
    def organ(self) -> str:
        """Who entrusted it, by name."""
        return self.court.name if self.court is not None else self.organ_name or ""

    @property
    def docking(self) -> str:
        """What docking with such organs is called (诉调对接)."""
        return self.organ_kind.docking

    @property
    def due(self) -> date | None:
        """The last day of the answer while it is awaited."""
        return self.due_on if self.status in OPEN else None

    @validates("case")
    def _lie_with_the_case(self, _name: str, case: Case | None) -> Case | None:
        if case is not None:
            self.division_code = case.division_code
        return case

    @validates("division_code")
    def _stay_with_the_case(self, _name: str, code: str) -> str:
        return self.case.division_code if self.case is not None else code

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """A letter that came today to the reader's own unit."""
        return {"received_on": today(), "unit": own_unit()}

    def problems(self) -> dict[str, Any]:
        """Why this entrustment cannot be saved, by field."""
        found: dict[str, Any] = {}
        session = object_session(self) or db.session()
        with session.no_autoflush:
            organ_kind = self.organ_kind or session.get(OrganKind, self.organ_kind_id or 0)
            if organ_kind is None:
                return found
            if organ_kind.is_court:
                if self.court_id is None and self.court is None:
                    found["court"] = gettext("Please choose the court")
                if self.kind == "commissioned" and not self.procedure:
                    found["procedure"] = gettext("The limit depends on the procedure; please choose it")
            elif not (self.organ_name or "").strip():
                found["organ_name"] = gettext("Please write the name of the organ")
            if organ_kind.sorts and not self.petition_class:
                found["petition_class"] = gettext("Please choose the class; only disputes go to mediation")
            if self._known(session):
                found["doc_no"] = gettext("This letter is on record already")
        return found

    def _known(self, session: Any) -> bool:
        """Whether the same letter of the same organ stands in another row that was not withdrawn."""
        court_id = self.court.id if self.court is not None else self.court_id
        same = select(Entrustment.id).where(
            Entrustment.doc_no == self.doc_no,
            Entrustment.organ_kind_id == (self.organ_kind.id if self.organ_kind else self.organ_kind_id),
            Entrustment.court_id == court_id if court_id else Entrustment.organ_name == self.organ_name,
            Entrustment.status != "withdrawn",
            Entrustment.id != (self.id or 0),
        )
        return session.scalar(same.limit(1)) is not None

    def locked_reason(self) -> str:
        """Why it can no longer be changed: the organ has its answer, or took the matter back."""
        return "" if self.status in OPEN else gettext("It has been answered or taken back")

    def __str__(self) -> str:
        return f"{self.organ} {self.doc_no}".strip()
