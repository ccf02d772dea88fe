"""Committees and mediators on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Form, Lines, List, Menu, Search, Section
from modules.mediators.models import Committee, Mediator

VIEWS = (
    List(
        Committee,
        "unit kind:tag division_code:division term_ends_on active",
        search="unit",
        order="id",
        title=_("Committees"),
    ),
    Search(Committee, "kind division_code active"),
    Form(
        Committee,
        Section(
            "committee",
            _("Committee"),
            "unit_id:relation kind parent_id:relation division_code:division active",
        ),
        Section("term", _("Establishment and term"), "basis founded_on elected_on term_ends_on"),
        Lines("mediators", _("Mediators"), Mediator, "committee_id", "name grade full_time post"),
        title=_("Committee"),
    ),
    List(
        Mediator,
        "name committee grade:tag full_time specialities division_code:division",
        search="person specialities native_place dialects",
        order="id",
        title=_("Mediators"),
    ),
    Search(Mediator, "committee_id grade full_time division_code"),
    Form(
        Mediator,
        Section(
            "mediator", _("Mediator"), "person_id:relation committee_id:relation account_id:relation post"
        ),
        Section("service", _("Service"), "full_time grade hired_on left_on division_code:division"),
        Section("strengths", _("Strengths"), "specialities native_place dialects"),
        title=_("Mediator"),
    ),
)

MENU = (
    Menu("people", _("Mediators"), model="mediators.mediator", icon="user-check", position=60),
    Menu("people", _("Committees"), model="mediators.committee", icon="building", position=61),
)
