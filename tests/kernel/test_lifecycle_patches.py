"""Patches change screens, menus and workflows at named anchors; a lost anchor is reported and changes nothing."""

from app.model.base import Record
from app.view.patch import MENU, apply
from app.view.spec import Filter, Form, List, Menu, Patch, Search, Section
from app.workflow.spec import State, T, Workflow


class Boat(Record):
    """Stands for a model of a module; it is never mapped."""

    __abstract__ = True


FORM = Form(Boat, Section("hull", "Hull", "name length"), Section("crew", "Crew", "captain"))
LIST = List(Boat, "name length", views=(Filter("old", "Old", {}),))
FLOW = Workflow(
    Boat,
    "state",
    "new",
    (State("new", "New"), State("afloat", "Afloat")),
    (T("launch", "new", "afloat", "Launch"),),
)
SPECS = {
    "boats.form": FORM,
    "boats.list": LIST,
    "boats.search": Search(Boat, "name"),
    "boats": FLOW,
    MENU: (Menu("Sea", "Boats", model="boats.boat"),),
}


def laid(*patches):
    return apply(SPECS, patches)


def names(row):
    return [thing.name for thing in row]


def test_sections_go_before_and_after():
    specs, faults = laid(
        Patch("boats.form")
        .after("hull", Section("sails", "Sails"))
        .before("hull", Section("papers", "Papers"))
    )
    assert names(specs["boats.form"].parts) == ["papers", "hull", "sails", "crew"]
    assert faults == []


def test_a_section_anchored_on_a_field_stands_after_its_section():
    specs, _faults = laid(Patch("boats.form").after("name", Section("sails", "Sails")))
    assert names(specs["boats.form"].parts) == ["hull", "sails", "crew"]


def test_fields_are_added_changed_and_hidden():
    specs, faults = laid(
        Patch("boats.form")
        .after("name", "colour:tag")
        .after("crew", "cook")
        .set("length", label="Length in metres", readonly=True)
        .remove("captain")
    )
    hull, crew = specs["boats.form"].parts
    assert names(hull.items) == ["name", "colour", "length"]
    assert (hull.items[2].label, hull.items[2].readonly) == ("Length in metres", True)
    assert names(crew.items) == ["cook"]
    assert faults == []


def test_lists_searches_and_menus():
    specs, faults = laid(
        Patch("boats.list")
        .after("name", "owner")
        .after("old", Filter("new", "New", {}))
        .set("", order="-length"),
        Patch("boats.search").before("name", "owner"),
        Patch(MENU).after("boats.boat", Menu("Sea", "Ports", model="ports.port")),
    )
    assert names(specs["boats.list"].items) == ["name", "owner", "length"]
    assert names(specs["boats.list"].views) == ["old", "new"]
    assert specs["boats.list"].order == "-length"
    assert names(specs["boats.search"].items) == ["owner", "name"]
    assert [entry.model for entry in specs[MENU]] == ["boats.boat", "ports.port"]
    assert faults == []


def test_workflows_take_guards_effects_states_and_arrows():
    def guard(_row):
        return []

    def effect(_row, _data):
        return None

    specs, faults = laid(
        Patch("boats.launch").guard(guard).effect(effect),
        Patch("boats").state(State("rigged", "Rigged"), after="new").arrow(T("rig", "new", "rigged", "Rig")),
    )
    flow = specs["boats"]
    assert flow.extra_guards == {"launch": (guard,)}
    assert flow.extra_effects == {"launch": (effect,)}
    assert names(flow.states) == ["new", "rigged", "afloat"]
    assert names(flow.transitions) == ["launch", "rig"]
    assert faults == []


def test_a_lost_anchor_is_reported_and_the_rest_is_done():
    specs, faults = laid(
        Patch("boats.form").after("keel", "ballast").remove("captain"),
        Patch("ports.form").remove("name"),
        Patch("boats.sink").guard(lambda row: []),
        Patch("boats.list").set("name", colour="red"),
    )
    assert names(specs["boats.form"].parts[1].items) == []
    assert len(faults) == 4
    assert "keel" in faults[0] and "ports.form" in faults[1] and "sink" in faults[2] and "colour" in faults[3]


def test_the_given_specs_stay_as_they_are():
    laid(Patch("boats.form").remove("name"), Patch("boats").state(State("sunk", "Sunk"), after="afloat"))
    assert names(FORM.parts[0].items) == ["name", "length"]
    assert len(FLOW.states) == 2
