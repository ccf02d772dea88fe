"""Versions: what held on which day, the next one, the two beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.org.models import Unit
from app.view.beside import beside
from app.workflow.engine import Refused, fire, offers
from modules.knowledge.models import DutyRow, HandlingGuide, LegalBasis, PreLitigationItem
from modules.knowledge.services import duty_for, guide_for, offered_first, revise

Login = Callable[..., FlaskClient]

COUNTY, TOWN, VILLAGE = "330402", "330402007", "330402007001"
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def session(river: Flask, freeze: Callable[[str], datetime]):
    freeze("2026-03-02 09:00")
    with system("what is known, for a test") as found:
        yield found


def duty(
    session: Session, place: str, category: str, first: date = date(2026, 1, 1), name: str = ""
) -> DutyRow:
    unit = Unit(name=name or f"{place}{category}", short_name="单位", kind="department", division_code=place)
    row = DutyRow(division_code=place, category=category, lead_unit=unit, valid_from=first)
    session.add(row)
    session.flush()
    return row


def guide(session: Session, **facts: object) -> HandlingGuide:
    row = HandlingGuide(
        **({"division_code": COUNTY, "category": "04", "title": "噪声", "steps": "1. 到场"} | facts)
    )
    session.add(row)
    session.flush()
    return row


def test_the_nearest_place_and_there_the_most_exact_category_counts(session: Session) -> None:
    province, county = duty(session, "33", "0301"), duty(session, COUNTY, "03")
    exact, street = duty(session, COUNTY, "0301"), duty(session, TOWN, "05")
    assert duty_for(VILLAGE, "0301") is exact
    assert duty_for(VILLAGE, "0302") is county
    assert duty_for("330481", "0301") is province
    assert duty_for(TOWN, "05") is street and duty_for(COUNTY, "05") is None
    assert duty_for(VILLAGE, "04") is None and duty_for(VILLAGE, None) is None


def test_the_next_version_ends_the_one_before_it_on_the_day_before(session: Session) -> None:
    old = duty(session, COUNTY, "04")
    new = revise(old, date(2026, 7, 1))
    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2026, 6, 30), date(2026, 7, 1), None)
    assert new.lead_unit is old.lead_unit
    assert duty_for(COUNTY, "04", date(2026, 6, 30)) is old
    assert duty_for(COUNTY, "04", date(2026, 7, 1)) is new
    assert duty_for(COUNTY, "04", date(2025, 12, 31)) is None
    with pytest.raises(Refused, match="newer|更新"):
        revise(old, date(2026, 8, 1))
    with pytest.raises(Refused):
        revise(new, date(2026, 7, 1))


def test_days_that_another_version_has_are_refused(session: Session) -> None:
    kept = duty(session, COUNTY, "04")
    other = DutyRow(
        division_code=COUNTY, category="04", lead_unit=kept.lead_unit, valid_from=date(2026, 2, 1)
    )
    session.add(other)
    assert list(other.problems()) == ["valid_from"]
    session.expunge(other)
    kept.valid_to = date(2026, 1, 31)
    session.flush()
    session.add(other)
    assert not other.problems()
    other.valid_to = date(2026, 1, 1)
    assert list(other.problems()) == ["valid_to"]
    other.valid_to, other.division_code = None, TOWN
    assert not other.problems()
    other.cooperating = [kept.lead_unit]
    assert list(other.problems()) == ["cooperating"]


def test_a_draft_holds_only_once_it_is_published(session: Session) -> None:
    first = guide(session)
    assert guide_for(TOWN, "04") is None
    fire(first, "publish", data={"valid_from": date(2026, 2, 1)})
    assert guide_for(TOWN, "0401", date(2026, 2, 1)) is first
    assert guide_for(TOWN, "04", date(2026, 1, 31)) is None and first.locked_reason()
    draft = revise(first, date(2026, 6, 1))
    assert (draft.version, draft.status, draft.steps) == (2, "draft", first.steps)
    assert guide_for(TOWN, "04", date(2026, 6, 2)) is first and first.valid_to is None
    with pytest.raises(Refused):
        revise(first, date(2026, 7, 1))  # one draft at a time
    with pytest.raises(Refused), session.begin_nested():
        fire(draft, "publish", data={"valid_from": date(2026, 2, 1)})
    fire(draft, "publish", data={"valid_from": date(2026, 5, 1)})
    assert first.valid_to == date(2026, 4, 30)
    assert guide_for(TOWN, "04", date(2026, 5, 1)) is draft
    told = {offer.arrow.name: offer.refusals for offer in offers(first)}
    assert told["withdraw"], "a version that was followed stays as it was"
    fire(draft, "withdraw", note="内容有误")
    assert guide_for(TOWN, "04", date(2026, 5, 2)) is None


def test_a_second_guide_of_a_category_is_a_version_of_the_first(session: Session) -> None:
    guide(session, status="published")
    again = HandlingGuide(
        division_code=COUNTY, category="04", title="噪声", steps="1", status="draft", version=1
    )
    session.add(again)
    assert list(again.problems()) == ["category"]
    again.category = "05"
    assert not again.problems()


def test_the_catalogue_is_asked_like_the_matrix(session: Session) -> None:
    unit = Unit(name="调委会", short_name="调委", kind="committee", division_code=COUNTY)
    item = PreLitigationItem(
        division_code=COUNTY, dispute_type="02", committee=unit, valid_from=date(2026, 1, 1)
    )
    session.add(item)
    session.flush()
    assert offered_first(VILLAGE, "02") is item
    assert offered_first(VILLAGE, "01") is None and offered_first("330481", "02") is None


@SQLITE
def test_the_county_keeps_its_rows_and_the_township_reads_them(session: Session, as_person: Callable) -> None:
    key = duty(session, COUNTY, "04").id
    session.commit()
    with as_person("clerk", TOWN) as reading:
        assert reading.get(DutyRow, key) is not None
    with as_person("admin", TOWN) as reading:
        assert not reading.info["scope"].may("u", reading.get(DutyRow, key))
    with as_person("admin", COUNTY) as keeping:
        assert keeping.info["scope"].may("u", keeping.get(DutyRow, key))
    with as_person("clerk", "330481") as reading:
        assert reading.get(DutyRow, key) is None


@SQLITE
def test_the_page_compares_and_tells_what_held(app: Flask, login: Login, freeze: Callable) -> None:
    freeze("2026-11-20 10:00")
    with app.app_context(), system("look", reads=True) as reading:
        keys = reading.scalars(
            select(HandlingGuide.id).where(HandlingGuide.category == "04").order_by(HandlingGuide.version)
        ).all()
        law = reading.scalars(
            select(LegalBasis.id)
            .where(LegalBasis.code == "confirmation.apply")
            .order_by(LegalBasis.valid_from)
        ).all()
    clerk = login("clerk_county")
    page = clerk.get(f"/knowledge/versions/handling_guide/{keys[1]}?on=2026-06-30").text
    assert "<ins>5. 记录结果，告诉来电人，一周内回访一次</ins>" in page
    assert "2026-06-30 有效的是：噪声扰民现场处置（2026-01-01 至 2026-06-30）" in page
    assert "起草新版本" not in page, "a clerk reads"
    held = clerk.get(f"/knowledge/versions/legal_basis/{law[-1]}?on=2012-12-31").text
    assert "2012-12-31 没有有效的版本" in held
    two = clerk.get(f"/knowledge/versions/legal_basis/{law[-1]}?a={law[0]}&b={law[1]}&on=昨天").text
    assert "第一百九十四条" in two and "第二百零一条" in two and "is-invalid" in two
    assert clerk.get("/knowledge/versions/nothing/1").status_code == 404
    assert clerk.get("/knowledge/versions/duty_row/99999999").status_code == 404
    assert clerk.post(f"/knowledge/versions/handling_guide/{keys[1]}/next").status_code == 403


@SQLITE
def test_an_administrator_writes_the_next_version(app: Flask, login: Login, freeze: Callable) -> None:
    freeze("2026-11-20 10:00")
    with app.app_context(), system("look", reads=True) as reading:
        key = reading.scalars(select(DutyRow.id).where(DutyRow.category == "05")).one()
    admin, where = login("admin_county"), f"/knowledge/versions/duty_row/{key}"
    assert 'value="2026-11-21"' in admin.get(where).text
    for typed in ("", "下月", "2025-01-01"):
        assert admin.post(f"{where}/next", data={"first": typed}).headers["Location"].endswith(where)
    answer = admin.post(f"{where}/next", data={"first": "2027-01-01"})
    assert "/knowledge/duty_row/edit/" in answer.headers["Location"]
    with app.app_context(), system("look", reads=True) as reading:
        rows = reading.scalars(
            select(DutyRow).where(DutyRow.category == "05").order_by(DutyRow.valid_from)
        ).all()
        assert [row.valid_to for row in rows] == [date(2026, 12, 31), None]
        assert [unit.name for unit in rows[1].cooperating] == [unit.name for unit in rows[0].cooperating]


def test_lines_that_stand_in_both_are_not_marked() -> None:
    lines = beside("甲\n乙\n丙", "甲\n丙\n丁")
    assert [(line["old"], line["old_changed"]) for line in lines] == [
        ("甲", False),
        ("乙", True),
        ("丙", False),
    ]
    assert [(line["new"], line["new_changed"]) for line in lines] == [
        ("甲", False),
        ("丙", False),
        ("丁", True),
    ]
