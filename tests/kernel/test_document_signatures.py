"""Signatures stand below words of the paper, never alone on a page, however many sign and wherever the text ends."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from app.document.press import render
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.house.reading import words_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
STAMP = Stamp(made_at=datetime(2026, 11, 20), state=ISSUED)

#: Template, the list of those who sign, the text made longer.
PAPERS = (
    ("agreements/agreement", "parties", "facts"),
    ("mediation/application", "applicants", "summary"),
    ("cases/consultation_minutes", "attendees", "background"),
    ("mediation/termination_notice", "parties", "reason"),
    ("mediation/rights_notice", "parties", "confirmation_limit"),
    ("mediation/mediation_record", "parties", "place"),
    ("agreements/oral_agreement", "parties", "facts"),
    ("mediation/acceptance_register", "parties", "summary"),
    ("confirmation/application", "applicants", ""),
    ("confirmation/commitment", "applicants", ""),
    ("counsel/opinion", "parties", "opinion"),
    ("mediation/investigation_record", "mediators", "relation"),
)

#: What belongs to signing: labels, seals, blank dates, and the foot of the page.
SIGNING = re.compile(
    r"[^。]*(签名|盖章|按指印|印章)[^。]*：?|注：.*|签名、盖章或按指印：|当事人[一二三四五六七八九十]+：|登记人：|年|月|日|\d{4}年\d+月\d+日|第|页|共|\d+"
)


def bodies(pdf, issuer):
    """For each page the words that are neither signing nor foot."""
    pages = {}
    for word in words_of(pdf):
        if word.top < 297 - 35 and not SIGNING.fullmatch(word.text) and word.text != issuer:
            pages.setdefault(word.page, []).append(word.text)
    return pages


@pytest.mark.parametrize("signers", [2, 11])
@pytest.mark.parametrize(("paper", "who", "text"), PAPERS, ids=lambda value: value)
def test_no_signature_stands_alone_on_a_page(paper, who, text, signers):
    context = json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8"))
    people = context[who]
    context[who] = [people[number % len(people)] for number in range(signers)]
    issuer = (context.get("committee") or context.get("unit") or {"name": ""})["name"]
    for lines in range(0, 24, 3) if text else (0,):
        longer = {text: context[text] + "依法调解，自愿平等。" * 3 * lines} if text else {}
        made = render([Sheet(f"{paper}.html", context | longer, STAMP)])
        found = bodies(made.body, issuer)
        assert set(found) == set(range(1, made.pages + 1)), (lines, made.pages, found.keys())


@pytest.mark.parametrize("signers", [12, 15, 40])
def test_more_signatures_than_a_page_holds_begin_below_the_text_and_say_what_is_signed(signers):
    context = json.loads((REPORTS / "agreements/agreement.sample.json").read_text("utf-8"))
    people = context["parties"]
    context["parties"] = [people[number % len(people)] for number in range(signers)]
    for lines in range(0, 24, 6):
        longer = {"facts": context["facts"] + "依法调解，自愿平等。" * 3 * lines}
        made = render([Sheet("agreements/agreement.html", context | longer, STAMP)])
        pages = {number: [] for number in range(1, made.pages + 1)}
        for word in words_of(made.body):
            pages[word.page].append(word.text)
        signed = [number for number, said in pages.items() if any("签名" in one for one in said)]
        first, *others = signed
        assert any(one.endswith("。") for one in pages[first]), "words of the text stand above the first"
        assert sum("当事人（" in one for one in pages[first]) >= 3
        assert signed == list(range(first, made.pages + 1)), "the seal does not stand alone"
        assert [number for number, said in pages.items() if "续页" in said] == others
