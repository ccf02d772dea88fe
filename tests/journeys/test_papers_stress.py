"""Key papers with more than anybody expects: rare characters, longest names, 30 parties, 100 clauses, or nothing."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.document.press import render
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.house.reading import faces_of, picture_of, text_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
STAMP = Stamp(made_at=datetime(2026, 11, 20), state=ISSUED)

#: Beyond the basic plane, of the extensions, and one that is only in newer lists of names.
RARE = ("𠮷田玥", "郑㛃", "䶮守拙", "𬭎𫖯", "欧阳喆堃")
#: The longest names the register takes, of a person and of an organisation.
LONGEST = "买买提·阿卜杜热合曼·伊敏尼亚孜" * 5
LONG_FIRM = "枫源县城东街道榕和社区股份经济合作联合社物业管理与环境卫生服务" * 4


def sample(paper: str) -> dict[str, Any]:
    """The sample data of a paper."""
    found: dict[str, Any] = json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8"))
    return found


def crowd(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """30 parties: companies and persons in turn, the first ones with the names that are hardest to print."""
    firm = next(one for one in people if one["kind"] == "organisation")
    person = next(one for one in people if one["kind"] == "person")
    hard = [person | {"name": name} for name in (*RARE, LONGEST[:80])] + [firm | {"name": LONG_FIRM[:120]}]
    rest = [
        (firm if number % 3 == 0 else person) | {"name": f"当事人甲乙{number}"}
        for number in range(len(hard), 30)
    ]
    return hard + rest


def hundred(clauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """100 clauses, the one that pays among them."""
    return [{**clauses[number % len(clauses)]} for number in range(100)]


def made(paper: str, **changes: Any) -> tuple[str, int, bytes]:
    """The text without spaces, the number of pages and the file; nothing is missing on it."""
    pressed = render([Sheet(f"{paper}.html", sample(paper) | changes, STAMP)])
    assert pressed.missing == ()
    return "".join(text_of(pressed.body).split()), pressed.pages, pressed.body


@pytest.mark.parametrize(
    ("paper", "who", "pages"),
    [("agreements/agreement", "parties", 27), ("confirmation/application", "applicants", 27)],
)
def test_thirty_parties_and_a_hundred_clauses(paper: str, who: str, pages: int) -> None:
    given = sample(paper)
    parties, clauses = crowd(given[who]), hundred(given["clauses"])
    text, found, pdf = made(paper, **{who: parties, "clauses": clauses})
    assert abs(found - pages) <= 1, found
    folded = text.replace("\x0c", "")
    for party in parties[:7]:
        assert party["name"] in folded or party["name"][:12] in folded, party["name"]
    assert "一百、" in folded and "九十九、" in folded and "一百零一、" not in folded
    assert folded.count("签名") >= len(parties)
    assert f"第{found}页共{found}页" in folded
    assert any("WenKai" in face for face in faces_of(pdf)), "rare names stand in the Kai face"
    assert picture_of(pdf, found, 40).getextrema()[0] < 128, "the last page is not empty"


def test_a_session_of_thirty_who_said_three_hundred_things() -> None:
    given = sample("mediation/mediation_record")
    parties = crowd(given["parties"])
    record = [{"speaker": parties[number % 30]["name"], "text": f"第{number}句。"} for number in range(300)]
    text, pages, _pdf = made(
        "mediation/mediation_record",
        parties=parties,
        record=record,
        session=101,
        result="continued",
        next_at=None,
    )
    assert "（第一百零一次调解）" in text and "第299句。" in text
    assert text.count("𠮷田玥") == 11 and text.count("䶮守拙") == 11
    assert text.count("签名") == 30 + 1 + 1 and 18 <= pages <= 26, pages


@pytest.mark.parametrize(
    ("paper", "without", "left_out"),
    [
        ("agreements/agreement", {"notices": [], "date": "", "clauses": []}, "一、"),
        ("confirmation/application", {"attachments": [], "clauses": []}, "一、"),
        (
            "mediation/mediation_record",
            {"others": [], "record": [], "ended_at": "", "next_at": None},
            "至2023",
        ),
        (
            "mediation/investigation_record",
            {"others": [], "record": [], "ended_at": "", "relation": ""},
            "至2023",
        ),
        ("cases/authority", {"begins": "", "ends": "", "relation": ""}, "与委托人的关系"),
    ],
)
def test_what_may_be_empty_may_be_empty(paper: str, without: dict[str, Any], left_out: str) -> None:
    text, pages, _pdf = made(paper, **without)
    assert left_out not in text and "None" not in text and "缺：" not in text
    assert pages <= 2
    assert "，。" not in text and "、。" not in text and "（）" not in text


def test_a_party_of_whom_only_the_name_is_known_is_printed_by_it_alone() -> None:
    bare = [{"kind": "person", "name": "江某"}, {"kind": "organisation", "name": "某店"}]
    text, _pages, _pdf = made("mediation/mediation_record", parties=bare)
    assert "当事人：江某、某店" in text
    text, _pages, _pdf = made("mediation/application", applicants=bare[:1], respondents=bare[1:])
    assert "申请人：江某。" in text and "被申请人：某店。" in text
