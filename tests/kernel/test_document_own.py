"""Templates of administrators on the screen: filled by a worker that can be stopped, and nothing lives in them."""

from __future__ import annotations

import time

import pytest

from app.document import press
from app.document.limits import Limits
from app.document.press import Pool
from app.document.refusal import PaperRefused
from app.document.sheet import SCREEN, Sheet, Stamp


@pytest.fixture(scope="module", autouse=True)
def resting():
    yield
    press.rest()


def fill(source, **context):
    return press.fill([Sheet("test.html", context, Stamp(), source)])


def test_a_template_is_filled_and_says_what_it_lacks():
    made = fill(
        '{% extends "house/base.html" %}{% block body %}<p>{{ a }}{{ b.c }}</p>{% endblock %}', a="甲", b={}
    )
    assert "<p>甲" in made.body.decode() and "草稿" in made.body.decode()
    assert made.missing == ("stamp.title", "c") or "c" in made.missing


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("{% for n in range(10**9) %}{% endfor %}", ("unsafe",)),
        ("{% for n in range(1000000000) %}{% endfor %}", ("template",)),
        ("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", ("too_slow",)),
        ("{{ 'a' * 10**8 }}", ("unsafe",)),
        ("{{ 'a' * 100000000 }}", ("unsafe",)),
        (
            "{% set s = namespace(t='长' * 10000) %}{% for n in range(40) %}{% set s.t = s.t ~ s.t %}{% endfor %}",
            ("too_big", "too_slow"),
        ),
        (
            "{% set s = namespace(t='长' * 10000) %}{% for n in range(40) %}"
            "{% set s.t = [s.t, s.t, s.t]|join('') %}{% endfor %}",
            ("too_big", "too_slow"),
        ),
        ("{% include '/etc/passwd' %}", ("unsafe",)),
        ("{% include '../config.py' %}", ("unsafe",)),
        ("{{ ''.__class__.__mro__ }}", ("unsafe",)),
        ("{{ cycler.__init__.__globals__ }}", ("unsafe",)),
        ("<img src='file:///etc/passwd'>", ("address",)),
        ("<p>甲</p><img src=http://127.0.0.1:9/a.png>", ("address",)),
        ("<img srcset='data:image/png;base64,AA 1x' src='//evil.example/x'>", ("address",)),
        ("<p style=\"background:url('http://evil.example/x')\">甲</p>", ("address",)),
        ("<style>@import 'http://evil.example/x.css'</style>", ("address",)),
        ("<style>p { background: u\\72l(http://evil.example/x) }</style>", ("address",)),
        ("<script>alert(1)</script>", ("unsafe",)),
        ("<p onclick='x()'>甲</p>", ("unsafe",)),
        ("<meta http-equiv='refresh' content='0;url=http://evil.example'>", ("unsafe",)),
        ("{{ '<script>'|safe }}", ("unsafe",)),
        ("{% if %}", ("template",)),
    ],
)
def test_what_a_template_may_not_do_is_stopped_and_named(source, codes):
    begun = time.monotonic()
    with pytest.raises(PaperRefused) as refusal:
        fill(source)
    assert refusal.value.code in codes, refusal.value
    assert time.monotonic() - begun < 8
    assert "root:" not in str(refusal.value)
    assert "下一份" in fill("<p>下一份</p>").body.decode(), "the next one must come out"


@pytest.mark.parametrize("source", ["", "{# 甲 #}", " \n", "<!-- 甲 -->"])
def test_a_template_that_prints_nothing_is_no_mistake(source):
    assert "甲" not in fill(source).body.decode().replace("<!-- 甲 -->", "")


@pytest.mark.parametrize("source", ["一\n二\n{% if %}", "一\n二\n{{ 1 // 0 }}", "一\n二\n{{ ''.__class__ }}"])
def test_the_line_of_a_mistake_is_told(source):
    with pytest.raises(PaperRefused) as refusal:
        fill(source)
    assert refusal.value.line == 3
    assert "test.html" not in str(refusal.value)


def test_a_worker_that_only_fills_sets_no_paper():
    pool = Pool(limits=Limits(seconds=8, press=False))
    with pytest.raises(PaperRefused) as refusal:
        pool.make([Sheet("test.html", {}, Stamp(), "<p>甲</p>")])
    assert refusal.value.code == "failed"
    assert "甲" in pool.make([Sheet("test.html", {}, Stamp(), "<p>甲</p>")], SCREEN).body.decode()
    pool.close()
