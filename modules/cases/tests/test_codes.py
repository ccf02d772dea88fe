"""Code lists kept as data, and facts that are set once."""

from __future__ import annotations

from datetime import date

import pytest
from flask_babel import Babel

from app.model import moment
from app.workflow.engine import Refused
from modules.cases.models import Case, CodeEntry, CodeList, code_label


@pytest.fixture
def codes(system_session):
    rows = [
        ("01", "旧类", None, date(2020, 12, 31)),
        ("02", "新类", date(2021, 1, 1), None),
        ("03", "常类", None, None),
    ]
    for position, (code, label, valid_from, valid_to) in enumerate(rows):
        system_session.add(
            CodeEntry(
                list_name="dispute_type",
                code=code,
                label=label,
                position=position,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )
    system_session.flush()
    return system_session


def test_a_list_offers_what_is_valid_today_in_its_order(codes):
    with moment.frozen("2020-06-01"):
        assert list(CodeList("dispute_type")) == [("01", "旧类"), ("03", "常类")]
    with moment.frozen("2021-06-01"):
        assert list(CodeList("dispute_type")) == [("02", "新类"), ("03", "常类")]
        assert list(CodeList("nothing")) == []


def test_an_old_code_keeps_its_name_and_an_unknown_one_stands_for_itself(codes):
    with moment.frozen("2021-06-01"):
        assert code_label("dispute_type", "01") == "旧类"
        assert code_label("dispute_type", "77") == "77"
        assert code_label("dispute_type", None) == ""


def test_number_and_first_receiver_are_set_once(bare_app, system_session):
    Babel(bare_app)
    case = Case(
        case_no="330402007000202308170000017",
        division_code="330402007",
        title="一件事",
        summary="一件事",
        channel="window",
    )
    system_session.add(case)
    system_session.flush()
    case.case_no = case.case_no
    with pytest.raises(Refused):
        case.case_no = "330402007000202308170000025"
