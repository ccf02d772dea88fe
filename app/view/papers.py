"""Papers on screen: what a row's page offers, drafts, issuing, files, withdrawing, and the public check of a paper.

A paper shows names and numbers whole, so drafts and files are for whoever handles the row; each file handed out
leaves a line in the audit trail.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file
from flask_appbuilder import BaseView, expose
from flask_babel import format_date, gettext
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.access.audit import note
from app.access.identity import beyond_scope
from app.access.scope import current_scope
from app.document import service
from app.document.models import Paper
from app.document.refusal import PaperRefused
from app.document.sheet import VOID
from app.document.signatures import still_to_sign
from app.document.spec import Document
from app.model.base import Record, db
from app.model.house import house
from app.view.arrows import reason
from app.view.calling import handles
from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.links import address
from app.view.parse import uuid_of
from app.view.screen_view import say_refused
from app.view.writing import begin_writing
from app.workflow.engine import Refused, record, workflow_of

BASE = "/papers"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_WITHDRAW = {"ask": service.ask_void, "approve": service.approve_void}


def documents_of(row: Record) -> list[Document]:
    """The papers that can be made of a row."""
    return [document for document in house().documents.values() if document.belongs_to(row)]


def paper_panel(row: Record) -> list[dict[str, Any]] | None:
    """The papers of a row's page: those made, then what can be drafted or issued; None where none belong."""
    offered = documents_of(row)
    if not offered:
        return None
    mine = handles(row, current_scope())
    made = service.papers_of(row)
    lines = [_made(paper, row, mine) for paper in made]
    return lines + [_offer(document, row) for document in offered if mine and not service.standing(document, made)]


def _made(paper: Paper, row: Record, mine: bool) -> dict[str, Any]:
    document = house().documents.get(paper.document)
    void = paper.state == VOID
    state = (
        {"label": gettext("Void"), "tone": "red"} if void else {"label": gettext("Issued"), "tone": "green"}
    )
    line: dict[str, Any] = {
        "title": document.name if document else paper.document,
        "number": paper.number or format_date(paper.made_at),
        "state": state,
    }
    if mine:
        line["actions"] = [{"label": gettext("Open"), "url": file_address(paper), "icon": "paper"}]
        if pad := _to_pad(paper, row):
            line["actions"].append(pad)
        if not void:
            line["actions"].append(_withdrawal(paper, str(line["title"])))
    return line


def pad_of(row: Record) -> dict[str, Any] | None:
    """The button that leads to the pad, for `ACTIONS`: for the newest paper that somebody is still to sign."""
    return next(filter(None, (_to_pad(paper, row) for paper in service.papers_of(row))), None)


def _to_pad(paper: Paper, row: Record) -> dict[str, Any] | None:
    document = house().documents.get(paper.document)
    if document is None or not current_scope().may("u", row) or not still_to_sign(document, row, paper):
        return None
    return {"label": gettext("Sign on the pad"), "url": f"{BASE}/sign/{paper.uuid}", "icon": "edit"}


def _withdrawal(paper: Paper, title: str) -> dict[str, Any]:
    asked = paper.void_reason is not None
    if asked and paper.void_asked_by_id == current_scope().user_id:
        return {
            "label": gettext("Approve withdrawal"),
            "enabled": False,
            "reasons": [{"text": gettext("A second person must approve the withdrawal")}],
        }
    action: dict[str, Any] = {
        "label": gettext("Approve withdrawal") if asked else gettext("Withdraw paper"),
        "url": f"{BASE}/withdraw/{paper.uuid}/{'approve' if asked else 'ask'}",
        "method": "post",
        "tone": "danger",
        "confirm": {"object": f"{title} {paper.number}", "text": paper.void_reason or ""},
    }
    return action if asked else action | {"reason": {"label": gettext("Reason")}}


def _offer(document: Document, row: Record) -> dict[str, Any]:
    place = f"{document.id}/{row.id}"
    actions: list[dict[str, Any]] = [
        {"label": gettext("Draft"), "url": f"{BASE}/draft/{place}", "icon": "print"},
        {"label": gettext("Word"), "url": f"{BASE}/word/{place}", "icon": "download"},
    ]
    if not _by_arrow(document):
        refusals = (document.needs(row) if document.needs else None) or []
        issue: dict[str, Any] = {
            "name": f"issue-{document.id}",
            "label": gettext("Issue"),
            "url": f"{BASE}/issue/{place}",
            "method": "post",
        }
        if refusals:
            issue |= {
                "enabled": False,
                "reasons": [reason(refusal) for refusal in refusals],
            }
        actions.append(issue)
    return {"title": document.name, "actions": actions}


def _by_arrow(document: Document) -> bool:
    """Whether a step of the workflow issues the paper, so that nobody does it by hand."""
    workflow = workflow_of(document.model) if document.model is not None else None
    return workflow is not None and any(arrow.paper == document.id for arrow in workflow.transitions)


def issue_paper(document: Document, row: Record) -> Paper | None:
    """Issue a paper with its act, in one commit; a refusal is said on the next page, and nothing is left of it."""
    try:
        paper = service.issue(document, row)
        record(row, "paper_issued", note=f"{document.name} {paper.number}".strip())
        db.session.commit()
    except Refused as error:
        db.session.rollback()
        say_refused(error)
        return None
    return paper


