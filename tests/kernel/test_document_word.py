"""Papers as editable texts: the words, tables and lines of the PDF, in a docx an office opens."""

from __future__ import annotations

import json
import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from app.document.fonts import REPORTS
from app.document.press import render, write_word
from app.document.sheet import Sheet, Stamp
from tests.house.reading import text_of

#: Papers of rows; plates, slips and the numbers laid over bound pages are no texts.
SAMPLES = sorted(
    path
    for path in REPORTS.glob("*/*.sample.json")
    if path.parent.name not in ("grids", "access") and not path.name.startswith("page_numbers")
)


def sheet_of(path):
    template = path.relative_to(REPORTS).as_posix().replace(".sample.json", ".html")
    return Sheet(template, json.loads(path.read_text("utf-8")), Stamp(title="文书", author="调委会"))


def letters(text):
    """How often each Chinese character and digit stands in a text."""
    return Counter(re.findall(r"[\u4e00-\u9fff0-9]", text))


def words_of(body):
    with ZipFile(BytesIO(body)) as packed:
        page = packed.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}.{path.name.split('.')[0]}")
def test_every_paper_has_its_words(path):
    """As many of each character as the printed draft has, but for what only the print has."""
    sheet = sheet_of(path)
    body = write_word([sheet])
    docx.Document(BytesIO(body))  # it opens
    printed = re.sub(r"第\s*\d+\s*页\s*共\s*\d+\s*页|[^\n]*续页", "", text_of(render([sheet]).body))
    told, meant = letters(words_of(body)), letters(printed)
    more = meant - told - letters("草稿" * 99)  # across each printed page
    again = letters(
        "".join(re.findall(r"(?s)<thead.*?</thead>", (REPORTS / sheet.template).read_text("utf-8")))
    )
    assert not told - meant and set(more) <= set(again)  # heads of tables are printed on each page


def test_tables_keep_their_joined_cells_and_lines_to_sign():
    body = write_word([sheet_of(REPORTS / "agreements" / "oral_agreement.sample.json")])
    text = docx.Document(BytesIO(body))
    table = text.tables[0]
    assert len(table.columns) == 3 and table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert text.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    signing = [
        paragraph.text for cell in table._cells for paragraph in cell.paragraphs if "签名" in paragraph.text
    ]
    assert signing and all("\t" in words for words in signing)


def test_the_head_says_that_it_is_no_paper_yet():
    body = write_word([sheet_of(REPORTS / "mediation" / "application.sample.json")])
    assert "以出具的文书为准" in docx.Document(BytesIO(body)).sections[0].header.paragraphs[0].text


def test_those_who_handle_a_row_get_it_and_the_trail_tells(app, login):
    browser = login("mediator_town")
    page = browser.get("/mediation/mediation/list/").text
    key = re.search(r"/mediation/mediation/show/(\d+)", page)[1]
    answer = browser.get(f"/papers/word/mediation.rights_notice/{key}")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    assert docx.Document(BytesIO(answer.data)).paragraphs
    assert browser.get("/papers/word/mediation.rights_notice/99999").status_code == 404
    assert browser.get(f"/papers/word/mediation.nothing/{key}").status_code == 404
