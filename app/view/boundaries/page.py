"""`/divisions/`: the tree of divisions, and the forms that add, rename, merge and move."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from app.access.scope import current_scope, system
from app.job.queue import enqueue
from app.model.base import db
from app.model.moment import now, today
from app.org.changes import ADD, MERGE, MOVE, RENAME
from app.org.models import Division
from app.view.boundaries import changes, drawing
from app.view.boundaries.changes import Done, Wish
from app.view.boundaries.job import CARRY, arguments
from app.view.doorkeeper import page
from app.view.errors import FieldError
from app.view.own_page import OwnPage
from app.view.parse import read
from app.view.writing import commit
from app.workflow.engine import Refused

#: Rows carried over while somebody waits; more of them are left to a job.
AT_ONCE = 2_000


class DivisionsPage(OwnPage):
    """Divisions are public; what may be done to them hangs on the post."""

    route_base = "/divisions"
    default_view = "home"
    model = Division  # type: ignore[assignment]  # it has no screens of its own

    @page("/", "list")
    def home(self) -> Any:
        """The place of one's own first post, or the provinces."""
        codes = current_scope().codes
        if len(codes) == 1 and changes.find(db.session(), codes[0]) is not None:
            return redirect(drawing.place_address(codes[0]))
        if codes:
            listed = db.session.scalars(
                select(Division).where(Division.code.in_(codes)).order_by(Division.code)
            )
        else:
            listed = db.session.scalars(
                select(Division).where(Division.parent_code.is_(None)).order_by(Division.code)
            )
        return self.draw("task.html", drawing.roots_page(list(listed)))

    @page("/<code>", "show")
    def place(self, code: str) -> Any:
        """One division: what lies below it, and what became of it."""
        return self.draw("show.html", drawing.place_page(_find(code)))

    @page("/<code>/add", methods=("GET", "POST"))
    def add(self, code: str) -> Any:
        """A division below it that the national list does not have."""
        parent = _find(code, ADD)
        if request.method == "GET":
            return self.draw("form.html", drawing.name_form(parent, ADD))
        try:
            made = changes.add(db.session(), current_scope(), code, request.form.get("name", ""))
            commit(Division)
        except Refused as refused:
            return self._again(drawing.name_form, code, ADD, refused)
        flash(gettext("Added: %(name)s, code %(code)s", name=made.name, code=made.code), "success")
        return redirect(drawing.place_address(made.code), 303)

    @page("/<code>/rename", methods=("GET", "POST"))
    def rename(self, code: str) -> Any:
        """Another name from a day on."""
        division = _find(code, RENAME)
        if request.method == "GET":
            return self.draw("form.html", drawing.name_form(division, RENAME))
        try:
            name, day = request.form.get("name", ""), _day()
            changes.rename(db.session(), current_scope(), code, name, day)
            commit(Division)
        except Refused as refused:
            return self._again(drawing.name_form, code, RENAME, refused)
        except FieldError as wrong:
            return self._again(drawing.name_form, code, RENAME, day=str(wrong))
        flash(gettext("Saved"), "success")
        return redirect(drawing.place_address(code), 303)

    @page("/<code>/<act>", methods=("GET", "POST"))
    def carry(self, code: str, act: str) -> Any:
        """Merge into another or move below another: the form, then what it would carry over, then done."""
        if act not in (MERGE, MOVE):
            raise NotFound
        division = _find(code, act)
        if request.method == "GET":
            return self.draw("form.html", drawing.target_form(division, act))
        user_id = current_user.id  # before the work of the house, which ends the reading transaction
        try:
            wish = Wish(act, code, request.form.get("target", "").strip(), _day(), user_id)
            changes.check(db.session(), current_scope(), wish)
            sure = request.form.get("sure") == "y"
            done = _tried(wish, sure)
        except Refused as refused:
            return self._again(drawing.target_form, code, act, refused)
        except FieldError as wrong:
            return self._again(drawing.target_form, code, act, day=str(wrong))
        if not sure:
            return self.draw("task.html", drawing.preview_page(_find(code), wish, done))
        if sum(done.rows.values()) > AT_ONCE:
            key = f"{CARRY}:{code}:{wish.target}:{now():%Y%m%d%H}"
            enqueue(db.session(), CARRY, arguments(wish), key=key, division_code=wish.target)
            commit(Division)
            flash(gettext("The rows are being carried over; this page says when it is done"), "success")
            return redirect(drawing.place_address(code), 303)
        flash(gettext("Done; every row lies at the new place"), "success")
        return redirect(drawing.place_address(done.codes[code]), 303)

    def _again(self, form: Any, code: str, act: str, refused: Refused | None = None, day: str = "") -> Any:
        """The form with what was typed and what is wrong with it."""
        db.session.rollback()
        said = [refusal.said for refusal in refused.refusals] if refused else []
        return self.draw("form.html", form(_find(code, act), act, said=said, day=day), 422)


def _tried(wish: Wish, sure: bool) -> Done:
    """What a merge or a move carries over: tried and rolled back, or kept where that is few enough."""
    with system(f"{wish.kind} a division") as session:
        done = changes.carry_out(session, wish)
        if sure and sum(done.rows.values()) <= AT_ONCE:
            session.commit()
        else:
            session.rollback()
    return done


def _find(code: str, act: str = "") -> Division:
    """A division by the code in an address, on which something may be done.

    Raises:
        NotFound: there is none.
        Forbidden: it may not be done there.
    """
    division = changes.find(db.session(), code) if code.isascii() and code.isdigit() else None
    if division is None:
        raise NotFound
    if act and not (division.active and changes.may(current_scope(), act, code)):
        raise Forbidden
    return division


def _day() -> date:
    """The day from which it holds.

    Raises:
        FieldError: no date, or one to come: rows lie where they lie today.
    """
    found: date = read(drawing.DAY, request.form.get("valid_from", ""))
    if found > today():
        raise FieldError(gettext("This day is still to come"))
    return found
