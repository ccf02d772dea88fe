"""Papers on screen: drafts and files for whoever handles the row, issuing, withdrawing by two, the public check."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from app.access.audit_chain import Audit
from app.access.scope import system
from app.document.models import Paper
from app.job.spec import Run
from app.lifecycle.jobs import reseal
from modules.mediation.models import Mediation

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def mediation_id(app: Flask) -> int:
    """A mediation of the demo in which `mediator_town` is named."""
    with app.app_context(), system("look") as session:
        found = [
            m.id
            for m in session.scalars(select(Mediation).order_by(Mediation.id))
            if m.division_code.startswith("990102001")
        ]
        return found[0]


def only_paper(app: Flask) -> Paper:
    with app.app_context(), system("look") as session:
        paper = session.scalars(select(Paper).order_by(Paper.id.desc()).limit(1)).one()
        assert sha256(paper.body).hexdigest() == paper.sha256
        session.expunge(paper)
        return paper


def test_the_life_of_a_paper(app: Flask, login: SignIn, mediation_id: int) -> None:
    mediator = login("mediator_town")
    draft = mediator.get(f"/papers/draft/mediation.application/{mediation_id}")
    assert draft.mimetype == "application/pdf" and draft.data.startswith(b"%PDF")
    issued = mediator.post(f"/papers/issue/mediation.application/{mediation_id}")
    assert issued.status_code == 303
    paper = only_paper(app)
    first, again = (mediator.get(f"/papers/file/{paper.uuid}").data for _ in range(2))
    assert first == again and sha256(first).hexdigest() == paper.sha256
    with app.app_context(), system("look") as session:
        printed = session.scalars(select(Audit.action).where(Audit.action == "print")).all()
        assert len(printed) == 2
    asked = mediator.post(f"/papers/withdraw/{paper.uuid}/ask", data={"reason": "姓名写错"})
    assert asked.status_code == 303
    mediator.post(f"/papers/withdraw/{paper.uuid}/approve")
    assert only_paper(app).state == "issued"  # nobody approves what they asked for
    assert mediator.get(f"/verify/{paper.uuid}").status_code == 200


def test_what_is_kept_of_a_paper_names_no_number_and_no_phone(
    app: Flask, login: SignIn, mediation_id: int
) -> None:
    login("mediator_town").post(f"/papers/issue/mediation.application/{mediation_id}")
    with app.app_context(), system("look") as session:
        paper = session.scalars(select(Paper).order_by(Paper.id.desc()).limit(1)).one()
        facts, body = paper.snapshot, paper.body
        numbers = re.findall(r"\b(?:\d{17}[\dX]|1\d{10})\b", facts.decode())
        assert len(numbers) >= 2 and body.startswith(b"%PDF"), "there is something to hide"
        kept = session.execute(text("select * from document_paper where id = :id"), {"id": paper.id}).one()
        plain = " ".join(str(value) for value in kept)
        assert not [number for number in numbers if number in plain]
        assert "%PDF" not in plain and body[:60].hex() not in plain
        assert Paper.sealed_columns() == {}, "nothing of it can be revealed field by field"
        app.config["DATA_KEY"] = f"{'new' * 20} {app.config['DATA_KEY']}"
        app.extensions.pop("keyring")
        assert reseal(Run(session, 1, {}, 1))["document.paper"] >= 1
        session.commit()
        app.config["DATA_KEY"] = "new" * 20
        app.extensions.pop("keyring")
        session.expire_all()
        assert (paper.snapshot, paper.body) == (facts, body), "the same bytes under another key"


def test_nobody_else_gets_a_file(app: Flask, login: SignIn, mediation_id: int) -> None:
    mediator = login("mediator_town")
    mediator.post(f"/papers/issue/mediation.application/{mediation_id}")
    uuid = only_paper(app).uuid
    for name in ("clerk_county2", "mediator_county2", "leader_county", "system_admin", "mediator_town2"):
        other = login(name)
        assert other.get(f"/papers/file/{uuid}").status_code == 404, name
        assert other.get(f"/papers/draft/mediation.application/{mediation_id}").status_code == 404, name
        assert other.post(f"/papers/issue/mediation.application/{mediation_id}").status_code == 404, name
        assert other.post(f"/papers/withdraw/{uuid}/ask", data={"reason": "x"}).status_code == 404, name


def test_the_check_tells_no_name_and_needs_no_account(app: Flask, client: FlaskClient) -> None:
    for wrong in ("x", "%00", "00000000-0000-0000-0000-000000000000"):
        assert client.get(f"/verify/{wrong}").status_code == 404
    assert client.get("/papers/file/00000000-0000-0000-0000-000000000000").status_code in (302, 303)
