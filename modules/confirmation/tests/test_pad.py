"""The papers for the court signed on the pad: who signs what, where it stands on the copy, and when it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.audit_chain import Audit
from app.access.scope import system
from app.document import service
from app.document.handwriting import read_picture
from app.document.models import Attachment, Paper
from app.document.signatures import still_to_sign, write_on
from app.workflow.engine import fire, record
from app.workflow.models import Event
from modules.agreements.tests.test_signing import head_only
from modules.confirmation.guards import BUNDLE, applicants_of
from modules.confirmation.models import Confirmation
from modules.confirmation.services import sign
from modules.confirmation.signing import SHEETS
from tests.house.ink import stroke, strokes_on

SignIn = Callable[..., FlaskClient]

COPY = "confirmation.signed_copy"

#: Strokes that can be told from each other.
NARROW, WIDE = 200, 600


def send(client: FlaskClient, pad: str, place: str, body: bytes | None = None) -> Any:
    picture = (BytesIO(stroke() if body is None else body), "signature.png")
    return client.post(pad, data={"who": place, "picture": picture})


@pytest.fixture(autouse=True)
def in_time(freeze: Callable[[str], None]) -> None:
    """The day on which the application of the demo was screened."""
    freeze("2026-11-20 15:00")


@pytest.fixture
def confirmation(app: Flask) -> Iterator[Confirmation]:
    """The screened application of the demo, in a session that sees everything and is undone."""
    with app.app_context(), system("test") as session:
        yield session.scalars(select(Confirmation)).one()
        session.rollback()


def bundle(confirmation: Confirmation) -> Paper:
    """The papers in force."""
    document = service.house().documents[BUNDLE]
    paper = service.standing(document, service.papers_of(confirmation))
    assert paper is not None
    return paper


def waiting(confirmation: Confirmation) -> dict[str, str]:
    return still_to_sign(service.house().documents[BUNDLE], confirmation, bundle(confirmation))


@cache
def ink(width: int) -> bytes:
    return read_picture(stroke(width))


def size(width: int) -> tuple[int, int]:
    return Image.open(BytesIO(ink(width))).size


def sign_all(confirmation: Confirmation) -> None:
    """Everybody writes on every sheet, the first with a narrow stroke, the other with a wide one."""
    paper, first = bundle(confirmation), applicants_of(confirmation)[0].party
    for place in waiting(confirmation):
        write_on(paper, place, ink(NARROW if place.endswith(f"-{first.id}") else WIDE))
        record(confirmation, "paper_signed", data={"place": place})


def test_each_signs_its_sheets_one_after_the_other(app: Flask, login: SignIn) -> None:
    mediator = login("mediator_town")
    with app.app_context(), system("test") as session:
        known = session.scalars(select(Confirmation)).one()
        key, uuid, words = known.id, bundle(known).uuid, waiting(known)
        company, other = (one.party for one in applicants_of(known))
        signs = f"：{company.name}（申请人，由法定代表人{company.subject.legal_representative}签名）"
        assert all(f"{other.name}（申请人）" in said for said in list(words.values())[3:]), "all apply"
        assert [said.endswith(signs) for said in words.values()] == [True] * 3 + [False] * 3
        sign(known, company)
        session.commit()
        words = waiting(known)
        assert list(words) == [f"{sheet}.party-{other.id}" for sheet in SHEETS], (
            "who signed on paper is not asked"
        )
    show, pad = f"/confirmation/confirmation/show/{key}", f"/papers/sign/{uuid}"
    assert pad in mediator.get(show).text and "签名件" not in mediator.get(show).text
    for number, place in enumerate(words, 1):
        assert f'value="{place}" selected' in mediator.get(pad).text, "the next one is chosen"
        answer = send(mediator, pad, place)
        assert (answer.status_code, answer.location) == (303, pad if number < 3 else show)
        with app.app_context(), system("look") as session:
            signed = applicants_of(session.get_one(Confirmation, key))[1].signed_on
            assert (signed is not None) == (number == 3), "who has signed every sheet has signed"
    assert send(mediator, pad, place).status_code == 404, "nobody is left"
    with app.app_context(), system("look") as session:
        files = session.scalars(select(Attachment).where(Attachment.subject_model == "document.paper")).all()
        assert [file.name.removesuffix(".png") for file in files] == list(words)
        acts = session.scalars(select(Event).where(Event.arrow == "paper_signed").order_by(Event.id)).all()
        assert [act.data["place"] for act in acts] == list(words)
        written = select(Audit.id).where(Audit.action == "insert", Audit.model == "document.attachment")
        assert len(session.scalars(written).all()) == 3
        file = files[0].uuid
    assert mediator.get(f"/attachments/{file}").status_code == 404, "nobody takes a signature away by itself"
    shown = mediator.get(show).text
    assert pad not in shown and "司法确认材料（签名件）" in shown


def test_every_signature_stands_on_its_own_sheet(confirmation: Confirmation) -> None:
    copy = service.house().documents[COPY]
    assert not copy.belongs_to(confirmation)
    first, second = applicants_of(confirmation)
    second.party.person.name = first.party.name  # two of one name, as the paper was issued
    object_session(confirmation).flush()
    place = next(iter(waiting(confirmation)))
    write_on(bundle(confirmation), place, ink(NARROW))
    assert [one.said for one in copy.needs(confirmation)] == [f"{one} 还没有签名" for one in (first, second)]
    bundle(confirmation).state = "void"
    fire(confirmation, "start_over")
    fire(confirmation, "screen")
    words = list(waiting(confirmation).values())
    assert len(set(words)) == 6 and "文书所列第1位当事人" in words[0] and "文书所列第2位当事人" in words[3]
    sign_all(confirmation)
    assert not any(found for _words, found in strokes_on(bundle(confirmation).body))
    pages = [(words, found) for words, found in strokes_on(service.issue(copy, confirmation).body) if found]
    one, other = size(NARROW), size(WIDE)
    assert [found for _words, found in pages] == [[one, other], [one, other], [one], [other]]
    sheets = ("申请人（盖章", "承诺人（", "送达地址确认书", "送达地址确认书")
    assert all(sheet in words for (words, _found), sheet in zip(pages, sheets, strict=True))


def test_papers_withdrawn_take_their_signatures_along(confirmation: Confirmation) -> None:
    sign_all(confirmation)
    fire(confirmation, "sign")
    first, copy = bundle(confirmation), service.issue(service.house().documents[COPY], confirmation)
    assert [
        one.said
        for one in service.house()
        .workflows["confirmation.confirmation"]
        .arrow("start_over")
        .guard(confirmation)
    ]
    service.ask_void(first, "地址写错", None)
    first.void_asked_by_id = 1
    service.approve_void(first, 2)
    record(confirmation, "paper_void_approve")
    assert (first.state, copy.state, confirmation.status) == ("void", "void", "draft")
    assert [one.signed_on for one in applicants_of(confirmation)] == [None, None]
    fire(confirmation, "screen")
    assert len(waiting(confirmation)) == 6
    assert not service.house().documents[COPY].belongs_to(confirmation)


def test_bad_pictures_and_others_are_turned_away(app: Flask, login: SignIn) -> None:
    with app.app_context(), system("look") as session:
        known = session.scalars(select(Confirmation)).one()
        pad, places = f"/papers/sign/{bundle(known).uuid}", list(waiting(known))
    mediator = login("mediator_town")
    for body, told in (
        (head_only(10_000, 8_000), "80 百万像素"),
        (b"GIF89a" + b"\x00" * 40, "只接受 PNG 或 JPEG"),
        (b"", "请在签字板上签名"),
    ):
        answer = send(mediator, pad, places[4], body)
        assert answer.status_code == 422 and told in answer.text
        assert f'value="{places[4]}" selected' in answer.text, "who was chosen stays chosen"
    assert send(mediator, pad, "application.party-0").status_code == 422
    for other in ("clerk_county", "mediator_village"):
        client = login(other)
        for answer in (client.get(pad), send(client, pad, places[0])):
            assert answer.status_code in (403, 404), other
    with app.app_context(), system("look") as session:
        assert list(waiting(session.scalars(select(Confirmation)).one())) == places
