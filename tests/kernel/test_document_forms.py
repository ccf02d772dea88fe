"""Lines of the forms as they come out in print: labels whole, the day left to whoever signs, openings that are true."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from app.document.press import render
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.house.reading import text_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
STAMP = Stamp(made_at=datetime(2026, 11, 20), state=ISSUED)

#: Papers whose signers write the day themselves.
SIGNED_LATER = (
    "mediation/application",
    "mediation/rights_notice",
    "mediation/mediation_record",
    "confirmation/application",
    "confirmation/commitment",
    "confirmation/material_list",
    "confirmation/service_address",
    "agreements/agreement",
    "counsel/opinion",
    "mediation/investigation_record",
    "mediation/evidence_list",
    "cases/authority",
)


def lines(paper, **changes):
    """The lines of a sample paper, without spaces."""
    context = json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8")) | changes
    made = render([Sheet(f"{paper}.html", context, STAMP)])
    assert made.missing == ()
    return ["".join(line.split()) for line in text_of(made.body).splitlines()]


@pytest.mark.parametrize("paper", SIGNED_LATER)
def test_nobody_s_day_of_signing_is_printed_for_them(paper):
    signing = [line for line in lines(paper, date="2026-11-20") if "签名" in line and "：" in line]
    assert signing
    for line in signing:
        assert line.endswith("年月日"), line


@pytest.mark.parametrize(("paper", "who"), [("application", "申请人"), ("commitment", "承诺人")])
def test_the_label_of_an_organisation_s_signature_stands_on_one_line(paper, who):
    said = lines(f"confirmation/{paper}")
    assert f"{who}（盖章、法定代表人签名）：年月日" in said
    assert f"{who}（签名或盖章）：年月日" in said


@pytest.mark.parametrize(
    ("source", "opening"),
    [
        ("application", "人民调解委员会依当事人申请，调解"),
        ("initiative", "人民调解委员会经当事人同意，主动调解"),
        ("transfer", "人民调解委员会依移送、委托并经当事人同意，调解"),
        ("police", "人民调解委员会依移送、委托并经当事人同意，调解"),
    ],
)
def test_the_register_says_how_the_mediation_began(source, opening):
    said = lines("mediation/acceptance_register", source=source, source_note="")
    assert opening in "".join(said)


def test_a_source_is_not_broken_between_two_lines():
    for note in ("", "城东派出所"):
        said = lines("mediation/acceptance_register", source="transfer", source_note=note)
        assert any("移送、委托" in line for line in said if "依移送" not in line)
