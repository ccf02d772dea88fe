"""The two rates from rows: 31.3, 12.2 and 8.2 in tens of thousands are 39.0 % and 67.2 %."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.confirmation.models import Court
from modules.docking.models import Entrustment, PreSuitCount
from modules.docking.rates import Line, percent, rates, total
from modules.docking.tests.letters import COUNTY, STREET, letter

PAGE = "/docking/rates/"


def copies(session, row, number, **facts):
    """Rows like one, without the work of receiving each."""
    columns = {c.key for c in Entrustment.__table__.columns if c.computed is None} - {"id", "doc_no"}
    given = {name: getattr(row, name) for name in columns} | facts
    mark = facts.get("result") or "open"
    session.add_all(Entrustment(doc_no=f"{row.doc_no}-{mark}-{n}", **given) for n in range(number))
    session.flush()


def test_the_rates_are_those_of_the_rows(centre, as_person):
    with system("a year of a court") as session:
        row = letter(session)
        for month, number in ((1, 100), (8, 213)):
            session.add(PreSuitCount(court=row.court, month=date(2023, month, 20), number=number))
        copies(session, row, 82, result="agreed", status="returned")
        copies(session, row, 39, result="terminated", status="returned")
        copies(session, row, 3, result="not_accepted", status="returned")
        copies(session, row, 2, result="withdrawn", status="withdrawn")
        copies(session, row, 1, kind="commissioned", procedure="ordinary", result="agreed")
        session.commit()
    year = (date(2023, 1, 1), date(2023, 12, 31))
    with as_person("leader", COUNTY) as session:
        (line,) = rates(session, COUNTY, *year)
        assert (line.pre_suit, line.diverted, line.successful) == (313, 122, 82)
        assert (percent(line.diversion), percent(line.success)) == ("39.0%", "67.2%")
        assert total(rates(session, COUNTY, date(2023, 8, 1), date(2023, 8, 31))).pre_suit == 213
        (none,) = rates(session, COUNTY, date(2023, 1, 1), date(2023, 1, 31))
        assert (percent(none.diversion), percent(none.success)) == ("0.0%", "—")
    with as_person("leader", "330411") as session:
        assert rates(session, "330411", *year) == []
    with as_person("leader", STREET) as session:
        (line,) = rates(session, STREET, *year)
        assert (line.pre_suit, line.diverted, percent(line.diversion)) == (0, 122, "—")


def test_nothing_to_divide_by_is_a_dash_and_never_nothing():
    assert percent(Line(0, "", 0, 3, 0).diversion) == "—" and percent(Line(0, "", 5, 0, 0).success) == "—"
    assert percent(Line(0, "", 5, 0, 0).diversion) == "0.0%"


def test_a_court_gives_one_number_a_month(centre):
    with system("numbers of a court") as session:
        court = session.scalars(select(Court).where(Court.county_code == COUNTY)).first()
        session.add(PreSuitCount(court=court, month=date(2023, 7, 31), number=3))
        session.flush()
        twice = PreSuitCount(court=court, month=date(2023, 7, 1), number=-1)
        assert set(twice.problems()) == {"month", "number"} and twice.division_code == COUNTY
        session.rollback()


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_each_figure_leads_to_its_rows_and_the_table_is_taken_away(login):
    reader = login("leader_county")
    page = reader.get(f"{PAGE}?from=2026-09&to=2026-11").text
    assert "6.5%" in page and "50.0%" in page
    links = [unescape(url) for url in re.findall(r'<li class="fq-card"><a href="([^"]+)"', page)]
    assert len(links) == 3
    lines = [len(re.findall("<tr data-row", reader.get(url).text)) for url in links]
    assert lines == [3, 2, 1]
    file = reader.get(f"{PAGE}export?from=2026-09&to=2026-11&format=csv").get_data(as_text=True)
    assert "枫源县人民法院,31,2,6.5%,1,50.0%" in file and "方远山" in file
    assert "—" in reader.get(f"{PAGE}?from=2025-01&to=2025-02").text
    for wrong, status in (
        ("?from=2026-13", 422),
        ("?from=2026-11&to=2026-09", 422),
        ("?division_code=990103", 404),
    ):
        assert reader.get(PAGE + wrong).status_code == status
    for person in ("mediator_town", "clerk_town", "grid_worker_town"):
        assert {login(person).get(url).status_code for url in (PAGE, f"{PAGE}export")} == {403}
