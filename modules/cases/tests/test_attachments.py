"""Files laid to a case: which are taken, what they are called, and who gets them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from sqlalchemy import select, text

from app.access.scope import system
from app.document.attachments import clean_name
from app.document.kinds import NotTaken, kind_of
from app.document.models import Attachment
from modules.cases.models import Case

#: What does not touch the database is tried on one engine.
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (4).to_bytes(4, "big")
    + (3).to_bytes(4, "big")
    + b"\x08\x06\x00\x00\x00"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + (60_000).to_bytes(2, "big") * 2 + b"\x03"


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@SQLITE
@pytest.mark.parametrize(
    ("body", "media"),
    [
        (PNG, "image/png"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4"),
        (b"#!AMR\n", "audio/amr"),
        ("收据，三千二百元。\r\n".encode("gb18030"), "text/plain"),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_what_is_brought_to_a_counter_is_taken(app, body, media):
    with app.test_request_context():
        assert kind_of(body) == media


@SQLITE
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        zipped("a.txt"),
        zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04broken",
        JPEG,
    ],
    ids=["empty", "page", "drawing", "program", "elf", "archive", "macros", "broken", "too many points"],
)
def test_what_a_browser_could_run_or_hides_others_is_not(app, body):
    with app.test_request_context(), pytest.raises(NotTaken):
        kind_of(body)


@SQLITE
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("收据.jpg", "收据.jpg"),
        ("C:\\fakepath\\合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        (".hidden", "hidden"),
        ("\x00\x01", "文件"),
        ('<b>"x"|?*.png', "b x .png"),
    ],
)
def test_a_name_is_only_a_name(app, name, kept):
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert clean_name(name) in (kept, "File" if kept == "文件" else kept)


@SQLITE
def test_a_name_of_three_hundred_characters_keeps_its_ending(app):
    with app.test_request_context():
        name = clean_name("长" * 300 + ".pdf")
    assert len(name) == 200 and name.endswith("….pdf")


@pytest.fixture
def case_id(app):
    with app.app_context(), system("test") as session:
        return session.scalars(select(Case.id).where(Case.title == "楼上卫生间渗水泡坏楼下吊顶")).one()


def send(client, case_id, *files):
    sent = [(io.BytesIO(body), name) for name, body in files]
    return client.post(f"/attachments/add/cases.case/{case_id}", data={"files": sent})


def addresses(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="(/attachments/[0-9a-f-]{36})"', page)))


def test_good_files_stay_and_bad_ones_are_named(app, login, case_id):
    clerk = login("clerk_county")
    answer = send(
        clerk, case_id, ("收据.png", PNG), ("坏的.html", b"<html>"), ("长" * 300 + ".txt", "证言".encode())
    )
    assert answer.status_code == 303 and answer.location.endswith(f"/cases/case/show/{case_id}#files")
    page = clerk.get(f"/cases/case/show/{case_id}").text
    assert "坏的.html：只收图片" in page and "收据.png" in page and "添加附件" in page
    first, second = addresses(page)
    shown, saved = clerk.get(first), clerk.get(second)
    assert shown.data == PNG and shown.mimetype == "image/png"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    with app.app_context(), system("test") as session:
        stored = str(session.connection().execute(text("select * from document_attachment")).all())
        assert "IHDR" not in stored and "证言" not in stored


def test_whoever_does_not_handle_the_case_gets_no_file(login, case_id):
    clerk = login("clerk_county")
    send(clerk, case_id, ("收据.png", PNG))
    (address,) = addresses(clerk.get(f"/cases/case/show/{case_id}").text)
    for person in ("clerk_county2", "leader_city", "audit_admin"):
        stranger = login(person)
        assert stranger.get(address).status_code == 404
        assert stranger.post(f"{address}/away", data={"reason": "x"}).status_code in (403, 404)
        assert send(stranger, case_id, ("收据.png", PNG)).status_code in (403, 404)
    assert clerk.get(address).status_code == 200


def test_taken_away_and_put_back(login, case_id):
    clerk = login("clerk_county")
    send(clerk, case_id, ("收据.png", PNG))
    (address,) = addresses(clerk.get(f"/cases/case/show/{case_id}").text)
    assert clerk.post(f"{address}/away", data={"reason": "传错了"}).status_code == 303
    page = clerk.get(f"/cases/case/show/{case_id}").text
    assert addresses(page) == [] and "已移除 1 个附件" in page and "传错了" in page
    assert clerk.post(f"{address}/back").status_code == 303
    assert addresses(clerk.get(f"/cases/case/show/{case_id}").text) == [address]


@SQLITE
def test_too_large_and_too_many_are_refused_in_words(app, login, case_id, monkeypatch):
    clerk = login("clerk_county")
    monkeypatch.setitem(app.config, "MOST_ATTACHMENT_MB", 0.25)
    monkeypatch.setitem(app.config, "MOST_ATTACHMENTS", 1)
    send(clerk, case_id, ("大.txt", b"a" * 270_000), ("一.txt", b"a"), ("二.txt", b"b"))
    page = clerk.get(f"/cases/case/show/{case_id}").text
    assert "文件超过 0.25 MB" in page and "已有 1 个附件" in page and len(addresses(page)) == 1


@SQLITE
@pytest.mark.parametrize(
    "path", ["nothing/1", "org.unit/1", "cases.case/x", "cases.case/99999999999999999999"]
)
def test_what_takes_no_files_is_not_there(login, path):
    answer = login("clerk_county").post(
        f"/attachments/add/{path}", data={"files": (io.BytesIO(PNG), "a.png")}
    )
    assert answer.status_code == 404


def test_an_ended_case_takes_no_more(app, login):
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Case.id).where(Case.status == "archived")).first()
        assert session.scalars(select(Attachment)).all() == []
    assert send(login("clerk_county"), key, ("收据.png", PNG)).status_code == 404
