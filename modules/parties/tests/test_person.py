"""What people and organisations know about themselves."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.parties.models import Organisation, Person


@pytest.fixture
def session(bare_app: Flask, system_session: Session) -> Session:
    bare_app.config.update(DATA_KEY="a test key", INDEX_KEY="another")
    return system_session


def add(session: Session, name: str, **given: str) -> Person:
    person = Person(name=name, division_code="990102", **given)
    session.add(person)
    session.flush()
    return person


def test_numbers_are_sealed_and_found(session: Session) -> None:
    person = add(session, "单小妹", id_number="11010519491231002X", phone="138 1234 5678")
    assert not person.problems()
    assert (person.sex, person.birth_date) == ("2", date(1949, 12, 31))
    assert "11010519491231002X" not in (person.id_number_sealed or "")
    assert (person.masked("id_number"), person.masked("phone")) == ("110105********002X", "138****5678")
    for word in ("11010519491231002x", "13812345678", "sxm", "dxm", "小妹", "单"):
        assert session.scalars(select(Person.id).where(Person.matching(word))).all() == [person.id], word
    assert session.scalars(select(Person.id).where(Person.matching("xm"))).all() == []


@pytest.mark.parametrize(
    ("number", "field"),
    [("371102199203154321", "id_number"), ("330402198502301135", "id_number"), ("12345", "id_number")],
)
def test_wrong_numbers_are_told_at_their_field(session: Session, number: str, field: str) -> None:
    assert list(add(session, "演示", id_number=number).problems()) == [field]


def test_a_passport_is_not_checked_as_a_card(session: Session) -> None:
    assert not add(session, "演示", id_type="414", id_number="E12345678").problems()


def test_organisations_check_their_code() -> None:
    right = Organisation(name="演示厂", uscc="91110000600037341l", division_code="990102")
    assert not right.problems() and right.uscc == "91110000600037341L"
    wrong = Organisation(name="演示厂", uscc="A1110000600037341L", division_code="990102")
    assert list(wrong.problems()) == ["uscc"]
