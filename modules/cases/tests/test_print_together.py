"""One paper of many cases as one file: order, stored bytes, drafts, scope, giving up, who gets it and for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from app.access.audit_chain import Audit
from app.access.scope import system
from app.document.binding import pdfa_faults
from app.document.models import Paper
from app.document.service import issue
from app.job.models import Job
from app.job.runner import Runner
from app.model.moment import frozen, now
from app.view.batches import printed
from app.view.batches.models import Batch
from modules.cases.models import Case
from tests.house.reading import text_of

LIST = "/cases/case/list/"


@pytest.fixture(autouse=True)
def store(app: Flask, tmp_path: Path) -> Path:
    app.config["STORE_DIR"] = str(tmp_path)
    return tmp_path / "exports"


@pytest.fixture
def cases(app: Flask) -> list[int]:
    """Four cases of the demo county; the receipt of the second is issued."""
    with app.app_context(), system("test") as session:
        found = session.scalars(
            select(Case).where(Case.division_code.startswith("990102")).order_by(Case.id.desc()).limit(4)
        ).all()
        issue(app.extensions["house"].documents["cases.receipt"], found[1])
        session.commit()
        return [case.id for case in found]


def work(app: Flask) -> None:
    runner = Runner(app, app.extensions["house"].jobs, system)
    while runner.run_one():
        pass


def begun(client: Any, **form: Any) -> str:
    """A batch of receipts, looked at and begun; gives its address."""
    batch = str(client.post("/batches/cases.case/print", data={"next": LIST, **form}).location)
    page = client.get(f"{batch}?paper=cases.receipt")
    assert page.status_code == 200 and "打印《回执单》" in page.text
    assert client.post(batch).location == batch
    return batch


def fetched(client: Any, batch: str) -> bytes:
    """The file of a batch."""
    with client.get(f"{batch}/file") as answer:
        return bytes(answer.data)


def numbers(app: Flask, keys: list[int]) -> list[str]:
    with app.app_context(), system("test") as session:
        return [session.get_one(Case, key).case_no for key in keys]


def test_papers_of_the_chosen_rows_are_one_file_in_their_order(
    app: Flask, login: Callable[..., Any], cases: list[int], store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "CHUNK", 3)
    with app.app_context(), system("test") as session:
        paper = session.scalars(select(Paper).where(Paper.subject_id == cases[1])).one()
        kept, papers = sha256(paper.body).hexdigest(), session.scalar(select(func.count(Paper.id)))
    handed: list[str] = []
    join = printed.join
    monkeypatch.setattr(
        printed,
        "join",
        lambda pieces, *rest: (
            handed.extend(sha256(p.read_bytes()).hexdigest() for p in pieces) or join(pieces, *rest)
        ),
    )
    client = login("clerk_county")
    batch = begun(client, pk=[*cases, 10**9])
    page = client.get(batch).text
    assert "取消任务" in page and f"{batch}/progress" in page
    work(app)
    assert handed[2] == kept, "cover, first draft, then the stored paper byte for byte"
    page = client.get(batch).text
    assert "没有找到" in page and f"{batch}/file" in page
    body = fetched(client, batch)
    pages = [page.extract_text() for page in PdfReader(BytesIO(body)).pages]
    assert len(pages) == 5 and "批量打印封面" in pages[0] and "clerk_county" in pages[0]
    for text, number in zip(pages[1:], numbers(app, cases), strict=True):
        assert number in text
    assert ["草稿" in "".join(text.split()) for text in pages[1:]] == [True, False, True, True]
    assert "clerk_county" not in text_of(body).partition("批量打印封面")[2].partition("\f")[2]
    assert pdfa_faults(body) == []
    with app.app_context(), system("test") as session:
        assert session.scalar(select(func.count(Paper.id))) == papers, "printing issues nothing"
        job = session.scalars(select(Job).where(Job.name == printed.PRINT)).one()
        lines = session.scalars(select(Audit).where(Audit.action == "print").order_by(Audit.id)).all()
        assert {line.user_id for line in lines} == {job.owner_id}
        assert [(line.model, line.row_id) for line in lines] == [
            ("cases.case", None),
            ("cases.case", cases[1]),
        ]
        assert '"count":4' in lines[0].canonical and '"drafts":3' in lines[0].canonical
        later, number = now() + timedelta(hours=25), job.id
    assert [path.name for path in store.iterdir()] == [f"{number}.pdf"], "nothing else is left on the disk"
    other = login("clerk_town")
    assert [other.get(batch + step).status_code for step in ("", "/file")] == [404, 404]
    with frozen(later, everywhere=True):
        assert login("clerk_county").get(f"{batch}/file").status_code == 404


def test_all_rows_of_the_filter_and_a_row_given_up(
    app: Flask, login: Callable[..., Any], cases: list[int], store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = login("clerk_county")
    batch = begun(client, all="1", next=f"{LIST}?q={numbers(app, cases)[0]}")
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Batch)).one().keys == [cases[0]]

    def given_up_midway(*_given: Any) -> None:
        assert client.post(f"{batch}/stop").status_code == 303
        raise AssertionError("work went on")  # the heart has not told the attempt yet; its end does

    monkeypatch.setattr(printed, "join", given_up_midway)
    work(app)
    page = client.get(batch).text
    assert "打印已取消" in page and f"{batch}/file" not in page
    assert client.post(f"{batch}/stop").status_code == 303, "a second press does no harm"
    assert client.get(f"{batch}/file").status_code == 404 and list(store.iterdir()) == []
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Audit).where(Audit.action == "print")).all() == []


def test_a_draft_that_cannot_be_made_stays_alone(
    app: Flask, login: Callable[..., Any], cases: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = printed.service.draft_sheets

    def broken(document: Any, row: Any) -> Any:
        found = sheets(document, row)
        return (
            [type(one)("cases/receipt.html", {}, one.stamp, "{{ 1/0 }}") for one in found]
            if row.id == cases[2]
            else found
        )

    monkeypatch.setattr(printed.service, "draft_sheets", broken)
    client = login("clerk_county")
    batch = begun(client, pk=cases)
    work(app)
    assert "文书模板有误" in client.get(batch).text
    assert len(PdfReader(BytesIO(fetched(client, batch))).pages) == 4


def test_who_may_not_handle_the_rows_is_not_offered_it(login: Callable[..., Any], cases: list[int]) -> None:
    leader = login("leader_county")
    assert "/batches/cases.case/print" not in leader.get(LIST).text
    assert leader.post("/batches/cases.case/print", data={"pk": cases, "next": LIST}).status_code == 403
