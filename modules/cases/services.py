"""The verbs of a case. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import now
from app.org.models import Unit
from app.view.links import address
from app.workflow.engine import Refused, record, take, write_down
from app.workflow.spec import Refusal
from modules.cases.guards import has_result
from modules.cases.models import Case, CaseOutcome, CaseParty, CodeList
from modules.cases.numbering import take_case_number
from modules.parties.models import Organisation, Person


@dataclass(frozen=True)
class PartyEntry:
    """One party as the intake desk enters it.

    Args:
        role: `applicant`, `respondent` or `agent`.
        subject: the person or organisation, already in the register of parties.
        agent_of: for an agent, the position of the represented party in the list.
        relation: what the agent is to the party (`公司职员`).
        authority: `general` or `special`.
        representative: whether this person speaks for a larger group.
    """

    role: str
    subject: Person | Organisation
    agent_of: int | None = None
    relation: str | None = None
    authority: str | None = None
    representative: bool = False


def register(
    *,
    division_code: str,
    title: str,
    summary: str,
    channel: str,
    outer_no: str | None = None,
    received_at: datetime | None = None,
    first_receiver: Unit | None = None,
    parties: Iterable[PartyEntry] = (),
    accept: bool = True,
    **facts: Any,
) -> Case:
    """Register a case and, at the desk, accept it in the same act.

    Args:
        division_code: the division that is to deal with it; its code begins the case number.
        title: what it is about, in a few words.
        summary: what happened, in the citizen's words.
        channel: code of the list `channel`.
        outer_no: the number it carries in the system it came from; a channel gives each number once.
        received_at: when it arrived; now if not given.
        first_receiver: the unit that received it; the actor's own unit if not given.
        parties: who stands on which side.
        accept: whether it is accepted at once.
        **facts: further columns of the case.

    Raises:
        Refused: the same outer number is already on record (with a link to the first), or a code is unknown.
    """
    outer_no = (outer_no or "").strip() or None
    _refuse_unknown_codes({"channel": channel, **facts})
    _refuse_duplicate(channel, outer_no)
    session = db.session()
    unit_id = first_receiver.id if first_receiver else current_scope().unit_id
    case = Case(
        case_no=take_case_number(session, division_code, now().date()),
        division_code=division_code,
        title=title,
        summary=summary,
        channel=channel,
        outer_no=outer_no,
        received_at=received_at or now(),
        first_receiver_unit_id=unit_id,
        status="registered",
        **facts,
    )
    # An outer number that somebody else holds, unseen from here, undoes this much and no more.
    with _savepoint(session) if outer_no else nullcontext():
        session.add(case)
        accepted = take(case, "accept") if accept else None
        session.flush()
    _add_parties(case, parties)
    record(case, "register", after="registered")
    if accepted:
        write_down(case, accepted)
    return case


@contextmanager
def _savepoint(session: Session) -> Iterator[None]:
    try:
        with session.begin_nested():
            yield
    except IntegrityError:
        raise Refused(_duplicate()) from None


def earlier(channel: str, outer_no: str) -> Case | None:
    """The case that already carries an outer number of a channel, if the reader may see it."""
    return db.session.scalar(select(Case).where(Case.channel == channel, Case.outer_no == outer_no))


def parties_of(case: Case) -> list[CaseParty]:
    """The parties in the order they were entered, agents among them."""
    return list(
        db.session.scalars(select(CaseParty).where(CaseParty.case_id == case.id).order_by(CaseParty.id))
    )


def sides_of(case: Case) -> list[CaseParty]:
    """Applicants and respondents without their agents."""
    return [party for party in parties_of(case) if party.role != "agent"]


def agents_of(party: CaseParty) -> list[CaseParty]:
    """Who speaks for a party, in the order they were entered."""
    return [agent for agent in parties_of(party.case) if agent.agent_of_id == party.id]


def dispute_title(case: Case) -> str:
    """How papers name the dispute: `甲与乙合同纠纷`."""
    sides = sides_of(case)
    names = ["、".join(p.name for p in sides if p.role == role) for role in ("applicant", "respondent")]
    return "与".join(name for name in names if name) + (case.dispute_words or "纠纷")


def _add_parties(case: Case, entries: Iterable[PartyEntry]) -> None:
    session, rows = db.session(), []
    for entry in entries:
        row = CaseParty(
            case=case,
            role=entry.role,
            person=entry.subject if isinstance(entry.subject, Person) else None,
            organisation=entry.subject if isinstance(entry.subject, Organisation) else None,
            agent_of=rows[entry.agent_of] if entry.agent_of is not None else None,
            relation=entry.relation,
            authority=entry.authority,
            representative=entry.representative,
        )
        session.add(row)
        rows.append(row)
    session.flush()


def _refuse_unknown_codes(facts: dict[str, Any]) -> None:
    wrong = [
        str(Case.LABELS[name])
        for name, codes in Case.CHOICES.items()
        if isinstance(codes, CodeList) and facts.get(name) and not codes.holds(facts[name])
    ]
    if wrong:
        raise Refused(Refusal(gettext("Not in the list of codes: %(names)s", names="、".join(wrong))))


def _refuse_duplicate(channel: str, outer_no: str | None) -> None:
    first = earlier(channel, outer_no) if outer_no else None
    if first is not None:
        raise Refused(_duplicate(first))


def _duplicate(first: Case | None = None) -> Refusal:
    if first is None:
        return Refusal(gettext("This outer number is already registered in another division"))
    return Refusal(
        gettext("This outer number is already registered as %(case_no)s", case_no=first.case_no),
        link=address(Case, "show", first.id),
    )


#: What a button that writes a result asks for.
RESULT = (
    {
        "name": "result",
        "label": _("Result"),
        "type": "choice",
        "choices": CodeList("result"),
        "required": True,
    },
    {"name": "mode", "label": _("How it was resolved"), "type": "choice", "choices": CodeList("mode")},
    {"name": "text", "label": _("Result in words"), "type": "long", "max_length": 2000, "required": True},
    {"name": "on_scene", "label": _("Finished on the scene"), "type": "boolean"},
)


def write_result(case: Case, data: dict[str, Any]) -> None:
    """Keep the result the button asked for; without one a result already on record must stand.

    Raises:
        Refused: there is neither.
    """
    if not data.get("text"):
        missing = has_result(case)
        if missing:
            raise Refused(*missing)
        return
    db.session.add(
        CaseOutcome(
            case=case,
            result=data["result"],
            mode=data.get("mode"),
            text=data["text"],
            on_scene=bool(data.get("on_scene")),
        )
    )
