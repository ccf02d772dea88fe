"""The pages of templates at `/studio/papers/`: which papers, the versions of one, its editor, comparing, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from markupsafe import escape
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from app.access.headers import nonce
from app.document.models import TemplateAct, TemplateVersion
from app.document.on_screen import filled, styled
from app.document.refusal import PaperRefused
from app.document.sheet import Sheet, Stamp
from app.document.spec import Document
from app.model.base import db
from app.studio import papers
from app.studio.paper_checks import problems
from app.studio.paper_tables import address, compare_page, editor_page, list_page, paper_page
from app.studio.paper_words import Problem, of_missing, of_refusal
from app.view.doorkeeper import page
from app.view.errors import Invalid
from app.view.own_page import OwnPage
from app.view.paper_screen import in_frame
from app.view.parse import key_of
from app.view.writing import commit

#: What the frame shows when nothing can be filled; the next sheet takes its place, and its style.
_BLANK = "<!doctype html><html lang='zh-CN'><head></head><body><p>{}</p></body></html>"


class StudioPapers(OwnPage):
    """Templates of papers as an administrator writes them."""

    route_base = "/studio/papers"
    default_view = "index"
    model = TemplateVersion
    right = "c"

    @page("/", "list")
    def index(self) -> Any:
        """The papers, and which template holds for each."""
        return self.draw("home.html", list_page(papers.shapeable()))

    @page("/<paper>/", "list")
    def paper(self, paper: str) -> Any:
        """The versions of one paper."""
        return self.draw("home.html", paper_page(_paper(paper)))

    @page("/<paper>/edit", "add", methods=("GET", "POST"))
    def edit(self, paper: str) -> Any:
        """Write the next version."""
        document = _paper(paper)
        if request.method == "GET":
            version = _begun_from(document, request.args.get("version"))
            source = version.source if version else papers.standard(document)
            place = version.division_code if version else next(iter(papers.own_places()), "")
            return self.draw("template.html", editor_page(document, source, version, place))
        version = _begun_from(document, request.form.get("based_on"))
        source = request.form.get("source", "")
        place = request.form.get("place") or next(iter(papers.own_places()), "")
        try:
            papers.save(document, source, place, version)
            commit(TemplateVersion)
        except Invalid as wrong:
            db.session.rollback()
            version = _begun_from(document, request.form.get("based_on"))
            return self.draw(
                "template.html", editor_page(document, source, version, place, wrong.errors), 422
            )
        flash(gettext("Saved as a draft; papers are made with it once it is published"), "success")
        return redirect(address(document), 303)

    @page("/<paper>/sheet", "list")
    def sheet(self, paper: str) -> Response:
        """The sample data in a version, for the frame beside the editor."""
        document = _paper(paper)
        version = _begun_from(document, request.args.get("version"))
        source = version.source if version else papers.standard(document)
        html, found = _tried(document, source)
        if "</head>" not in html:
            html = _BLANK.format(escape(found[0]) if found else "")
        return in_frame(styled(html, nonce()))

    @page("/<paper>/try", "add", methods=("POST",))
    def attempt(self, paper: str) -> Any:
        """The sample data in a text as it is typed, and what is wrong with it; nothing is kept."""
        document, source = _paper(paper), request.form.get("source", "")
        db.session.rollback()  # nobody's writing waits for a template that is stopped after seconds
        try:
            html, found = _tried(document, papers.clean(source))
        except Invalid as wrong:
            html, found = "", [Problem(text) for texts in wrong.errors.values() for text in texts]
        return {"html": html, "problems": [{"line": one.line, "text": str(one)} for one in found]}

    @page("/<paper>/compare", "list")
    def compare(self, paper: str) -> Any:
        """Two versions line by line; at first a version beside the house's template."""
        document = _paper(paper)
        old, new = (_begun_from(document, request.args.get(name)) for name in ("old", "new"))
        return self.draw("differences.html", compare_page(document, old, new))

    @page("/<paper>/ask/<pk>", "edit", methods=("POST",))
    def ask(self, paper: str, pk: str) -> Any:
        """Check a version and ask a second person to publish it."""
        reason = request.form.get("reason", "")
        return self._checked(
            paper,
            pk,
            lambda version: papers.may_be_asked(version, reason),
            lambda version: papers.ask(version, reason),
            gettext("Every check passed; a second person can publish it now"),
        )

    @page("/<paper>/publish/<pk>", "edit", methods=("POST",))
    def publish(self, paper: str, pk: str) -> Any:
        """Let papers be made with a version; checked again, the house may have changed meanwhile."""
        said = gettext("Published; new papers are made with it from now on")
        return self._checked(paper, pk, papers.may_be_published, papers.publish, said)

    @page("/<paper>/refuse/<pk>", "edit", methods=("POST",))
    def refuse(self, paper: str, pk: str) -> Any:
        """Send a version back."""
        document = _paper(paper)
        version = _decided(document, pk)
        return _do(
            document, lambda: papers.refuse(version, request.form.get("reason", "")), gettext("Sent back")
        )

    @page("/<paper>/withdraw/<pk>", "edit", methods=("POST",))
    def withdraw(self, paper: str, pk: str) -> Any:
        """Take a version out of force."""
        document = _paper(paper)
        version = _decided(document, pk)
        return _do(
            document,
            lambda: papers.withdraw(version, request.form.get("reason", "")),
            gettext("Withdrawn; papers issued with it keep what they say"),
        )

    def _checked(
        self,
        paper: str,
        pk: str,
        may: Callable[[TemplateVersion], Any],
        act: Callable[[TemplateVersion], None],
        said: str,
    ) -> Any:
        """Do what needs a sound template; a page with all that is wrong if it is not."""
        document = _paper(paper)
        version = _decided(document, pk)
        try:
            may(version)
        except Invalid as wrong:
            return _said(document, wrong)
        source = version.source
        db.session.rollback()  # the checks take seconds; nobody's writing waits for them
        found = problems(document, source)
        if found:
            return self.draw("home.html", paper_page(document, found), 422)
        return _do(document, lambda: act(_decided(document, pk)), said)


