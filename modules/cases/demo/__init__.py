"""Forty matters of 枫源县 as they stand on 2026-11-20. All people, companies and numbers are invented.

Cases handed to units or to mediators go on in the demos of `dispatch` and `mediation`.
"""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Account, Unit
from app.workflow.engine import fire
from modules.cases.demo.acting import acting, papers_can_be_made
from modules.cases.models import (
    Case,
    CaseParty,
    Consultation,
    ConsultationDecision,
    ConsultationOpinion,
)
from modules.cases.services import PartyEntry, register, sides_of
from modules.grids.models import Grid
from modules.parties.models import Organisation, Person

STORY = Path(__file__).parent / "story" / "cases.csv"

#: Endings of names that are organisations.
_ORGANISATIONS = ("公司", "商行", "经营部", "便利店")

_SETTLED = {
    "result": "settled",
    "mode": "persuasion",
    "text": "已到场处理，当事人表示满意。",
    "on_scene": True,
}
_TOLD = {"means": "phone", "reached": True, "text": "已电话告知处理结果。", "satisfaction": 5}

WAGES = "十二名工人三个月工资没有结清"
LIFT = "电梯停运一周业主拒交物业费"

#: Who spoke at the consultation on the lift: unit, account, position, words.
_OPINIONS = (
    ("城东街道社会治理中心", "handler_town", "承办人", "先恢复电梯运行，费用争议另行调解。"),
    ("枫源县市场监督管理局", "", None, "维修后须经检验合格方可使用，可以当日派员。"),
    ("城东街道人民调解委员会", "mediator_town", "人民调解员", "物业费争议可以由本会调解，须双方自愿。"),
)
_DECISIONS = (
    ("城东街道社会治理中心", "督促物业修复三号楼电梯", date(2026, 11, 24)),
    ("枫源县市场监督管理局", "修复后到场检验", date(2026, 11, 25)),
    ("城东街道人民调解委员会", "组织物业和业主代表调解物业费争议", date(2026, 11, 30)),
)

#: The acts that lead to each state: who, how many hours after registration, what, and with what.
_PATHS: dict[str, tuple[tuple[str, int, str, dict[str, object]], ...]] = {
    "resolved": (("dispatcher_county", 20, "resolve", _SETTLED),),
    "fed_back": (("dispatcher_county", 20, "resolve", _SETTLED), ("", 26, "feed_back", _TOLD)),
    "transferred_out": (("dispatcher_county", 3, "transfer", {"target": "court", "receipt": "演示-收-01"}),),
    "not_accepted": (
        (
            "",
            1,
            "not_accept",
            {"reason": "special_organ", "channels": "向人民法院提起确认之诉\n向不动产登记机构申请更正登记"},
        ),
    ),
    "void": (("", 1, "ask_void", {}), ("leader_county", 4, "approve_void", {})),
}
_PATHS["closed"] = (*_PATHS["fed_back"], ("dispatcher_county", 50, "close", {}))
_PATHS["reopened"] = (*_PATHS["closed"], ("dispatcher_county", 240, "reopen", {}))
_PATHS["archived"] = (*_PATHS["closed"], ("archivist_county", 200, "archive", {}))

_REASONS = {
    "transfer": "当事人要求走其他法定途径",
    "not_accept": "确认物权归属须由专门机关处理",
    "ask_void": "与已登记的事项重复",
    "reopen": "回访时当事人反映柜子仍未修好",
}


def load(session: Session) -> None:
    """Register everything in its order, then take each case as far as it has come."""
    with STORY.open(encoding="utf-8", newline="") as file:
        lines = sorted(csv.DictReader(file), key=lambda line: line["at"])
    for line in lines:
        _register(session, line)
    for line in lines:
        _go_on(session, line)
    _consult(session)
    _authorise(session)


