"""The receipt the citizen takes home: half a sheet, the citizen's name, and a code only where it leads somewhere."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from app.access.scope import system
from app.document.service import issue
from modules.cases.models import Case
from modules.cases.papers import receipt
from tests.house.reading import text_of

APPLICANT = "方晓舟"


class Receipt(NamedTuple):
    """What is kept of an issued receipt."""

    uuid: str
    sha256: str
    sheets: list[dict[str, Any]]
    body: bytes


def issued(app: Flask) -> Receipt:
    """The receipt of the demo's first case."""
    with app.app_context(), system("test") as session:
        case = session.scalars(select(Case).where(Case.title == "烧烤店深夜音响扰民")).one()
        assert [one["name"] for one in receipt(case)["applicants"]] == [APPLICANT]
        paper = issue(app.extensions["house"].documents["cases.receipt"], case)
        session.commit()
        return Receipt(paper.uuid, paper.sha256, json.loads(paper.snapshot), paper.body)


@pytest.mark.parametrize("public", ["https://fengqiao.test", "https://fengqiao.test/"])
def test_the_code_leads_to_the_page_that_checks_the_paper(app, client, public):
    app.config["PUBLIC_URL"] = public
    paper = issued(app)
    (sheet,) = paper.sheets
    assert sheet["stamp"]["verify_url"] == f"https://fengqiao.test/verify/{paper.uuid}"
    assert "/q/" not in str(paper.sheets)
    answer = client.get(sheet["stamp"]["verify_url"].removeprefix("https://fengqiao.test"))
    assert answer.status_code == 200 and paper.sha256 in answer.text
    assert "核验本文书真伪" in text_of(paper.body)


def test_without_an_address_there_is_no_code(app):
    app.config["PUBLIC_URL"] = ""
    paper = issued(app)
    assert paper.sheets[0]["stamp"]["verify_url"] == ""
    text = "".join(text_of(paper.body).split())
    assert "二维码" not in text and "扫码" not in text
    assert not PdfReader(BytesIO(paper.body)).pages[0].images


def test_it_is_half_a_sheet_with_the_name_of_who_came(app):
    paper = issued(app)
    pages = PdfReader(BytesIO(paper.body)).pages
    assert len(pages) == 1
    assert [round(float(side) * 25.4 / 72) for side in pages[0].mediabox[2:]] == [148, 210]
    assert APPLICANT in text_of(paper.body)
