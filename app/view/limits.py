"""The running limits of rows a reader may open: the nearest on the first page, all of them at `/limits/`."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from app.access.scope import Scope
from app.clock.models import Deadline
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now
from app.view.due import NEAR, due_cell
from app.view.interface import capped, figure
from app.view.links import address, has_screens
from app.view.names import row_names
from app.view.screens import screens

#: Rows of the first page.
MOST = 6


def running(scope: Scope) -> Select[Any]:
    """Running limits, in no order. Where rows are read by those named on them, so are their limits."""
    return select(Deadline).where(Deadline.stopped_at.is_(None), Deadline.due_at.is_not(None), _theirs(scope))


def which(name: str) -> list[ColumnElement[bool]]:
    """The conditions of a view: `overdue`, `soon` (within a day), or all."""
    at = now()
    soon = [Deadline.due_at >= at, Deadline.due_at < at + NEAR]
    return {"overdue": [Deadline.due_at < at], "soon": soon}.get(name, [])


def limits_part(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """The part of the first page: what has passed its limit or will within a day, nearest first."""
    asked = running(scope).where(Deadline.due_at < now() + NEAR)
    clocks = list(db.session.scalars(asked.order_by(Deadline.due_at, Deadline.id).limit(MOST)))
    if not clocks:
        return {}
    title = gettext("Overdue and due soon")
    return {
        "blocks": [{"name": "due", "title": title, "url": limits_url(), "table": limits_table(clocks, title)}]
    }


def limits_figure(scope: Scope) -> dict[str, Any]:
    """How many limits have passed, of how many that run."""
    keys = running(scope).with_only_columns(Deadline.id)
    counted = (capped(keys.where(*which(view))).scalar_subquery() for view in ("overdue", ""))
    passed, run = db.session.execute(select(*counted)).one()
    return {
        "label": gettext("Overdue"),
        "value": figure(passed),
        "tone": "red" if passed else "",
        "second": f"{figure(passed)} / {figure(run)}",
        "formula": gettext("Limits passed ÷ limits running"),
        "url": limits_url("overdue"),
    }


def limits_url(view: str = "") -> str:
    """The page of limits."""
    return f"{request.script_root}/limits/" + (f"?view={view}" if view else "")


def limits_table(clocks: list[Deadline], caption: str) -> dict[str, Any]:
    """Limits with the rows they run on."""
    keys: dict[type[Record], list[int]] = {}
    for clock in clocks:
        keys.setdefault(house().models[clock.subject_model], []).append(clock.subject_id)
    names = {model: row_names(model, found) for model, found in keys.items()}
    rows = []
    for clock in clocks:
        model = house().models[clock.subject_model]
        kind = str(screens().label(model))
        url = address(model, "show", clock.subject_id)
        what = {"kind": "text", "value": names[model].get(clock.subject_id, kind), "second": kind}
        due = {"kind": "due", "value": due_cell(clock.due_at)}
        rows.append({"pk": clock.id, "url": url, "cells": [what, {"kind": "text", "value": clock.name}, due]})
    titles = (("what", gettext("Runs on")), ("limit", gettext("Limit")), ("due", gettext("Due")))
    columns = [{"name": name, "label": label} for name, label in titles]
    return {"name": "due", "caption": caption, "columns": columns, "rows": rows, "density": "compact"}


def _theirs(scope: Scope) -> ColumnElement[bool]:
    """Limits of the tables whose next steps are the reader's; whoever only reads has those of all they may open.

    The gate narrows the rows named in a sub-query like any others.
    """
    flows = [
        flow
        for flow in house().workflows.values()
        if any(arrow.clocks for arrow in flow.transitions)
        and has_screens(flow.model)
        and scope.may("r", flow.model)
    ]
    worked = [
        flow
        for flow in flows
        if any(arrow.primary and scope.may(arrow.name, flow.model) for arrow in flow.transitions)
    ]
    parts: list[ColumnElement[bool]] = [false()]
    for flow in worked or flows:
        model: Any = flow.model
        mine = Deadline.subject_model == flow.model_id
        named = model.row_rule in ("assigned", "own_grid")
        parts.append(and_(mine, Deadline.subject_id.in_(select(model.id))) if named else mine)
    return or_(*parts)
