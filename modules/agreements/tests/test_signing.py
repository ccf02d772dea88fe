"""Signing on the pad: what is kept, what is refused unopened, and how the signatures stand on the copy."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from pypdf import PdfReader
from sqlalchemy import select

from app.access.scope import system
from app.document import service
from app.document.binding import pdfa_faults
from app.document.handwriting import read_picture
from app.document.kinds import NotTaken
from app.document.models import Attachment, Paper
from app.model.moment import now
from app.workflow.models import Event
from modules.agreements import services
from modules.agreements.models import Agreement, Signature
from modules.cases.services import sides_of
from modules.mediation.models import Mediation
from modules.mediation.services import hold_session, mediators_of
from tests.house.reading import text_of

SignIn = Callable[..., FlaskClient]


def drawn(kind: str = "PNG", size: tuple[int, int] = (1000, 400)) -> bytes:
    """A stroke on an empty pad."""
    picture = Image.new("RGBA" if kind == "PNG" else "RGB", size, (0, 0, 0, 0) if kind == "PNG" else "white")
    ImageDraw.Draw(picture).line([(300, 80), (420, 240), (610, 120)], fill="black", width=6)
    packed = BytesIO()
    picture.save(packed, kind)
    return packed.getvalue()


def pictures(pdf: bytes) -> list[tuple[int, int]]:
    """The sizes of the pictures in a file, each once however many pages may draw it."""
    found = {
        image.indirect_reference.idnum: image.image.size
        for page in PdfReader(BytesIO(pdf)).pages
        for image in page.images
    }
    return list(found.values())


def kinds(faults: list[str]) -> set[str]:
    """Faults without the numbers of objects."""
    return {re.sub(r"\d+", "", fault) for fault in faults}


def head_only(width: int, height: int) -> bytes:
    """The head of a PNG and nothing behind it."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + head + zlib.crc32(head).to_bytes(4, "big") + b"\x00" * 64


@pytest.fixture
def issued(app: Flask) -> int:
    """An agreement of the demo, issued for signature."""
    with app.app_context(), system("test") as session:
        mediation = session.scalars(select(Mediation).where(Mediation.status == "in_session")).one()
        agreement = services.draft(mediation=mediation, facts="双方对渗水无异议。")
        services.add_clause(agreement, kind="act", text="楼上住户于2027年1月20日前重做卫生间防水，并负担费用")
        services.issue(agreement)
        session.commit()
        return agreement.id


def send(client: FlaskClient, key: int, who: str, body: bytes) -> Any:
    picture = (BytesIO(body), "signature.png")
    return client.post(f"/agreements/{key}/signing", data={"who": who, "picture": picture})


def waiting(app: Flask, key: int) -> list[str]:
    with app.app_context(), system("look") as session:
        agreement = session.get_one(Agreement, key)
        signed = set(session.scalars(select(Signature.party_id).where(Signature.agreement_id == key)))
        return [f"party-{side.id}" for side in sides_of(agreement.case) if side.id not in signed]


def test_a_signature_is_kept_sealed_and_drawn_on_the_copy(app: Flask, login: SignIn, issued: int) -> None:
    mediator, (first, *others) = login("mediator_town"), waiting(app, issued)
    show = f"/agreements/agreement/show/{issued}"
    assert f"/agreements/{issued}/signing" in mediator.get(show).text
    assert "签名件" not in mediator.get(show).text, "no copy before anybody has signed on the pad"
    assert send(mediator, issued, first, drawn()).status_code == 303
    assert waiting(app, issued) == others
    assert send(mediator, issued, first, drawn()).status_code == 422, "nobody signs twice"
    with app.app_context(), system("look") as session:
        signature = session.scalars(select(Signature).where(Signature.agreement_id == issued)).one()
        file = session.scalars(select(Attachment).where(Attachment.subject_id == signature.id)).one()
        kept = Image.open(BytesIO(file.body))
        assert (kept.format, kept.mode) == ("PNG", "L") and kept.width < 330 and kept.height < 180
        assert b64encode(file.body).decode()[:40] not in str(file.body_sealed)
        event = session.scalars(select(Event).where(Event.arrow == "sign").order_by(Event.id.desc())).first()
        assert event is not None and "picture" not in event.data
        uuid = file.uuid
    assert mediator.get(f"/attachments/{uuid}").status_code == 404, "nobody takes a signature away by itself"
    assert "签名件" in mediator.get(show).text
    draft = mediator.get(f"/papers/draft/agreements.signed_copy/{issued}")
    assert draft.mimetype == "application/pdf"
    assert pictures(draft.data) == [kept.size]
    assert "稿" in text_of(draft.data)


