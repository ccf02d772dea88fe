"""The sandbox: what a template may print, and what it may not reach."""

import json
from pathlib import Path

import pytest

from app.document.filters import FILTERS
from app.document.names import one_face, rare_names
from app.document.template import House, TemplateRefused, render_html

HOUSE = House()
REPORTS = Path(__file__).resolve().parents[2] / "reports"
RARE = "龑翀喆堃镕玥彧赟昇𠅤𬭎𫖯"


def html(source, **context):
    return render_html(HOUSE, "test.html", context, source)[0]


def test_a_missing_name_is_shown_and_reported():
    text, missing = render_html(
        HOUSE, "t", {"party": {}}, "{{ party.name }}，{{ place }}{% if phone %}{{ phone }}{% endif %}"
    )
    assert text == ('<span class="missing">〔缺：name〕</span>，<span class="missing">〔缺：place〕</span>')
    assert missing == ["name", "place"]


def test_a_missing_branch_is_named_in_full():
    assert render_html(HOUSE, "t", {}, "{{ a.b.c }}{% for x in list %}{{ x }}{% endfor %}")[1] == [
        "a.b.c",
        "list",
    ]


def test_a_report_starts_anew_with_each_paper():
    render_html(HOUSE, "t", {}, "{{ lost }}")
    assert render_html(HOUSE, "t", {"found": "有"}, "{{ found }}") == ("有", [])


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ lost.__class__ }}",
        "{{ clauses.append(1) }}",
        "{{ '%s'|attr('__class__') }}",
        "{{ ''|attr('__class__') }}",
        "{{ 'x'.format(1) }}",
        "{{ 'x'.ljust(50000000) }}",
        "{{ 'a' * 50000000 }}",
        "{{ 50000000 * 'a' }}",
        "{{ [0] * 50000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%50000000d' % 1 }}",
        "{% for n in range(999999999) %}{% endfor %}",
        "{% for n in range(99999) %}" + "长" * 50 + "{% endfor %}",
        "{{ lost() }}",
        "{% include '../config.py' %}",
        "{% include '/etc/passwd' %}",
        "{{ 'x'|center(50000000) }}",
        "{% import 'os' as os %}",
        "{% if %}",
        "{{ 1 // 0 }}",
        "{{ 0.1|money }}",
        "{{ 'many'|money }}",
        "{{ '-1'|capital }}",
    ],
)
def test_an_attack_or_a_mistake_is_refused_with_a_sentence(attack):
    with pytest.raises(TemplateRefused) as refusal:
        html(attack, clauses=[1])
    assert refusal.value.code in ("unsafe", "template", "too_long")
    assert refusal.value.detail


def test_what_people_typed_is_escaped():
    assert html("{{ text }}", text="<script>1</script>&") == "&lt;script&gt;1&lt;/script&gt;&amp;"
    assert html("{{ text|paragraphs }}", text="甲<b>\n\n乙") == "<p>甲&lt;b&gt;</p><p>乙</p>"


def test_amounts_are_written_in_figures_and_capitals():
    assert html("{{ a|money }} {{ a|capital }}", a="86400") == "86,400.00 捌万陆仟肆佰元整"
    assert html("{{ a|capital }}", a="1409.50") == "壹仟肆佰零玖元伍角"


def test_days_and_minutes_are_written_in_chinese():
    assert html("{{ d|day }} {{ d|minute }}", d="2023-08-29T09:05") == "2023年8月29日 2023年8月29日9时05分"
    assert html("{{ d|minute(year=false) }}", d="2023-08-29T09:05") == "8月29日9时05分"
    assert html("{{ d|day }}", d=None) == "　　年　月　日"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_clauses_are_numbered_in_chinese(number, words):
    assert FILTERS["clause_no"](number) == words


@pytest.mark.parametrize("character", RARE)
def test_a_rare_name_is_marked_whole_wherever_it_stands(character):
    name = f"王{character}明"
    text = html("{{ name|rare }}向{{ facts }}", name=name, facts=f"欠{name}一百元")
    assert text == f'<span class="rare">{name}</span>向欠<span class="rare">{name}</span>一百元'


def test_a_common_name_is_left_alone():
    assert html("{{ name|rare }}", name="顾明远Ab1") == "顾明远Ab1"
    assert rare_names({"parties": [{"name": "顾明远"}], "note": RARE}) == set()


def test_rare_names_inside_tags_and_titles_stay_text():
    page = '<title>王𠅤</title><img alt="王𠅤"><p>王𠅤</p>'
    assert (
        one_face(page, {"王𠅤"}) == '<title>王𠅤</title><img alt="王𠅤"><p><span class="rare">王𠅤</span></p>'
    )


def test_a_line_end_between_chinese_characters_is_no_space():
    assert html("甲方\n   乙方 and\nmore") == "甲方乙方 and\nmore"


@pytest.mark.parametrize(
    "sample", sorted(REPORTS.glob("*/*.sample.json")), ids=lambda path: path.parent.name + "/" + path.name
)
def test_every_statutory_paper_is_complete_with_its_sample(sample):
    template = sample.relative_to(REPORTS).as_posix().replace(".sample.json", ".html")
    context = json.loads(sample.read_text("utf-8"))
    text, missing = render_html(HOUSE, template, {**context, "stamp": {}})
    assert missing == ["stamp.title"] or missing == []
    assert "〔缺" not in text.partition("<body>")[2]
    assert "None" not in text


def test_every_paper_has_a_sample():
    papers = {
        path.with_suffix("").relative_to(REPORTS)
        for path in REPORTS.glob("*/*.html")
        if path.parent.name != "house"
    }
    samples = {
        Path(str(path.relative_to(REPORTS)).removesuffix(".sample.json"))
        for path in REPORTS.glob("*/*.sample.json")
        if path.parent.name != "house"
    }
    assert papers == samples


def test_no_template_holds_an_article_of_law():
    for path in REPORTS.glob("*/*.html"):
        words = path.read_text("utf-8").split("-#}")[-1]
        assert "条第" not in words, path
        assert "第二百" not in words and "第三十" not in words, path
