"""The opinion as it comes out in print: its lines, optional parts left out whole, rare characters, a long opinion."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from app.document.press import render
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.house.reading import text_of

SAMPLE = Path(__file__).resolve().parents[3] / "reports" / "counsel" / "opinion.sample.json"
STAMP = Stamp(number="（2026）枫源专咨字第1号", made_at=datetime(2026, 11, 19), state=ISSUED)


def printed(**changes):
    context = json.loads(SAMPLE.read_text("utf-8"))
    for name, value in changes.items():
        context[name] = {**context[name], **value} if isinstance(value, dict) else value
    return render([Sheet("counsel/opinion.html", context, STAMP)])


def said_by(made) -> str:
    """The words of a paper without spaces and line ends."""
    return "".join(text_of(made.body).split())


def test_the_sample_says_all_of_it_in_order():
    made = printed()
    assert made.missing == ()
    said = said_by(made)
    marks = (
        "枫源县社会治理中心",
        "专家咨询意见书",
        "（2026）枫源专咨字第1号",
        "事项编号：990102001-20261118-0003-5",
        "申请人：林秋月",
        "被申请人：枫源县安居物业服务有限公司",
        "咨询专家：苏问道，枫源县建筑设计院，一级注册结构工程师，建设工程",
        "咨询方式：当事人选择，2026年11月18日线上咨询",
        "一、咨询事项",
        "二、基本情况",
        "三、专家意见",
        "四、依据和材料",
        "专家（签名）：年月日",
        "2026年11月19日",
    )
    places = [said.find(mark) for mark in marks]
    assert -1 not in places and places == sorted(places)


def test_what_is_not_known_leaves_no_heading_and_no_comma():
    said = said_by(printed(basis="", expert={"title": "", "unit": ""}))
    assert "咨询专家：苏问道，建设工程咨询方式" in said
    assert "四、" not in said


def test_a_paper_without_an_opinion_is_not_issued():
    assert "专家意见" in str(printed(opinion="").missing)


def test_a_rare_name_and_a_long_opinion_keep_their_place():
    made = printed(expert={"name": "苏𬭎𫖯"}, opinion="应当先委托有资质的机构鉴定，再商定修复方案。\n" * 60)
    assert made.missing == () and made.pages > 1
    assert "咨询专家：苏𬭎𫖯，枫源县建筑设计院，一级注册结构工程师，建设工程" in said_by(made)
