"""The day of a grid worker on the phone: three touches to a patrol, two to a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.model.moment import today
from modules.patrols.models import DailyReport, Patrol

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PAGE = "/patrols/day/"
Login = Callable[..., Any]


def form_of(page: str) -> dict[str, str]:
    """What a form would send as it was opened."""
    found = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    found |= {name: value for value, name in re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="(\w+)"', page)}
    chosen = re.findall(r'<select[^>]*name="(\w+)"[^>]*>.*?<option value="([^"]*)" selected', page, re.S)
    checked = re.findall(r'<input type="radio"[^>]*name="(\w+)" value="(\w+)"[^>]*checked', page)
    return {name: unescape(value) for name, value in (found | dict(chosen) | dict(checked)).items()}


def rows(app: Flask, model: Any) -> list[Any]:
    with app.app_context(), system("look") as session:
        found = list(session.scalars(select(model).where(model.day == today())))
        session.expunge_all()
        return found


def test_a_patrol_takes_three_touches_and_a_fourth_ends_it(app: Flask, login: Login, freeze: Any) -> None:
    freeze(f"{today()} 14:30")
    worker = login("grid_worker_village")
    assert PAGE in worker.get("/").text  # the bar at the foot of the phone: the first touch
    tile = next(url for url in re.findall(r'href="([^"]+)"', worker.get(PAGE).text) if "session=pm" in url)
    form = worker.get(unescape(tile)).text
    sent = worker.post(unescape(tile), data=form_of(form))
    assert sent.status_code == 303 and sent.location.endswith(PAGE)
    (patrol,) = rows(app, Patrol)
    assert (patrol.session, f"{patrol.started_at:%H:%M}", patrol.ended_at) == ("pm", "14:30", None)
    (end,) = re.findall(r'action="(/patrols/day/end/\d+)"', worker.get(PAGE).text)
    freeze(f"{today()} 14:50")
    assert login("grid_worker_village2").post(end).status_code == 404
    assert "巡查已结束" in worker.post(end, follow_redirects=True).text
    assert [f"{patrol.ended_at:%H:%M}" for patrol in rows(app, Patrol)] == ["14:50"]
    assert worker.post(end).status_code == 404


def test_all_is_well_is_reported_by_one_button_once(app: Flask, login: Login, freeze: Any) -> None:
    freeze(f"{today()} 16:30")
    worker = login("grid_worker_village")
    assert 'action="/patrols/day/safe"' in worker.get(PAGE).text
    for _twice in range(2):
        assert worker.post("/patrols/day/safe").status_code == 303
    (report,) = rows(app, DailyReport)
    assert (report.kind, report.items) == ("safe", 0)
    page = worker.get(PAGE).text
    assert "/patrols/day/safe" not in page and f"/patrols/daily_report/edit/{report.id}" in page


def test_who_is_no_grid_worker_has_no_such_page(login: Login) -> None:
    for person in ("admin_county", "leader_county", "clerk_town"):
        browser = login(person)
        assert browser.get(PAGE).status_code == 403
        assert browser.post("/patrols/day/safe").status_code == 403
