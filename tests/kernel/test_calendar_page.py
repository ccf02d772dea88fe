"""The calendar of a list: rows on their days, within the scope, under the filters of the list."""

import re
from datetime import date, datetime, timedelta

import pytest

from app.clock.models import CalendarYear, HolidayDay
from app.model.moment import frozen
from app.view import calendar_page
from app.view.screens import Screens
from app.view.spec import Calendar, Day
from modules.cases.models import Case
from tests.kernel.view_house import HERE, THERE

BASE = "/cases/case"


@pytest.fixture
def clerk(enter):
    with frozen("2026-11-20 10:42"):
        yield enter("clerk")


@pytest.fixture(autouse=True)
def calendar(house, monkeypatch):
    """Cases stand on the day they came in."""
    spec = Calendar(Case, days=(Day("received_at"),), entry="title case_no")
    monkeypatch.setitem(house.extensions["house"].views, spec.id, spec)


def day_of(page, day):
    """What one day of a drawn month holds."""
    found = re.search(rf'<td [^>]*>\s*<div class="fq-day"><time datetime="{day}".*?</td>', page, re.DOTALL)
    return found[0] if found else ""


def test_rows_stand_on_their_days_by_their_time(clerk, grow):
    late = grow(Case, title="噪声", received_at=datetime(2026, 11, 12, 16, 5))
    early = grow(Case, title="漏水", received_at=datetime(2026, 11, 12, 8, 30))
    page = clerk.get(f"{BASE}/calendar/").text
    held = day_of(page, "2026-11-12")
    assert re.findall(r"/cases/case/show/(\d+)", held) == [str(early), str(late)]
    assert "08:30" in held and "漏水" in held
    assert page.count("/cases/case/show/") == 2
    assert 'aria-current="date"' in day_of(page, "2026-11-20")


def test_a_month_shows_whole_weeks_and_leads_to_its_neighbours(clerk, grow):
    grow(Case, title="跨年", received_at=datetime(2026, 12, 31, 9))
    page = clerk.get(f"{BASE}/calendar/?month=2027-01").text
    days = re.findall(r'<td [^>]*>\s*<div class="fq-day"><time datetime="([^"]+)"', page)
    assert (days[0], days[-1], len(days)) == ("2026-12-28", "2027-01-31", 35)
    assert "跨年" in day_of(page, "2026-12-31")
    assert 'rel="prev" href="?month=2026-12"' in page and 'rel="next" href="?month=2027-02"' in page


def test_filters_and_words_of_the_list_narrow_it_and_stay(clerk, grow):
    grow(Case, title="楼上漏水", received_at=datetime(2026, 11, 3, 9), status="registered")
    grow(Case, title="广场舞", received_at=datetime(2026, 11, 4, 9), status="registered")
    grow(Case, title="门前漏水", received_at=datetime(2026, 11, 5, 9), status="closed")
    page = clerk.get(f"{BASE}/calendar/?q=漏水&status=registered&month=2026-11").text
    assert "楼上漏水" in page and "广场舞" not in page and "门前漏水" not in page
    assert f'action="{BASE}/calendar/"' in page
    assert '<input type="hidden" name="month" value="2026-11">' in page
    assert f'href="{BASE}/list/?q=' in page, "the list keeps the filters too"


def test_what_lies_elsewhere_is_not_there(clerk, grow):
    grow(Case, THERE, title="邻县的事", received_at=datetime(2026, 11, 12, 8))
    assert "邻县的事" not in clerk.get(f"{BASE}/calendar/").text


@pytest.mark.parametrize("month", ["2026-13", "x", "2026", "0001-01", "9999-12", "3000-01", "2026-11-01"])
def test_a_month_that_cannot_be_meant_is_refused(clerk, month):
    assert clerk.get(f"{BASE}/calendar/?month={month}").status_code == 422


@pytest.mark.parametrize("month", ["1900-01", "2999-12", "2024-02"])
def test_the_first_and_the_last_month_are_drawn(clerk, month):
    assert clerk.get(f"{BASE}/calendar/?month={month}").status_code == 200


def test_a_full_day_unfolds_and_a_full_month_says_so(clerk, grow, monkeypatch):
    for number in range(6):
        grow(Case, title=f"第{number}件", received_at=datetime(2026, 11, 12, 8 + number))
    page = clerk.get(f"{BASE}/calendar/").text
    assert "2 more" in day_of(page, "2026-11-12") and day_of(page, "2026-11-12").count("/show/") == 6
    monkeypatch.setattr(calendar_page, "MOST_ROWS", 5)
    cut = clerk.get(f"{BASE}/calendar/").text
    assert "narrow it by a filter" in cut and cut.count("/cases/case/show/") == 5


def test_an_empty_month_says_so(clerk):
    assert "Nothing stands in this month." in clerk.get(f"{BASE}/calendar/").text


def test_holidays_and_worked_weekends_are_named(clerk, grow):
    grow(CalendarYear, year=2031, state="official")
    grow(HolidayDay, date=date(2031, 1, 1), name="元旦", kind="holiday")
    grow(HolidayDay, date=date(2031, 1, 4), name="元旦", kind="workday")
    page = clerk.get(f"{BASE}/calendar/?month=2031-01").text
    assert "is-off" in day_of(page, "2031-01-01") and "元旦" in day_of(page, "2031-01-01")
    assert "is-off" not in day_of(page, "2031-01-04") and "worked" in day_of(page, "2031-01-04")
    assert "is-off" in day_of(page, "2031-01-05")


def test_no_list_without_one_has_a_calendar_or_speaks_of_it(clerk, enter):
    assert clerk.get("/dispatch/assignment/calendar/").status_code == 404
    assert "/person/calendar/" not in clerk.get("/parties/person/list/").text
    assert f'href="{BASE}/calendar/"' in clerk.get(f"{BASE}/list/").text


def test_a_day_may_have_its_own_rows(house, clerk, grow, monkeypatch):
    spec = Calendar(
        Case,
        days=(Day("received_at", label="来访", where=lambda: Case.status == "registered"),),
        entry="title",
    )
    monkeypatch.setitem(house.extensions["house"].views, spec.id, spec)
    monkeypatch.setitem(house.extensions, "screens", Screens(house.extensions["house"], None))
    grow(Case, HERE, title="在办", received_at=datetime(2026, 11, 12, 8), status="accepted")
    grow(
        Case,
        HERE,
        title="新来",
        received_at=datetime(2026, 11, 12, 8) + timedelta(days=1),
        status="registered",
    )
    page = clerk.get(f"{BASE}/calendar/").text
    assert "新来" in page and "来访" in page and "在办" not in page
