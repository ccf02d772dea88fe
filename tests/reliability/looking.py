"""Looking for what must not be after a crash: lost writes, half-written cases, gaps and twins in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.audit_chain import Audit
from app.document.models import NumberCounter, Paper
from app.model.case_number import parse_case_number
from app.workflow.models import Event
from modules.cases.models import Case
from tests.reliability.writers import Acknowledged


@dataclass(frozen=True)
class Damage:
    """What was found. All but `cases` and `papers` should be zero.

    Attributes:
        cases, papers: how many there are.
        lost: acknowledged writes that are not there.
        half: cases without a number, their events or their audit row, and refusals without a paper or the reverse.
        numbers: numbers of cases or papers that are missing or there twice.
    """

    cases: int
    papers: int
    lost: int
    half: int
    numbers: int

    @property
    def none(self) -> bool:
        return not (self.lost or self.half or self.numbers)


def look(session: Session, said: Acknowledged) -> Damage:
    """Compare the database with what was acknowledged, and with itself.

    Args:
        session: system work.
        said: what the writers were told.
    """
    cases = session.execute(select(Case.id, Case.case_no, Case.title, Case.status, Case.division_code)).all()
    papers = session.execute(
        select(Paper.subject_id, Paper.unit_id, Paper.kind, Paper.year, Paper.serial)
    ).all()
    acts = _acts(session)
    audited = set(
        session.scalars(select(Audit.row_id).where(Audit.model == "cases.case", Audit.action == "insert"))
    )
    with_paper = {paper.subject_id for paper in papers}
    titles = {case.title for case in cases}
    half = 0
    for case in cases:
        needed = {"register"} | _acts_of_state(case.status)
        whole = case.case_no and needed == acts.get(case.id, set()) and case.id in audited
        half += not whole or (case.status == "not_accepted") != (case.id in with_paper)
    return Damage(
        cases=len(cases),
        papers=len(papers),
        lost=len(set(said.titles) - titles) + len(set(said.refused) - with_paper),
        half=half,
        numbers=_wrong_case_numbers(case.case_no for case in cases) + _wrong_paper_numbers(session, papers),
    )


def _acts(session: Session) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for key, arrow in session.execute(select(Event.row_id, Event.arrow).where(Event.model == "cases.case")):
        found.setdefault(key, set()).add(arrow)
    return found


def _acts_of_state(status: str) -> set[str]:
    return {"accepted": {"accept"}, "not_accepted": {"not_accept"}}.get(status, set())


def _wrong_case_numbers(numbers: Iterable[str]) -> int:
    series: dict[tuple[str, object], list[int]] = {}
    for text in numbers:
        number = parse_case_number(text)
        if number is None:
            return 1
        series.setdefault((number.division_code, number.day), []).append(number.serial)
    return sum(_gaps_and_twins(serials) for serials in series.values())


def _wrong_paper_numbers(session: Session, papers: Iterable[object]) -> int:
    series: dict[tuple[object, ...], list[int]] = {}
    for paper in papers:
        _subject, unit, kind, year, serial = paper  # type: ignore[misc]
        series.setdefault((unit, kind, year), []).append(serial)
    wrong = sum(_gaps_and_twins(serials) for serials in series.values())
    for counter in session.scalars(select(NumberCounter)):
        taken = series.get((counter.unit_id, counter.kind, counter.year), [])
        wrong += counter.last != max(taken, default=0)
    return wrong


def _gaps_and_twins(serials: list[int]) -> int:
    seen = Counter(serials)
    missing = sum(serial not in seen for serial in range(1, max(serials) + 1))
    return missing + sum(times - 1 for times in seen.values())