def test_the_copy_in_force_has_words_and_number_of_the_paper_issued(app: Flask, issued: int) -> None:
    with app.app_context(), system("test") as session:
        agreement = session.get_one(Agreement, issued)
        hold_session(
            agreement.mediation, started_at=now(), place="调解室", record_text="谈妥。", result="agreed"
        )
        first, *others = sides_of(agreement.case)
        copy = app.extensions["house"].documents["agreements.signed_copy"]
        services.sign(agreement, party=first, picture=read_picture(drawn("JPEG")))
        assert [one.said for one in copy.needs(agreement)] == ["协议尚未生效"]
        for other in others:
            services.sign(agreement, party=other)
        for mediator in mediators_of(agreement.mediation):
            services.sign(agreement, mediator=mediator, picture=read_picture(drawn()))
        services.sign(agreement)
        assert agreement.status == "effective"
        written = app.extensions["house"].documents["agreements.agreement"]
        first_paper = service.standing(written, service.papers_of(agreement))
        paper = service.issue(copy, agreement)
        session.commit()
        assert paper.number == first_paper.number == agreement.number
        assert sha256(paper.body).hexdigest() == paper.sha256 and first_paper.sha256 != paper.sha256
        assert service.pdf_of(paper) == paper.body
        words = [re.sub(r"[\s\d年月日]", "", text_of(body)) for body in (first_paper.body, paper.body)]
        assert words[0] == words[1], "but for the days of the signatures"
        assert f"{now().year}年{now().month}月{now().day}日" in re.sub(r"\s", "", text_of(paper.body))
        assert pictures(first_paper.body) == []
        assert len(pictures(paper.body)) == 1 + len(mediators_of(agreement.mediation))
        assert kinds(pdfa_faults(paper.body)) == kinds(pdfa_faults(first_paper.body)), "the pictures add none"
        assert len(session.scalars(select(Paper.id).where(Paper.number == paper.number)).all()) == 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "请在签字板上签名"),
        (head_only(10_000, 8_000), "80 百万像素"),
        (head_only(2_001, 2_000), "超过 4"),
        (b"GIF89a" + b"\x00" * 40, "只接受 PNG 或 JPEG"),
        (b"%PDF-1.7 ", "只接受 PNG 或 JPEG"),
        (head_only(100, 100), "已损坏"),
    ],
    ids=["nothing", "eighty-megapixels", "four-and-a-bit", "gif", "pdf", "broken"],
)
def test_a_picture_that_is_not_taken_says_why_and_nothing_is_signed(
    app: Flask, login: SignIn, issued: int, body: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if told != "已损坏":
        monkeypatch.setattr("app.document.handwriting.ink_of", lambda *_given: pytest.fail("it was decoded"))
    before = waiting(app, issued)
    answer = send(login("mediator_town"), issued, before[-1], body)
    assert answer.status_code == 422 and told in answer.text
    assert f'value="{before[-1]}" selected' in answer.text, "who was chosen stays chosen"
    assert waiting(app, issued) == before


def test_an_empty_pad_and_others_are_turned_away(app: Flask, login: SignIn, issued: int) -> None:
    packed = BytesIO()
    Image.new("L", (400, 200), 255).save(packed, "PNG")
    for body, told in ((packed.getvalue(), "没有签名"), (drawn() + bytes(1 << 20), "1 MB")):
        with app.test_request_context(), pytest.raises(NotTaken, match=told):
            read_picture(body)
    assert login("clerk_county").get(f"/agreements/{issued}/signing").status_code in (403, 404)
    assert send(login("mediator_town"), issued, "party-0", drawn()).status_code == 422
