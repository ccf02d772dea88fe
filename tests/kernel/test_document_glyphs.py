"""A character that cannot be printed is told, not swallowed."""

from datetime import datetime

import pytest

from app.document.glyphs import show_undrawn, undrawn
from app.document.press import render
from app.document.service import _make_whole
from app.document.sheet import ISSUED, Sheet, Stamp
from app.workflow.engine import Refused
from tests.house.reading import text_of

FRAME = (
    '{% extends "house/base.html" %}{% block title %}试纸{% endblock %}'
    "{% block body %}<p>{{ words }}</p>{% endblock %}"
)
STAMP = Stamp(made_at=datetime(2026, 11, 20), state=ISSUED)


def sheet(words):
    return Sheet("test.html", {"words": words}, STAMP, FRAME)


def test_what_every_paper_prints_is_drawn():
    assert undrawn("人民调解〔2026〕□￥“”…—①³ \t\n\u3000\u200b\ufe0f龑翀喆堃镕玥彧赟昇𠅤𬭎𫖯") == []


@pytest.mark.parametrize("character", ["☑", "😀", "\ue000", "\U000f0001", "\U0001f468"])
def test_a_character_no_face_has_is_reported_and_shown(character):
    made = render([sheet(f"甲{character}乙")])
    (lack,) = made.missing
    assert lack.startswith(f"U+{ord(character):04X}")
    assert f"甲〔U+{ord(character):04X}〕乙" in "".join(text_of(made.body).split())
    assert render([sheet("甲乙")]).missing == ()


def test_issuing_refuses_and_says_which(app):
    with app.test_request_context(), pytest.raises(Refused) as refused:
        _make_whole([sheet("已核对☑，满意😀")])
    (refusal,) = refused.value.refusals
    assert refusal.message == "字库中没有这些字符，印不出来，请改用其他写法：U+2611 ☑、U+1F600 😀"


def test_words_stay_words_and_tags_stay_tags():
    page = '<title>😀</title><p title="😀">1 &lt; 2 &amp; ☑</p>'
    shown, found = show_undrawn(page)
    assert found == ["U+2611 ☑"]
    assert shown == (
        '<title>😀</title><p title="😀">1 &lt; 2 &amp; <span class="missing">〔U+2611〕</span></p>'
    )
