"""A row's page as `show.html` draws it: where it stands, what can be done, its facts, what hangs below it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.clock.explain import sentences
from app.clock.models import Deadline
from app.clock.service import clocks_of
from app.model.base import Record, Scoped, Voidable, db
from app.model.case_number import in_groups
from app.model.house import house
from app.view.arrows import buttons
from app.view.attaching import attachment_panel
from app.view.calling import called
from app.view.display import facts_of, state_badge, text_of
from app.view.due import due_cell, exact_moment, short_moment
from app.view.following_views import following_panel
from app.view.hinting_views import cards_beside
from app.view.history import events_of, stages, told
from app.view.links import address, has_screens
from app.view.list_page import table_of
from app.view.loading import loads
from app.view.papers import paper_panel
from app.view.screens import FormScreen, LinesScreen, screens
from app.view.voiding import void_actions
from app.view.writing import locked_reason
from app.workflow.engine import workflow_of

#: Rows of another table shown below a row; the rest is on that table's own list.
SHOWN_BELOW = 20


def show_page(row: Any) -> dict[str, Any]:
    """The context of a row's page."""
    model = type(row)
    form = screens().form(model)
    workflow = workflow_of(row)
    title, number = called(row), _number(row)
    page: dict[str, Any] = {
        "title": title,
        "crumbs": crumbs(model, in_groups(number) or title),
        "arrows": buttons(row),
        "actions": _actions(row),
        "notices": _notices(row),
        "sections": _sections(form, row, (title, number)),
        "cards": cards_beside(row),
    }
    below = [_related(part, row) for part in form.lines if current_scope().may("r", part.spec.model)]
    page["related"] = [part for part in below if part["table"]["rows"] or "add" in part]
    page["related"] += [part for give in house().related.get(model.model_id(), ()) for part in give(row)]
    page["none_yet"] = "、".join(str(part["title"]) for part in below if part not in page["related"])
    if number:
        page["number"] = number
    papers = paper_panel(row)
    if papers is not None:
        page["papers"] = papers
    files = attachment_panel(row) if issubclass(model, Scoped) else None
    if files is not None:
        page["files"] = files
    if workflow is not None:
        page["state"] = state_badge(row, workflow.field)
    if issubclass(model, Scoped):
        events = events_of(row)
        page["timeline"] = told(row, events)
        page["stages"] = stages(row, events)
        page["deadlines"] = [
            _deadline(clock) for clock in clocks_of(db.session(), row) if clock.stopped_at is None
        ]
        if current_scope().may("u", row) and not locked_reason(row):
            page["note"] = {
                "url": address(model, "note", row.id),
                "callable_url": address(model, "callable", row.id),
            }
        panel = following_panel(row)
        if panel is not None:
            page["following"] = panel
    return page


def crumbs(model: type[Record], title: str = "") -> list[dict[str, Any]]:
    """Where one is: the list, and the row."""
    found: list[dict[str, Any]] = [{"label": screens().list(model).title, "url": address(model, "list")}]
    return [*found, {"label": title}] if title else found


def _number(row: Any) -> str:
    """The number a row goes by, beside what it is called; empty where it has none."""
    number = getattr(row, "case_no", None) or getattr(row, "number", None)
    return number if isinstance(number, str) and number != called(row) else ""


def _sections(form: FormScreen, row: Any, headed: tuple[str, ...]) -> list[dict[str, Any]]:
    """The facts of a row; what nobody filled in is named in one line, what the page is headed with not said again."""
    found = []
    for section in form.sections:
        facts = facts_of(section.fields, row)
        blank = "、".join(str(fact["label"]) for fact in facts if not text_of(fact))
        said = [fact for fact in facts if text_of(fact) and (text_of(fact) not in headed or fact.get("url"))]
        heading = section.title if section.title is not None else gettext("Facts")
        if said or blank:
            found.append({"name": section.name, "title": heading, "facts": said, "blank": blank})
    return found