def _paper(paper: str) -> Document:
    """The paper of an address."""
    found = next((document for document in papers.shapeable() if document.id == paper), None)
    if found is None:
        raise NotFound
    return found


def _begun_from(document: Document, key: str | None) -> TemplateVersion | None:
    """The version of a key that the reader may see; None for the house's template."""
    if not key:
        return None
    number = key_of(key)
    version = next((one for one in papers.versions_of(document) if one.id == number), None)
    if version is None:
        raise NotFound
    return version


def _decided(document: Document, pk: str) -> TemplateVersion:
    """A version the reader decides about."""
    version = _begun_from(document, pk)
    if version is None:
        raise NotFound
    if not papers.may_decide(version.division_code):
        raise Forbidden
    return version


def _tried(document: Document, source: str) -> tuple[str, list[Problem]]:
    """The page of the sample data, empty if it could not be made, and what is wrong."""
    stamp = Stamp(title=str(document.name))
    try:
        html, missing = filled([Sheet(document.template, papers.sample(document), stamp, source)])
    except PaperRefused as refused:
        return "", [of_refusal(source, refused)]
    return html, of_missing(source, missing)


def _do(document: Document, act: Callable[[], None], said: str) -> Response:
    try:
        act()
        commit(TemplateAct)
    except Invalid as wrong:
        return _said(document, wrong)
    flash(said, "success")
    return redirect(address(document), 303)


def _said(document: Document, wrong: Invalid) -> Response:
    """Back to the paper, with what stands in the way."""
    db.session.rollback()
    for texts in wrong.errors.values():
        flash(texts[0], "danger")
    return redirect(address(document), 303)
