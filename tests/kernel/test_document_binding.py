"""Binding files into one PDF/A: what is hostile, broken or of another size, and what the whole file then is."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.document.binding import About, Part, bind, pages_of, pdfa_faults
from app.document.press import render
from app.document.refusal import PaperRefused
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.house.reading import text_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
ABOUT = About("调解卷宗", "城东街道人民调解委员会", "（2026）城东人调字第1号", datetime(2026, 11, 20, 9, 0))


def own(paper: str) -> bytes:
    context = json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8"))
    return render([Sheet(f"{paper}.html", context, Stamp(state=ISSUED))]).body


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> bytes:
    packed = BytesIO()
    Image.new(mode, size).save(packed, kind)
    return packed.getvalue()


def active_pdf(password: str = "") -> bytes:
    """A page with a script, a face that is not embedded and a form."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(842, 595))
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=face))
    page.obj.Contents = pikepdf.Stream(pdf, b"BT /F1 24 Tf 100 300 Td (foreign words) Tj ET")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    packed = BytesIO()
    pdf.save(packed, encryption=pikepdf.Encryption(user=password, owner=password) if password else None)
    return packed.getvalue()


def bomb() -> bytes:
    """The head of a picture of a hundred megapixels, and nothing behind it."""
    head = b"IHDR" + (10_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + head + zlib.crc32(head).to_bytes(4, "big") + b"\x00" * 64


@pytest.fixture(scope="module")
def cover() -> bytes:
    return own("archive/cover")


def test_pages_are_counted_and_what_cannot_be_opened_has_none(cover: bytes) -> None:
    parts = [
        Part(cover, own=True),
        Part(picture("JPEG"), "image/jpeg"),
        Part(picture("PNG", "RGBA"), "image/png"),
        Part(picture("WEBP"), "image/webp"),
        Part(active_pdf()),
        Part(active_pdf("secret")),
        Part(b"%PDF-1.7 nothing"),
        Part(b"\xff\xd8\xff nothing", "image/jpeg"),
        Part(bomb(), "image/png"),
    ]
    assert pages_of(parts) == [1, 1, 1, 1, 1, 0, 0, 0, 0]
    assert pages_of([]) == []


def test_the_whole_file_is_a4_without_anything_active_and_pdfa(cover: bytes) -> None:
    numbers = render([Sheet("archive/page_numbers.html", {"pages": 4}, Stamp(state=ISSUED))]).body
    parts = [
        Part(cover, title="封面", own=True),
        Part(own("cases/receipt"), title="1. 回执", own=True, numbered=True),
        Part(picture("PNG", "LA"), "image/png", "2. 照片", numbered=True),
        Part(picture("JPEG", "CMYK"), "image/jpeg", "3. 扫描件", numbered=True),
        Part(active_pdf(), title="4. 合同", numbered=True),
    ]
    bound = bind(parts, numbers, ABOUT)
    assert (bound.pages, bound.begins) == (6, (0, 2, 3, 4, 5))
    with pikepdf.open(BytesIO(bound.pdf)) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root] == [part.title for part in parts]
        assert [(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages] == [
            (595, 842)
        ] * 6
        assert "/OpenAction" not in pdf.Root and "/Annots" not in pdf.pages[5].obj
        assert pdf.check_pdf_syntax() == []
        said = pdf.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "B")
        assert said["dc:title"] == ABOUT.title and pdf.docinfo["/Title"] == ABOUT.title
    pages = text_of(bound.pdf).split("\f")
    assert [pages[at].split()[0] for at in (2, 3, 4, 5)] == ["1", "2", "3", "4"]
    assert "foreign" not in pages[5] and b"app.alert" not in bound.pdf
    assert pdfa_faults(bound.pdf) == []


def test_a_file_that_is_no_pdfa_is_told(cover: bytes) -> None:
    assert any("6." in fault for fault in pdfa_faults(active_pdf()))


def test_a_part_that_cannot_be_opened_is_named(cover: bytes) -> None:
    with pytest.raises(PaperRefused) as refused:
        bind([Part(cover, own=True), Part(b"%PDF-1.7", title="坏文件")], b"", ABOUT)
    assert (refused.value.code, refused.value.detail) == ("unreadable", "坏文件")
