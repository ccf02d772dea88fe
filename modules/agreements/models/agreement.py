"""The agreement: one version of one text."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, Integer, String, Text, event, inspect, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Extra, JsonDict, Record, Versioned
from app.model.days import HAPPENED
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.mediation.models import Mediation, OfMediation
from modules.mediation.models.mediation import mediations_of

#: States in which not a word may change.
FROZEN = ("issued", "signed", "effective", "replaced", "void")

#: What the two sides agreed and where: all that stands on the paper.
TEXT = ("form", "facts", "place", "copies", "mediation_id", "reached_on", "checked")


def _draft(values: dict[str, Any]) -> Agreement:
    from modules.agreements.services import draft  # services stand on the models

    return draft(**values)


class Agreement(Audited, OfMediation, Versioned, Extra, Record):
    """An agreement of the parties in one mediation (People's Mediation Law, `mediation.form`, `mediation.contents`)."""

    attachable = True

    searched = ("number", "facts")

    LABELS = {
        "mediation_id": _("Mediation"),
        "mediation": _("Mediation"),
        "number": _("Number"),
        "version": _("Version"),
        "form": _("Written or oral"),
        "facts": _("Facts, disputed items and responsibility"),
        "place": _("Place of performance"),
        "copies": _("Copies"),
        "reached_on": _("Reached on"),
        "effective_on": _("Effective on"),
        "checked": _("Legality check"),
        "status": _("State"),
    }
    CHOICES = {"form": {"written": _("Written"), "oral": _("Oral")}}
    DAYS = {"reached_on": HAPPENED}
    SERVICE = {"create": _draft}
    ACTS = {"draft": _("Begin a version")}

    number: Mapped[str | None] = mapped_column(String(80), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)
    form: Mapped[str] = mapped_column(String(10), default="written", nullable=False)
    facts: Mapped[str] = mapped_column(Text, nullable=False)
    place: Mapped[str | None] = mapped_column(String(200))
    copies: Mapped[int] = mapped_column(Integer, nullable=False)
    reached_on: Mapped[date | None] = mapped_column(Date)
    effective_on: Mapped[date | None] = mapped_column(Date, index=True)
    #: What the legality check found when the words were locked, with rules, versions and articles.
    checked: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("agreements_agreement.id"))
    status: Mapped[str] = mapped_column(String(20), default="draft", nullable=False)

    replaces: Mapped[Agreement | None] = relationship(remote_side="Agreement.id")

    @property
    def unit(self) -> Any:
        """The committee's unit, whose number the paper bears."""
        return self.mediation.committee.unit

    @property
    def case(self) -> Any:
        return self.mediation.case

    def locked_reason(self) -> str:
        """Why its words stand."""
        if self.status not in FROZEN:
            return ""
        if self.status in ("issued", "signed"):
            return gettext("The agreement is issued for signature; withdraw it to change it")
        return gettext("The agreement is in force or has ended; only a new version can be made")

    def doubts(self) -> list[str]:
        """Words that deserve a second look before the agreement is issued."""
        from modules.agreements.reading import warnings  # it reads the tables defined here

        return warnings(self)

    def __str__(self) -> str:
        return self.number or str(self.mediation)


def refuse_frozen(agreement: Agreement, *, state: str = "") -> None:
    """Refuse a change to an issued agreement.

    Raises:
        Refused: its words are frozen.
    """
    if (state or agreement.status) in FROZEN:
        raise Refused(Refusal(agreement.locked_reason()))


def _keep_words(_mapper: Any, _connection: Any, row: Agreement) -> None:
    """No path around the service: a frozen agreement is not flushed with other words."""
    state = inspect(row)
    before = state.attrs.status.history.deleted or state.attrs.status.history.unchanged
    if before and any(state.attrs[name].history.has_changes() for name in TEXT):
        refuse_frozen(row, state=before[0])


event.listen(Agreement, "before_update", _keep_words)


def agreements_of(mediation: Mediation) -> Any:
    """The statement for a mediation's versions, the newest first."""
    return select(Agreement).where(Agreement.mediation_id == mediation.id).order_by(Agreement.version.desc())


def named_by_agreement(column: Any, user_id: int | None) -> ColumnElement[bool]:
    """The condition "this row's agreement belongs to a mediation the user is named on"."""
    table = Agreement.__table__
    return column.in_(select(table.c.id).where(table.c.mediation_id.in_(mediations_of(user_id))))
