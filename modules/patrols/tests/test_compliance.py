"""The page of compliance and the list of days: whose they are, and that each figure counts the rows it leads to."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from app.access.audit_chain import Audit
from app.access.scope import system
from app.model.moment import today
from modules.patrols.models import GridAppraisal
from modules.patrols.months import month_before

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PAGE, DAYS = "/patrols/compliance/", "/patrols/report_day/list/"
LINE = re.compile(r"<tr data-row.*?</tr>", re.S)
LINK = re.compile(r'<td class="[^"]*fq-end[^>]*><a href="([^"]+)"[^>]*>(?:<span[^>]*>)?([\d,]+)')


def last_month() -> str:
    return month_before(f"{today():%Y-%m}")


def words(page: str) -> list[list[str]]:
    return [re.sub(r"<[^>]+>", " ", line).split() for line in LINE.findall(page)]


@pytest.mark.parametrize("person", ["admin_town", "leader_county", "statistician_town", "leader_village"])
def test_the_figures_of_a_month_are_those_of_the_patrols(login, person):
    browser = login(person)
    page = browser.get(f"{PAGE}?month={last_month()}&order=-rate").text
    first = words(page)[0]
    assert first[0] == "步长青"
    days, workdays, rate, patrols = first[-4:]
    assert int(patrols) >= int(days) * 2
    assert (int(days), rate) == (int(workdays) - 1, f"{int(days) / int(workdays):.1%}")
    url, number = LINK.findall(page)[1]
    assert number == patrols
    listed = browser.get(unescape(url) + "&psize=100").text
    assert len(LINE.findall(listed)) == int(patrols)


def test_each_figure_of_a_day_of_reports_counts_the_rows_it_leads_to(login):
    browser = login("admin_county")
    figures = LINK.findall(browser.get(DAYS).text)
    assert len(figures) > 8
    for url, number in figures:
        listed = browser.get(unescape(url) + "&psize=100").text
        assert len(LINE.findall(listed)) == int(number), url


def test_it_is_ordered_and_taken_away_as_a_file(app, login):
    browser = login("leader_county")
    names = [line[0] for line in words(browser.get(f"{PAGE}?month={last_month()}&order=days").text)]
    assert names[-1] == "步长青" and {"林阿土", "田野"} < set(names)
    file = browser.get(f"{PAGE}export?month={last_month()}&order=-days&format=csv")
    lines = file.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines[0].startswith("网格员,区划,") and lines[1].startswith("步长青,") and len(lines) == len(names) + 2
    assert "方远山" in lines[-1]
    with app.app_context(), system("look") as session:
        taken = select(func.count()).select_from(Audit).where(Audit.action == "export")
        assert session.scalar(taken) == 1
    assert browser.get(f"{PAGE}?order=worker").status_code == 422
    assert browser.get(f"{PAGE}?month=2026-13").status_code == 422


def test_above_the_county_one_chooses_a_county_first(login):
    browser = login("leader_province")
    city = unescape(re.findall(r'href="(\?division_code=9901[^"]*)"', browser.get(PAGE).text)[0])
    county = unescape(re.findall(r'href="(\?division_code=990102&[^"]*)"', browser.get(PAGE + city).text)[0])
    assert "步长青" in browser.get(PAGE + county).text
    assert browser.get(f"{PAGE}export?division_code=9901").status_code == 422


def test_places_beyond_the_reader_are_not_counted(login):
    town = login("leader_town")
    assert [
        town.get(f"{PAGE}?division_code={code}").status_code for code in ("990102", "990103", "9", "x")
    ] == [404] * 4
    assert town.get(f"{PAGE}?division_code=990102001001").status_code == 200
    for person in ("grid_worker_town", "mediator_county", "clerk_town"):
        browser = login(person)
        assert {browser.get(url).status_code for url in (PAGE, f"{PAGE}export")} == {403}


def test_a_month_is_appraised_by_one_button_of_those_who_keep_staff(app, login):
    url = f"{PAGE}appraise?month={last_month()}&division_code=990102001"
    assert login("leader_county").post(url).status_code == 403
    keeper = login("admin_town")
    page = keeper.get(f"{PAGE}?month={last_month()}").text
    assert "appraise" in page
    assert "appraise" not in keeper.get(PAGE).text  # the present month is not over
    for _twice in range(2):
        assert keeper.post(url).status_code == 303
    with app.app_context(), system("look") as session:
        made = select(func.count()).select_from(GridAppraisal).where(GridAppraisal.month == last_month())
        assert session.scalar(made) == len(words(page)) >= 3
    assert keeper.post(f"{PAGE}appraise?division_code=990102").status_code == 404