def _actions(row: Any) -> list[dict[str, Any]]:
    """What can be done with a row beside its workflow; what modules add (`ACTIONS` of a `views.py`) comes first."""
    scope, model = current_scope(), type(row)
    closed = locked_reason(row)
    off = {"enabled": False, "reasons": [{"text": closed}]} if closed else {}
    found = [action for give in house().actions.get(model.model_id(), ()) if (action := give(row))]
    if scope.may("u", row):
        found.append(
            {
                "name": "edit",
                "label": gettext("Edit"),
                "url": address(model, "edit", row.id),
                "icon": "edit",
                "key": "E",
            }
            | off
        )
    found.append({"label": gettext("Print"), "url": address(model, "print", row.id), "icon": "print"})
    if not isinstance(row, Voidable) and scope.may("d", row):
        found.append(
            {
                "name": "delete",
                "label": gettext("Delete"),
                "url": address(model, "delete", row.id),
                "method": "post",
                "tone": "danger",
                "confirm": {"title": gettext("Delete"), "object": called(row)},
            }
            | off
        )
    return found + void_actions(row)


def _notices(row: Any) -> list[dict[str, Any]]:
    """What to know before acting; a model tells what deserves a second look in a method `doubts()`."""
    if isinstance(row, Voidable) and row.voided_at is not None:
        text = gettext(
            "Made void on %(day)s: %(why)s", day=exact_moment(row.voided_at), why=row.void_reason or ""
        )
        return [{"text": text, "tone": "neutral", "icon": "stop"}]
    if isinstance(row, Voidable) and row.void_asked_by_id is not None:
        text = gettext("Somebody asked to make this void: %(why)s", why=row.void_reason or "")
        return [{"text": text, "tone": "amber", "icon": "warning"}]
    closed = locked_reason(row)
    if closed:
        return [{"text": closed, "tone": "neutral", "icon": "lock"}]
    doubts = getattr(row, "doubts", None)
    return [{"text": text, "tone": "amber", "icon": "warning"} for text in (doubts() if doubts else ())]


def _related(part: LinesScreen, row: Any) -> dict[str, Any]:
    spec = part.spec
    statement = select(spec.model).where(getattr(spec.model, spec.key) == row.id).order_by(spec.model.id)
    rows = list(db.session.scalars(statement.options(*loads(spec.model, part.fields)).limit(SHOWN_BELOW + 1)))
    more, rows = len(rows) > SHOWN_BELOW, rows[:SHOWN_BELOW]
    drawn: dict[str, Any] = {
        "name": spec.name,
        "title": spec.title,
        "count": f"{len(rows)}+" if more else len(rows),
        "table": table_of(spec.model, part.fields, rows, caption=spec.title, name=spec.name),
    }
    if not has_screens(spec.model):
        for entry in drawn["table"]["rows"]:
            entry["url"] = ""
        return drawn
    if more:
        drawn["more_url"] = address(spec.model, "list", asked={spec.key: row.id})
    if not spec.inline and current_scope().may("c", spec.model) and not locked_reason(row):
        back = address(type(row), "show", row.id)
        drawn["add"] = {
            "label": gettext("Add"),
            "url": address(spec.model, "add", asked={spec.key: row.id, "next": back}),
            "icon": "plus",
        }
    return drawn


def _deadline(clock: Deadline) -> dict[str, Any]:
    """A running limit, with how it came about."""
    pause = clock.running_pause
    if pause is not None:
        cell: Any = {
            "text": gettext("Paused since %(day)s", day=short_moment(pause.from_at)),
            "tone": "neutral",
        }
    else:
        cell = dict(due_cell(clock.due_at) or {"text": ""})
    said = sentences(clock.explanation)
    cell["explain"] = {
        "rule": said[0] if said else clock.name,
        "start": exact_moment(clock.started_at),
        "pauses": gettext("%(n)s pauses", n=len(clock.pauses)) if clock.pauses else "",
        "due": exact_moment(clock.due_at),
        "note": " · ".join(said[2:-1]),
    }
    return {"title": clock.name, "due": cell}


def plain_facts(row: Any) -> list[dict[str, Any]]:
    """All facts of a row without links, for print."""
    form = screens().form(type(row))
    return [
        {"title": section.title, "facts": facts_of(section.fields, row, plain=True)}
        for section in form.sections
    ]
