"""Records of sessions and inquiries signed on the pad: who signs, where it stands, and who is turned away."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.scope import system
from app.document import service
from app.document.handwriting import read_picture
from app.document.signatures import still_to_sign, write_on
from modules.cases.services import sides_of
from modules.mediation.demo import LEAK, mediation_of
from modules.mediation.models import Investigation, Session
from modules.mediation.services import mediators_of
from tests.house.ink import stroke, strokes_on

SignIn = Callable[..., FlaskClient]

RECORDS = (
    (Session, "mediation.mediation_record", "mediation.signed_record"),
    (Investigation, "mediation.investigation_record", "mediation.signed_inquiry"),
)


@pytest.fixture(autouse=True)
def on_a_day(freeze: Callable[[str], None]) -> None:
    """A day after the session and the inquiry of the demo."""
    freeze("2026-11-20 15:00")


def record_of(session: Any, model: Any) -> Any:
    """The record of the demo's leak."""
    return session.scalars(select(model).where(model.mediation_id == mediation_of(session, LEAK).id)).first()


@pytest.mark.parametrize(("model", "paper", "copy"), RECORDS, ids=["session", "inquiry"])
def test_each_line_of_a_record_takes_the_signature_of_its_own(
    app: Flask, model: Any, paper: str, copy: str
) -> None:
    documents = app.extensions["house"].documents
    with app.app_context(), system("test") as session:
        row = record_of(session, model)
        sides, mediators = sides_of(row.mediation.case), mediators_of(row.mediation)
        heard = [f"party-{side.id}" for side in sides] if model is Session else ["asked"]
        issued = service.issue(documents[paper], row)
        waiting = still_to_sign(documents[paper], row, issued)
        keys = [*heard, *(f"mediator-{one.id}" for one in mediators), "recorder"]
        assert [place.partition(".")[2] for place in waiting] == keys
        assert not documents[copy].belongs_to(row)
        picture = read_picture(stroke())
        for left, place in enumerate(waiting):
            if left:
                assert len(documents[copy].needs(row)) == len(keys) - left, "nobody may be left"
            write_on(issued, place, picture)
        body = service.issue(documents[copy], row).body
        assert sum(len(strokes) for _words, strokes in strokes_on(body)) == len(keys)


def test_only_those_named_on_the_mediation_hold_the_pad(app: Flask, login: SignIn) -> None:
    with app.app_context(), system("test") as session:
        row = record_of(session, Session)
        issued = service.issue(app.extensions["house"].documents["mediation.mediation_record"], row)
        session.commit()
        key, pad, side = row.id, f"/papers/sign/{issued.uuid}", sides_of(row.mediation.case)[0]
        body = {"who": f"mediation_record.party-{side.id}"}
    mediator = login("mediator_town")
    assert pad in mediator.get(f"/mediation/session/show/{key}").text
    for name in ("mediator_town2", "clerk_county"):
        other = login(name)
        refused = other.post(pad, data=body | {"picture": (BytesIO(stroke()), "signature.png")})
        assert (other.get(pad).status_code, refused.status_code) == (404, 404), name
    kept = mediator.post(pad, data=body | {"picture": (BytesIO(stroke()), "signature.png")})
    assert (kept.status_code, kept.location) == (303, pad)
    assert "人民调解记录（签名件）" in mediator.get(f"/mediation/session/show/{key}").text
