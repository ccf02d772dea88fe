"""The versions of a rule beside each other, how its cases go, and writing the next version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import today
from app.view.beside import differences
from app.view.doorkeeper import page, require
from app.view.errors import FieldError
from app.view.fields import FieldInfo
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import key_of, read
from app.view.screen_view import say_refused
from app.view.show_page import crumbs
from app.view.writing import commit
from app.workflow.engine import Refused
from modules.legality.models import Rule, RuleCase
from modules.legality.services import next_version, try_rule
from modules.legality.versions import days_of, versions_address


class Versions(OwnPage):
    """`/legality/versions/<pk>`: which version held when, two of them side by side, and the cases."""

    route_base = "/legality/versions"
    default_view = "compare"
    model = Rule
    class_permission_name = "legality.rule"

    @page("/<pk>", "list")
    def compare(self, pk: str) -> Any:
        """The versions of a rule, and how its cases go with the one asked for."""
        rule = Interface(Rule).get_row(pk)
        versions = list(
            db.session.scalars(select(Rule).where(Rule.code == rule.code).order_by(Rule.version.desc()))
        )
        older, newer = _chosen(versions, rule)
        wrong, day = _day(request.args.get("on", ""))
        drawn: dict[str, Any] = {
            "title": gettext("Versions and cases"),
            "second": rule.name,
            "crumbs": [*crumbs(Rule), {"label": rule.name, "url": address(Rule, "show", rule.id)}],
            "url": versions_address(rule),
            "versions": [_line(version) for version in versions],
            "older": older.id,
            "newer": newer.id,
            "on": request.args.get("on", ""),
            "wrong": wrong,
            "facts": differences(older, newer) if older is not newer else [],
            "heads": (days_of(older), days_of(newer)),
            "tried": _tried(rule),
        }
        if day:
            held = next((one for one in versions if _holds(one, day)), None)
            drawn["answer"] = {"day": f"{day:%Y-%m-%d}", "held": _line(held) if held is not None else None}
        scope = current_scope()
        if scope.may("c", RuleCase):
            drawn["add_case"] = address(RuleCase, "add", asked={"rule_code": rule.code})
        if versions[0] is rule and rule.status != "draft" and scope.may("c", rule):
            first = max(today(), rule.valid_from) + timedelta(days=1)
            drawn["next"] = {"url": f"{versions_address(rule)}/next", "first": f"{first:%Y-%m-%d}"}
        return self.draw("versions.html", drawn)

    @page("/<pk>/next", methods=("POST",))
    def next(self, pk: str) -> Any:
        """Write the next version of a rule and go to its form."""
        rule = Interface(Rule).get_row(pk, lock=True)
        require(rule, "c")
        wrong, first = _day(request.form.get("first", ""))
        if wrong or first is None:
            flash(wrong or gettext("Say from which day it holds"), "danger")
            return redirect(versions_address(rule), 303)
        try:
            key = next_version(rule, first).id
            commit(Rule)
        except Refused as refused:
            db.session.rollback()
            say_refused(refused)
            return redirect(versions_address(rule), 303)
        flash(gettext("The new version takes over these words; change what is new"), "success")
        return redirect(address(Rule, "edit", key), 303)


def _chosen(versions: Sequence[Rule], rule: Rule) -> tuple[Rule, Rule]:
    """The two versions to be compared, the older first."""
    by_key = {version.id: version for version in versions}
    place = versions.index(rule)
    before = versions[place + 1] if place + 1 < len(versions) else versions[max(place - 1, 0)]
    one = by_key.get(key_of(request.args.get("a", "")) or 0, before)
    two = by_key.get(key_of(request.args.get("b", "")) or 0, rule)
    older, newer = sorted((one, two), key=lambda version: version.version)
    return older, newer


def _holds(rule: Rule, day: date) -> bool:
    return rule.status != "draft" and rule.words().holds_on(day)


def _line(rule: Rule) -> dict[str, Any]:
    """A version as it is named in a list."""
    return {
        "key": rule.id,
        "url": address(Rule, "show", rule.id),
        "title": rule.name,
        "days": days_of(rule),
        "now": _holds(rule, today()),
    }


def _tried(rule: Rule) -> list[dict[str, Any]]:
    """How the cases of a rule go, with the way to each."""
    keys = {
        row.name: row.id
        for row in db.session.scalars(select(RuleCase).where(RuleCase.rule_code == rule.code))
    }
    return [
        {
            "name": one.case.name,
            "url": address(RuleCase, "show", keys[one.case.name]),
            "expected": gettext("Finds") if one.case.fires else gettext("Finds nothing"),
            "outcome": gettext("Red") if one.problem else gettext("Green"),
            "tone": "red" if one.problem else "green",
            "icon": "warning" if one.problem else "done",
            "problem": one.problem,
        }
        for one in try_rule(rule)
    ]


def _day(text: str) -> tuple[str, date | None]:
    """What is wrong with a day, or the day; nothing typed is neither."""
    try:
        return "", read(FieldInfo("on", gettext("Day"), type="date"), text)
    except FieldError as error:
        return str(error), None
