"""Which article is in force on which day, and that every article the house cites is on record."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import current_scope, system
from app.lifecycle.manifest import discover
from modules.knowledge.models import LegalBasis
from modules.knowledge.services import article, cite

#: What is asked here is the same on both engines.
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

CIVIL = "《中华人民共和国民事诉讼法》"
INTERPRETATION = "《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》"


@pytest.fixture
def law(river):
    """The seeds as the modules bring them, read by the system."""
    with system("the law for a test") as session:
        yield session


@pytest.mark.parametrize(
    ("code", "day", "cited"),
    [
        ("confirmation.apply", "2012-12-31", ""),
        ("confirmation.apply", "2013-01-01", f"{CIVIL}第一百九十四条"),
        ("confirmation.apply", "2021-12-31", f"{CIVIL}第一百九十四条"),
        ("confirmation.apply", "2022-01-01", f"{CIVIL}第二百零一条"),
        ("confirmation.apply", "2023-12-31", f"{CIVIL}第二百零一条"),
        ("confirmation.apply", "2024-01-01", f"{CIVIL}第二百零五条"),
        ("confirmation.ruling", "2023-12-31", f"{CIVIL}第二百零二条"),
        ("confirmation.ruling", "2024-01-01", f"{CIVIL}第二百零六条"),
        ("confirmation.excluded", "2022-04-09", f"{INTERPRETATION}第三百五十七条"),
        ("confirmation.excluded", "2022-04-10", f"{INTERPRETATION}第三百五十五条"),
        ("mediation.refusal", "2010-12-31", ""),
        ("mediation.refusal", "2011-01-01", "《中华人民共和国人民调解法》第十七条"),
        ("no.such.rule", "2024-01-01", ""),
    ],
)
def test_a_rule_is_cited_as_it_stood_on_the_day(law, code, day, cited):
    on = date.fromisoformat(day)
    assert cite(code, on) == cited
    assert (article(code, on) is None) == (cited == "")


def test_without_a_day_the_law_of_today_is_meant(law, freeze):
    freeze("2023-12-31 23:59:59")
    assert article("confirmation.apply").article == "第二百零一条"
    freeze("2024-01-01 00:00")
    assert article("confirmation.apply").article == "第二百零五条"


def test_of_two_versions_in_force_the_later_counts(law):
    """An editor who forgets to end the old version does not bring it back."""
    old = article("mediation.month", date(2024, 1, 1))
    law.add(
        LegalBasis(
            code=old.code,
            law=old.law,
            article="第三十四条",
            title=old.title,
            text=old.text,
            valid_from=date(2024, 3, 1),
        )
    )
    law.flush()
    assert article("mediation.month", date(2024, 2, 29)) is old
    assert article("mediation.month", date(2024, 3, 1)).article == "第三十四条"


def test_a_rule_has_one_version_from_a_day(law):
    old = article("mediation.month", date(2024, 1, 1))
    facts = {name: getattr(old, name) for name in ("code", "law", "article", "title", "text", "valid_from")}
    law.add(LegalBasis(**facts))
    with pytest.raises(IntegrityError):
        law.flush()


def test_versions_follow_one_another_without_gap_or_overlap(law):
    rows = law.scalars(select(LegalBasis).order_by(LegalBasis.code, LegalBasis.valid_from)).all()
    assert {row.code for row in rows} >= {"mediation.refusal", "confirmation.apply", "confirmation.service"}
    for code, versions in groupby(rows, key=lambda row: row.code):
        kept = list(versions)
        for before, after in pairwise(kept):
            assert before.valid_to == after.valid_from - timedelta(days=1), code
        assert kept[-1].valid_to is None, code


def test_every_article_the_house_cites_is_on_record(law):
    codes = set(cited_codes())
    assert {"mediation.refusal", "confirmation.apply", "confirmation.service"} <= codes
    known = set(law.scalars(select(LegalBasis.code).where(LegalBasis.valid_to.is_(None))))
    assert codes <= known, sorted(codes - known)


@pytest.mark.parametrize(
    ("role", "place", "rights"),
    [
        ("admin", "33", "rcu"),
        ("admin", "3304", "rcu"),
        ("admin", "330402", "r"),
        ("clerk", "330402007", "r"),
        ("mediator", "330402007001", "r"),
        ("system_admin", "33", ""),
    ],
)
def test_province_and_city_keep_the_law_and_nobody_deletes_it(as_person, role, place, rights):
    with as_person(role, place):
        assert "".join(right for right in "rcud" if current_scope().may(right, LegalBasis)) == rights


def cited_codes() -> Iterator[str]:
    """The codes that modules give to `cite` and `article` in so many words."""
    for manifest in discover().values():
        for path in manifest.folder.rglob("*.py"):
            if "tests" in path.relative_to(manifest.folder).parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("cite", "article"):
                    yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