def file_address(paper: Paper) -> str:
    """Where the stored file of a paper is."""
    return f"{BASE}/file/{paper.uuid}"


class PapersView(BaseView):
    """`/papers/…` and `/verify/<uuid>`."""

    route_base = ""

    @page(f"{BASE}/draft/<document>/<pk>")
    def draft(self, document: str, pk: str) -> Any:
        """A draft as it would be issued now, marked 草稿; nothing is stored."""
        declared, row = _asked(document, pk)
        try:
            return _pdf(service.preview(declared, row).body, declared.name)
        except PaperRefused as refusal:
            flash(str(refusal), "danger")
            return _back(row)

    @page(f"{BASE}/word/<document>/<pk>")
    def word(self, document: str, pk: str) -> Any:
        """The draft as a docx that can be changed; it leaves the house, so the trail tells of it."""
        begin_writing()
        declared, row = _asked(document, pk)
        try:
            body = service.editable(declared, row)
        except PaperRefused as refusal:
            flash(str(refusal), "danger")
            return _back(row)
        note("print", row, {"document": declared.id, "form": "docx"})
        db.session.commit()
        return _file(body, _WORD, f"{declared.name}.docx")

    @page(f"{BASE}/issue/<document>/<pk>", methods=("POST",))
    def issue(self, document: str, pk: str) -> Any:
        """Lock a paper, number it and keep it."""
        declared, row = _asked(document, pk)
        if _by_arrow(declared):
            raise NotFound
        require(row, "u")
        issue_paper(declared, row)
        return _back(row)

    @page(f"{BASE}/file/<uuid>")
    def file(self, uuid: str) -> Any:
        """The stored file, byte for byte; for a withdrawn paper its copy marked 作废."""
        begin_writing()
        paper, row = paper_and_row(uuid)
        note("print", row, {"paper": paper.uuid, "number": paper.number, "sha256": paper.sha256})
        body, title = service.pdf_of(paper), paper.number or title_of(paper)
        db.session.commit()
        return _pdf(body, title)

    @page(f"{BASE}/withdraw/<uuid>/<step>", methods=("POST",))
    def withdraw(self, uuid: str, step: str) -> Any:
        """Ask for a withdrawal with a reason, or approve it as a second person."""
        paper, row = paper_and_row(uuid)
        if step not in _WITHDRAW:
            raise NotFound
        require(row, "u")
        reason = " ".join(request.form.get("reason", "").split())
        try:
            if step == "ask":
                service.ask_void(paper, reason, current_user.id)
            else:
                service.approve_void(paper, current_user.id)
            record(row, f"paper_void_{step}", note=paper.void_reason or "", data={"number": paper.number})
            db.session.commit()
        except Refused as error:
            db.session.rollback()
            say_refused(error)
        return _back(row)

    @expose("/verify/<uuid>")
    def verify(self, uuid: str) -> Any:
        """What the code on a paper leads to: kind, number, day, unit and whether it stands; nobody's name."""
        with beyond_scope(db.session(), "verify a paper"):
            paper = db.session.query(Paper).filter_by(uuid=uuid_of(uuid)).one_or_none()
            if paper is None:
                raise NotFound
            facts = [
                (gettext("Paper"), title_of(paper)),
                (gettext("Number"), paper.number or "—"),
                (gettext("Made on"), format_date(paper.made_at, "long")),
                (gettext("Unit"), paper.unit.name if paper.unit else "—"),
                (gettext("SHA-256"), paper.sha256),
            ]
            stands = paper.state != VOID
        return render_template(
            "verify.html", page={"title": gettext("Check of a paper"), "facts": facts, "stands": stands}
        )


def _asked(document: str, pk: str) -> tuple[Document, Any]:
    """The declaration and the row, for whoever handles it; 404 otherwise."""
    declared = house().documents.get(document)
    if declared is None or declared.model is None:
        raise NotFound
    row = Interface(declared.model).get_row(pk)
    if not declared.belongs_to(row) or not handles(row, current_scope()):
        raise NotFound
    return declared, row


def paper_and_row(uuid: str) -> tuple[Paper, Any]:
    """A paper and what it was made of, for whoever handles that; 404 otherwise."""
    paper = service.find_paper(db.session(), uuid_of(uuid))
    row = service.subject_of(paper) if paper is not None else None
    if paper is None or row is None or not handles(row, current_scope()):
        raise NotFound
    return paper, row


def title_of(paper: Paper) -> str:
    """What a user calls a paper."""
    document = house().documents.get(paper.document)
    return str(document.name) if document else paper.document


def _pdf(body: bytes, title: Any) -> Response:
    return _file(body, "application/pdf", f"{title}.pdf")


def _file(body: bytes, kind: str, name: str) -> Response:
    answer = send_file(BytesIO(body), kind, download_name=name, as_attachment=kind == _WORD)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _back(row: Any) -> Response:
    return redirect(f"{address(type(row), 'show', row.id)}#papers", 303)
