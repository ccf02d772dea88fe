"""Assignments on screen, and what they add to the case."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from app.org.models import Account, Unit
from app.view.for_whom import Step
from app.view.spec import Board, Filter, Form, Lines, List, Menu, Patch, Search, Section
from app.workflow.spec import T
from modules.cases.models import Case
from modules.dispatch.candidates import recommended
from modules.dispatch.hints import lead_unit, likely_units, of_the_case
from modules.dispatch.models import OPEN, Assignment, CategorySkill
from modules.dispatch.services import nothing_open, send


def _assign(case: Case, data: dict[str, Any]) -> None:
    send(case, data["unit"], data["duty"], data.get("handler"))


ASSIGN = T(
    "assign",
    ("accepted", "in_progress", "reopened"),
    "in_progress",
    _("Dispatch"),
    effect=_assign,
    fields=(
        {
            "name": "unit",
            "label": _("Unit"),
            "type": "relation",
            "model": Unit,
            "required": True,
            "first": lead_unit,
        },
        {"name": "handler", "label": _("Handler"), "type": "relation", "model": Account},
        {
            "name": "duty",
            "label": _("What is to be done"),
            "type": "long",
            "max_length": 2000,
            "required": True,
        },
    ),
    primary=True,
)

VIEWS = (
    List(
        Assignment,
        "case unit handler status:badge created_at",
        search="duty case.case_no case.title",
        order="-id",
        views=(
            Filter("open", _("Going on"), {"status": OPEN}),
            Filter("returned", _("Returned"), {"status": "returned"}),
        ),
        title=_("Assignments"),
    ),
    Search(Assignment, "status unit_id handler_id division_code created_at"),
    Form(
        Assignment,
        Section("work", _("Work"), "case:relation unit:relation handler:relation duty:long"),
        title=_("Assignment"),
    ),
    Board(Assignment, columns=OPEN, card="case unit duty"),
    List(CategorySkill, "category skill", order="category", title=_("Skills by category")),
    Form(
        CategorySkill,
        Section("skill", _("Skill of a category"), "category skill_id:relation"),
        title=_("Skill of a category"),
    ),
)

#: The roles that send work out or get it.
_DAILY = "dispatcher clerk handler grid_worker"

STEPS = (
    Step(
        roles="dispatcher clerk",
        text=_("Send a case to a unit; its limits begin at once and stand on the first page."),
        screen="dispatch.assignment",
        position=30,
    ),
    Step(
        roles="handler grid_worker",
        text=_("Sign for what was sent to you, then note each step as you take it."),
        screen="dispatch.assignment",
        position=15,
    ),
)

MENU = (
    Menu("cases", _("Dispatch"), model="dispatch.assignment", icon="dispatch", position=12, daily=_DAILY),
    Menu("settings", _("Skills by category"), model="dispatch.category_skill", icon="tags", position=90),
)

PATCHES = (
    Patch("cases.case.form").after(
        "parties",
        Lines("assignments", _("Assignments"), Assignment, "case_id", "unit handler duty status:badge"),
    ),
    Patch("cases.case").arrow(ASSIGN),
    Patch("cases.case.close").guard(nothing_open),
)

HINTS = {"cases.desk": (likely_units,)}

BESIDE = {"cases.case.assign": (recommended, of_the_case), "dispatch.assignment": (of_the_case,)}
