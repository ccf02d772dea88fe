"""The editor of rules: drafts, cases before publishing, the next version, and who may do it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.model.moment import today
from app.workflow.engine import Refused, fire
from modules.legality.models import Rule, RuleCase
from modules.legality.services import book, find, next_version

TOMORROW = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _day(freeze):
    """No midnight falls into a test."""
    freeze("2026-11-20 09:00")


def rule(session, code="copies_few"):
    return session.scalars(select(Rule).where(Rule.code == code).order_by(Rule.version.desc())).first()


def test_a_red_case_keeps_a_version_from_being_published(app):
    with app.app_context(), system("test") as session:
        new = next_version(rule(session), TOMORROW)
        new.condition = "copies < 0"
        session.flush()
        with pytest.raises(Refused) as refused:
            fire(new, "publish", data={"valid_from": TOMORROW})
        assert "违反的情形" in str(refused.value) and new.status == "draft"
        session.rollback()


def test_the_next_version_takes_the_place_of_the_one_before_from_its_day_on(app):
    with app.app_context(), system("test") as session:
        old = rule(session)
        new = next_version(old, TOMORROW)
        new.message = "份数不够"
        session.flush()
        fire(new, "publish", data={"valid_from": TOMORROW})
        session.flush()
        assert (old.valid_to, new.version, new.status) == (today(), 2, "published")
        mine = [one for one in book().rules if one.code == "copies_few"]
        assert [one.version for one in mine if one.holds_on(today())] == [1]
        assert [one.version for one in mine if one.holds_on(TOMORROW)] == [2]
        session.rollback()


def test_a_retired_rule_finds_nothing_from_today_on(app):
    said = {"form": "written", "facts": " ", "document_date": today()}
    with app.app_context(), system("test") as session:
        assert "facts_missing" in [one.rule for one in find(said)]
        fire(rule(session, "facts_missing"), "retire", note="合并到另一条")
        session.flush()
        assert "facts_missing" not in [one.rule for one in find(said)]
        assert "facts_missing" in [one.rule for one in find(said | {"document_date": date(2020, 1, 1)})]
        session.rollback()


def test_a_condition_that_is_no_sentence_is_said_at_its_field(app):
    with app.app_context(), system("test") as session:
        new = Rule(
            code="new_one",
            name="新",
            grade="warn",
            level="matter",
            condition="copies ==",
            message="{nothing}",
        )
        session.add(new)
        said = new.problems()["condition"]
        assert "第 9 个字符" in said and "nothing" in said
        session.rollback()


@pytest.mark.parametrize(
    ("person", "status"), [("mediator_town", 200), ("admin_county", 200), ("clerk_county", 200)]
)
def test_who_works_with_agreements_reads_the_versions_and_cases(app, login, person, status):
    with app.app_context(), system("test") as session:
        key, case = rule(session).id, session.scalars(select(RuleCase)).first().name
    page = login(person).get(f"/legality/versions/{key}")
    assert page.status_code == status
    if status == 200:
        assert case in page.text and "通过" in page.text and f"/legality/versions/{key}/next" not in page.text
        assert (
            login(person).post(f"/legality/versions/{key}/next", data={"first": "2030-01-01"}).status_code
            == 403
        )
