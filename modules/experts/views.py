"""The expert pool and the rota on screen."""

from flask_babel import lazy_gettext as _

from app.model.moment import now, today
from app.view.spec import Board, Calendar, Day, Filter, Form, Lines, List, Menu, Page, Search, Section, Staff
from modules.experts.importing import EXPERTS
from modules.experts.models import (
    Expert,
    ExpertAbsence,
    ExpertField,
    ExpertHours,
    ExpertInterest,
    ExpertRota,
    Field,
)
from modules.experts.planning import plan_action
from modules.experts.services import reachable

VIEWS = (
    List(
        Expert,
        "name field title unit online_24h status:badge",
        search="person title specialities introduction",
        order="id",
        views=(
            Filter("now", _("Reachable now"), lambda _scope: reachable(now())),
            Filter("reviewing", _("Under review"), {"status": "reviewing"}),
            Filter("ended", _("Term is over"), lambda _scope: ~Expert.in_term(today())),
        ),
        actions=("submit", "publish"),
        title=_("Experts"),
    ),
    Search(Expert, "field_id status online_24h term_ends_on division_code"),
    Staff(Expert, roles="expert", serving=Expert.stands, unit="unit"),
    Form(
        Expert,
        Section(
            "expert",
            _("Expert"),
            "person_id:relation field_id:relation title unit_id:relation specialities account_id:relation",
        ),
        Section(
            "service",
            _("Service"),
            "online_24h term_begins_on term_ends_on introduction:long division_code:division",
        ),
        Lines("fields", _("Further fields"), ExpertField, "expert_id", "field", inline=True),
        Lines("hours", _("Hours in the week"), ExpertHours, "expert_id", "weekday begins ends", inline=True),
        Lines("absences", _("Absences"), ExpertAbsence, "expert_id", "begins_on ends_on reason"),
        Lines(
            "interests",
            _("Conflicts of interest"),
            ExpertInterest,
            "expert_id",
            "kind person organisation begins_on ends_on",
        ),
        title=_("Expert"),
    ),
    Board(Expert, column_field="status", card="name field title"),
    EXPERTS,
    Form(
        ExpertAbsence,
        Section("absence", _("Absence"), "expert_id:relation begins_on ends_on reason"),
        title=_("Absence"),
    ),
    Form(
        ExpertInterest,
        Section(
            "interest",
            _("Conflict of interest"),
            "expert_id:relation kind person_id:relation organisation_id:relation begins_on ends_on note",
        ),
        title=_("Conflict of interest"),
    ),
    List(
        ExpertRota,
        "day shift who unit ends_at",
        search="unit note",
        order="-begins_at",
        views=(
            Filter("now", _("On duty now"), lambda _scope: [ExpertRota.running(now()), ~ExpertRota.gap()]),
            Filter("gaps", _("Gaps ahead"), lambda _scope: [ExpertRota.gap(), ExpertRota.ends_at > now()]),
        ),
        title=_("Rota of experts"),
    ),
    Search(ExpertRota, "unit_id expert_id shift_id day division_code"),
    Calendar(
        ExpertRota,
        days=(
            Day("begins_at", where=lambda: ~ExpertRota.gap(), tone="gn"),
            Day("begins_at", label=_("Gap"), where=ExpertRota.gap, tone="am"),
        ),
        entry="shift who unit.short_name",
    ),
    Form(
        ExpertRota,
        Section("shift", _("Shift"), "unit_id:relation day shift_id:relation begins_at! ends_at!"),
        Section("expert", _("Expert"), "expert_id:relation note"),
        title=_("Rota of experts"),
    ),
    List(Field, "code label active", search="code label", order="code", title=_("Fields of expertise")),
    Form(
        Field, Section("field", _("Field of expertise"), "code label active"), title=_("Field of expertise")
    ),
)

MENU = (
    Menu("people", _("Experts"), model="experts.expert", icon="school", position=62),
    Menu(
        "people",
        _("Rota of experts"),
        model="experts.expert_rota",
        icon="calendar",
        position=63,
        face="calendar",
    ),
    Menu("settings", _("Fields of expertise"), model="experts.field", icon="tags", position=90),
)

PAGES = (Page("experts_rota", "modules.experts.pages.Rota"),)

ACTIONS = {"experts.expert_rota": (plan_action,)}
