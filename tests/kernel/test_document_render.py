"""Made papers, read back: faces, margins, the right edge, marks, archive format, sameness of bytes."""

import json
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.document.fonts import font_report
from app.document.press import render, render_bundle, render_pdf
from app.document.sheet import DRAFT, ISSUED, VOID, Sheet, Stamp
from tests.house.reading import faces_of, picture_of, text_of, words_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
RARE = "龑翀喆堃镕玥彧赟昇𠅤𬭎𫖯"
STAMP = Stamp(
    number="（2023）石桥人调字第1号",
    made_at=datetime(2023, 8, 29, 10),
    author="枫源县城东街道人民调解委员会",
    state=ISSUED,
    verify_url="https://fengqiao.test/verify/1",
)
FRAME = '{% extends "house/base.html" %}{% block title %}试纸{% endblock %}{% block body %}'


def sample(paper):
    return json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8"))


def made(body, stamp=STAMP, **context):
    return render([Sheet("test.html", context, stamp, FRAME + body + "{% endblock %}")]).body


@pytest.fixture(scope="module")
def agreement():
    return render_pdf("agreements/agreement.html", sample("agreements/agreement"), stamp=STAMP)


def test_every_face_is_there():
    assert font_report() == []


def test_the_yuan_sign_is_a_yuan_sign():
    from PIL import ImageChops

    def ink(sign):
        picture = picture_of(made(f'<p style="font-size:60pt">{sign}</p>', Stamp(state=ISSUED)), dpi=60)
        return picture.crop((0, 130, *picture.size))

    assert "￥6,400.00" in text_of(made("<p>￥6,400.00</p>"))
    assert faces_of(made("<p>￥</p>")) - faces_of(made("<p>元</p>")) == {"Noto-Serif-CJK-SC"}
    yuan, dollar = ink("￥"), ink("＄")
    assert ImageChops.difference(yuan, dollar).getbbox() is not None


@pytest.mark.parametrize("character", RARE)
def test_a_name_with_a_rare_character_stands_in_one_face(character):
    name = f"王{character}明"
    plain, named = made("<p>甲</p>"), made("<p>甲</p><p>{{ name|rare }}</p>", name=name)
    assert faces_of(named) - faces_of(plain) == {"LXGW-WenKai-Light"}
    assert name in text_of(named)


def test_margins_and_lines(agreement):
    words = [word for word in words_of(agreement) if word.top < 297 - 35]
    assert min(word.left for word in words) == pytest.approx(28, abs=0.4)
    assert max(word.right for word in words) <= 210 - 26 + 0.4
    assert min(word.top for word in words) >= 37
    assert max(word.bottom for word in words) <= 297 - 35 + 1


def test_twenty_eight_characters_a_line_and_twenty_two_lines_a_page():
    words = words_of(made('<p class="flush">' + "枫" * 28 * 60 + "</p>"))
    lines = [word for word in words if word.page == 2 and set(word.text) == {"枫"}]
    assert {len(line.text) for line in lines} == {28}
    assert len(lines) == 22


def test_digits_and_rare_names_do_not_push_lines_apart():
    words = words_of(made('<p class="flush">枫<span class="rare">𫖯</span>1' + "枫" * 500 + "</p>"))
    tops = sorted({word.top for word in words if word.text.endswith("枫" * 20)})
    steps = [(below - above) * 72 / 25.4 for above, below in zip(tops, tops[1:])]
    assert steps == pytest.approx([28.9] * len(steps), abs=0.3)


def test_chinese_lines_end_on_the_right_edge():
    words = words_of(made("<p>" + "依法调解，自愿平等。" * 30 + "共计1409.50元整，" * 40 + "</p>"))
    lines: dict[float, float] = {}
    for word in words:
        if word.page == 1 and 65 < word.top < 297 - 35:
            lines[round(word.top)] = max(lines.get(round(word.top), 0), word.right)
    edges = [right for _top, right in sorted(lines.items())]
    assert len(edges) > 12
    assert max(edges) - min(edges) < 0.35  # mm; a character is 5.6 mm wide
    assert sum(edges) / len(edges) == pytest.approx(210 - 26, abs=0.3)


def test_digits_stay_tight_in_a_spread_line():
    words = words_of(made("<p>共计1409.50元整，" + "依法调解共计1409.50元整，" * 40 + "</p>"))
    text = "".join(word.text for word in words)
    assert "1409.50" in text


def test_pages_are_counted_and_the_number_stands_on_the_first(agreement):
    text = text_of(agreement)
    assert len(PdfReader(BytesIO(agreement)).pages) == 3
    for page in (1, 2, 3):
        assert f"第{page}页共3页" in "".join(text.split())
    assert "（2023）石桥人调字第1号" in text
    assert "捌万陆仟肆佰元整" in text
    assert "86,400.00" in text


def test_marks_are_drawn_and_issued_papers_have_none():
    def darkest_grey(**changes):
        picture = picture_of(made("", Stamp(**changes)), dpi=40)
        width, height = picture.size
        return picture.crop((0, height // 4, width, height * 3 // 4)).getextrema()[0]

    assert darkest_grey(state=ISSUED) == 255
    assert darkest_grey(state=DRAFT) < 245
    assert darkest_grey(state=VOID) < 225
    assert darkest_grey(state=ISSUED, demo=True) < 245


def test_the_file_is_pdf_a_2u_and_names_itself(agreement):
    reader = PdfReader(BytesIO(agreement))
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert 'pdfaid:part="2"' in xmp and 'pdfaid:conformance="U"' in xmp
    assert reader.metadata.title == "人民调解协议书"
    assert reader.metadata.author == STAMP.author
    assert "2023-08-29T10:00:00+08:00" in xmp
    assert "/OutputIntents" in reader.trailer["/Root"]


def test_the_same_paper_has_the_same_bytes_in_another_process(agreement):
    script = (
        "import sys, json\n"
        "from tests.kernel.test_document_render import STAMP, sample\n"
        "from app.document.press import render_pdf\n"
        "paper = 'agreements/agreement'\n"
        "sys.stdout.buffer.write(render_pdf(paper + '.html', sample(paper), stamp=STAMP))\n"
    )
    again = subprocess.run(
        [sys.executable, "-c", script], cwd=REPORTS.parent, capture_output=True, check=True
    )
    assert again.stdout == agreement


def test_a_bundle_counts_the_pages_of_each_paper():
    papers = ["confirmation/application", "confirmation/commitment", "confirmation/legal_representative"]
    bundle = render_bundle([(f"{paper}.html", sample(paper)) for paper in papers], stamp=STAMP)
    text = "".join(text_of(bundle).split())
    assert len(PdfReader(BytesIO(bundle)).pages) == 5
    assert text.count("第1页共1页") == 2 and "第3页共3页" in text


def test_the_clauses_of_the_application_are_those_of_the_agreement(agreement):
    def clauses(pdf):
        words = "".join(text_of(pdf).split())
        for page in ("第1页共3页", "第2页共3页", "第1页共2页", "扫右侧二维码", "核验本文书真伪"):
            words = words.replace(page, "")
        return words[words.index("一、被申请人退还") : words.index("再无其他争议。")]

    application = render_pdf("confirmation/application.html", sample("confirmation/application"), stamp=STAMP)
    assert clauses(application) == clauses(agreement)
    assert "没有恶意串通、规避法律的行为" in "".join(text_of(application).split())


def test_web_processes_do_not_load_the_layout_engine():
    script = (
        "import sys, app.document.service\n"
        "print([name for name in ('weasyprint', 'fontTools', 'segno') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPORTS.parent, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"