def _authorise(session: Session) -> None:
    """A lawyer of legal aid stands for the workers whose pay is owed."""
    with acting(session, "clerk_county", "2026-11-20 09:20"):
        case = case_of(session, WAGES)
        lawyer = Person(name="陆知远", sex="1", division_code=case.division_code)
        session.add(
            CaseParty(
                case=case,
                role="agent",
                person=lawyer,
                agent_of=next(side for side in sides_of(case) if side.role == "applicant"),
                relation="法律援助律师",
                authority="special",
                authorised_from=date(2026, 11, 20),
            )
        )


def _consult(session: Session) -> None:
    """Three units confer on the lift that stands still."""
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    people = {account.username: account for account in session.scalars(select(Account))}
    with acting(session, "clerk_town", "2026-11-17 16:30") as recorder:
        meeting = Consultation(
            case=case_of(session, LIFT),
            topic="电梯停运与物业费纠纷联合会商",
            unit=units["城东街道社会治理中心"],
            held_at=datetime(2026, 11, 17, 14, 30),
            place="城东街道社会治理中心会商室",
            chair=people["leader_town"],
            recorder=recorder,
            background="三号楼电梯停运一周，物业称维修资金不足，部分业主拒交物业费。",
        )
        for unit, username, post, words in _OPINIONS:
            meeting.opinions.append(
                ConsultationOpinion(
                    consultation=meeting,
                    unit=units[unit],
                    account=people.get(username),
                    post=post,
                    text=words,
                )
            )
        for unit, words, due in _DECISIONS:
            meeting.decisions.append(
                ConsultationDecision(consultation=meeting, unit=units[unit], text=words, due_on=due)
            )
        session.add(meeting)


def case_of(session: Session, title: str) -> Case:
    """The demo case of that title, for the demos of later modules."""
    return session.scalars(select(Case).where(Case.title == title)).one()


def _register(session: Session, line: dict[str, str]) -> None:
    with acting(session, line["by"], line["at"]):
        sides = (("applicant", line["applicant"]), ("respondent", line["respondent"]))
        parties = [PartyEntry(role, _subject(session, name, line, role)) for role, name in sides if name]
        register(
            division_code=line["division_code"],
            title=line["title"],
            summary=line["summary"],
            channel=line["channel"],
            outer_no=line["outer_no"] or None,
            category=line["category"],
            appeal_kind=line["kind"],
            dispute_type=line["dispute_type"] or None,
            urgency=line["urgency"],
            enterprise=line["enterprise"] == "1",
            grid_id=_grid_of(session, line),
            parties=parties,
            accept=line["state"] not in ("registered", "not_accepted"),
        )


def _grid_of(session: Session, line: dict[str, str]) -> int | None:
    """A grid of the village; the cases of a village are spread over its grids."""
    here = select(Grid.id).where(Grid.division_code == line["division_code"], Grid.kind != "special")
    grids = session.scalars(here.order_by(Grid.code)).all()
    return grids[int(line["key"].lstrip("c")) % len(grids)] if grids else None


def _subject(session: Session, name: str, line: dict[str, str], role: str) -> Person | Organisation:
    model: type[Person] | type[Organisation] = Organisation if name.endswith(_ORGANISATIONS) else Person
    known = session.scalars(select(model).where(model.name == name)).first()
    if known is not None:
        return known
    phone = line["phone"] if role == "applicant" else None
    made = model(name=name, phone=phone or None, division_code=line["division_code"])
    session.add(made)
    session.flush()
    return made


def _go_on(session: Session, line: dict[str, str]) -> None:
    case = case_of(session, line["title"])
    for who, hours, arrow, data in _PATHS.get(line["state"], ()):
        if arrow == "not_accept" and not papers_can_be_made():
            continue
        at = datetime.fromisoformat(line["at"]) + timedelta(hours=hours)
        with acting(session, who or line["by"], at.isoformat(sep=" ")):
            fire(case, arrow, note=_REASONS.get(arrow, ""), data=dict(data))
