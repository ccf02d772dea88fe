"""Who keeps staff and grids: one setting, read where grants are stored, in both arrangements of the provinces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.grants import Grant, table
from app.access.keepers import settled
from app.access.scope import system
from app.lifecycle.loader import declared
from app.lifecycle.manifest import discover
from app.lifecycle.matrix import store_grants
from app.model.house import house
from app.model.kept import kept_changed

KEPT = ("grids.grid", "grids.grid_worker", "mediators.committee", "mediators.mediator")


def store(app: Flask, arrangement: str) -> dict[tuple[str, str], str]:
    """Store the grants anew under a setting, and give the administrators' rights by level and model."""
    app.config["STAFF_KEPT_BY"] = arrangement
    with app.app_context(), system("upgrade") as session:
        rooms = {model.partition(".")[0] for model in house().models}
        known = discover()
        packages = ["app.access", *(known[name].package for name in known if name in rooms)]
        store_grants(session, [declared(package) for package in packages])
        kept_changed(session)
        session.commit()
        cells = session.scalars(select(Grant).where(Grant.role == "admin", Grant.model.in_(KEPT)))
        return {(cell.level, cell.model): cell.rights for cell in cells}


@pytest.mark.parametrize(
    ("arrangement", "keep", "see", "words"),
    [
        ("county and township", ("county", "township"), ("city", "province"), "由县、乡两级维护"),
        ("city and county", ("city", "county"), ("township", "province"), "由市、县两级维护"),
    ],
)
def test_the_setting_says_whose_administrators_keep_staff_and_grids(
    app: Flask,
    login: Callable[..., FlaskClient],
    arrangement: str,
    keep: tuple[str, ...],
    see: tuple[str, ...],
    words: str,
) -> None:
    held = store(app, arrangement)
    assert held == {(level, model): "rcud" for level in keep for model in KEPT} | {
        (level, model): "r" for level in see for model in KEPT
    }
    for name, level in (("admin_town", "township"), ("admin_county", "county"), ("admin_city", "city")):
        form = login(name).get("/grids/grid/add")
        assert form.status_code == (200 if level in keep else 403), name
    assert words in login("security_admin").get("/rights/?level=county").text


def test_an_arrangement_nobody_knows_is_refused_when_grants_are_stored(app: Flask) -> None:
    with pytest.raises(ValueError, match="county and township"):
        store(app, "village alone")


def test_all_other_levels_are_left_as_they_are_declared(app: Flask) -> None:
    rows = table("role levels model rights\n clerk village-county cases.case rcu-")
    with app.app_context():
        assert tuple(settled(rows)) == rows
