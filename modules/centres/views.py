"""Centres, windows, duty rosters and posted staff on screen."""

from flask_babel import lazy_gettext as _

from app.model.moment import now, today
from app.view.for_whom import Home
from app.view.spec import Calendar, Day, Filter, Form, Lines, List, Menu, Page, Search, Section
from modules.centres.home import duty_part, gaps_part
from modules.centres.importing import WINDOWS
from modules.centres.models import (
    Appraisal,
    Centre,
    CentreDuty,
    Duty,
    Room,
    RoomKind,
    Secondment,
    ServiceType,
    ServiceWindow,
    Shift,
    WindowDay,
)
from modules.centres.roster import plan_action, roster_action

VIEWS = (
    List(
        Centre,
        "unit level:tag division_code:division unit.phone planned_posts staff_in_place active",
        search="unit",
        order="id",
        title=_("Centres"),
    ),
    Search(Centre, "division_code round_the_clock active"),
    Form(
        Centre,
        Section("centre", _("Centre"), "unit_id:relation level! opened_on round_the_clock active tasks!"),
        Section("reach", _("How to reach it"), "unit.address! unit.phone!"),
        Section("staff", _("Staff"), "planned_posts staff_in_place"),
        Lines("rooms", _("Rooms"), Room, "centre_id", "kind place", inline=True),
        Lines("windows", _("Windows"), ServiceWindow, "centre_id", "name number unit service_type presence"),
        Lines(
            "secondments",
            _("Posted staff"),
            Secondment,
            "centre_id",
            "name home_unit window starts_on ends_on",
        ),
        title=_("Centre"),
    ),
    List(
        ServiceWindow,
        "name number service_type unit presence:tag days hours centre active",
        search="name unit",
        order="number",
        views=(
            Filter("resident", _("Resident"), {"presence": "resident"}),
            Filter("rotating", _("Rotating"), {"presence": "rotating"}),
            Filter("on_call", _("On call"), {"presence": "on_call"}),
        ),
        title=_("Windows"),
    ),
    Search(ServiceWindow, "centre_id service_type_id presence division_code active"),
    WINDOWS,
    Form(
        ServiceWindow,
        Section("window", _("Window"), "centre_id:relation number name service_type_id:relation active"),
        Section("staffed", _("Who sits there when"), "unit_id:relation presence hours"),
        Lines(
            "days", _("Weekdays of a rotating window"), WindowDay, "window_id", "weekday hours", inline=True
        ),
        title=_("Window"),
    ),
    List(
        Duty,
        "day shift post_a post_b unit ends_at",
        search="unit person_a person_b note",
        order="-begins_at",
        views=(
            Filter("now", _("On duty now"), lambda _scope: Duty.running(now())),
            Filter("gaps", _("Gaps ahead"), lambda _scope: [Duty.gap(), Duty.ends_at > now()]),
        ),
        title=_("Duty roster"),
    ),
    Search(Duty, "unit_id shift_id day division_code"),
    Calendar(
        Duty,
        days=(
            Day("begins_at", where=lambda: ~Duty.gap(), tone="gn"),
            Day("begins_at", label=_("Gap"), where=Duty.gap, tone="am"),
        ),
        entry="shift post_a post_b unit.short_name",
    ),
    Form(
        Duty,
        Section("shift", _("Shift"), "unit_id:relation day shift_id:relation begins_at! ends_at!"),
        Section(
            "posts", _("At the posts"), "person_a_id:relation phone_a! person_b_id:relation phone_b! note"
        ),
        title=_("Duty"),
    ),
    List(
        Secondment,
        "name home_unit centre window starts_on ends_on",
        search="person home_unit",
        order="-starts_on",
        views=(Filter("running", _("Running"), lambda _scope: Secondment.running(today())),),
        title=_("Posted staff"),
    ),
    Search(Secondment, "centre_id home_unit_id division_code starts_on"),
    Form(
        Secondment,
        Section("secondment", _("Secondment"), "person_id:relation home_unit_id:relation starts_on ends_on"),
        Section("managed", _("Managed by"), "centre_id:relation window_id:relation"),
        Lines(
            "appraisals",
            _("Monthly appraisals"),
            Appraisal,
            "secondment_id",
            "month attendance_days score remark",
        ),
        title=_("Secondment"),
    ),
    List(
        Appraisal,
        "secondment month attendance_days score remark",
        order="-month",
        title=_("Monthly appraisals"),
    ),
    Search(Appraisal, "month score division_code"),
    Form(
        Appraisal,
        Section(
            "appraisal",
            _("Monthly appraisal"),
            "secondment_id:relation month attendance_days score remark:long",
        ),
        title=_("Monthly appraisal"),
    ),
    List(Shift, "label code begins ends active", order="begins", title=_("Shifts")),
    Form(Shift, Section("shift", _("Shift"), "label code begins ends active"), title=_("Shift")),
    List(RoomKind, "code label expected active", order="code", title=_("Kinds of rooms")),
    Form(RoomKind, Section("kind", _("Kind of room"), "code label expected active"), title=_("Kind of room")),
    List(ServiceType, "code label active", order="code", title=_("Types of service")),
    Form(ServiceType, Section("type", _("Type of service"), "code label active"), title=_("Type of service")),
    List(CentreDuty, "level position text", order="level", title=_("Tasks of centres")),
    Search(CentreDuty, "level"),
    Form(
        CentreDuty,
        Section("task", _("Task of a centre"), "level position text:long"),
        title=_("Task of a centre"),
    ),
)

HOME = (
    Home(name="gaps", draw=gaps_part, model="centres.duty", right="c", position=24),
    Home(
        name="duty",
        draw=duty_part,
        model="centres.duty",
        roles="clerk dispatcher mediator handler leader",
        levels="township-county",
        position=42,
    ),
)

MENU = (
    Menu("centres", _("Centres"), model="centres.centre", icon="building-community", position=30),
    Menu("centres", _("Windows"), model="centres.service_window", icon="users", position=31),
    Menu("centres", _("Duty roster"), model="centres.duty", icon="calendar", position=32, face="calendar"),
    Menu("centres", _("Posted staff"), model="centres.secondment", icon="user-check", position=33),
    Menu("settings", _("Shifts"), model="centres.shift", icon="clock", position=91),
    Menu("settings", _("Kinds of rooms"), model="centres.room_kind", icon="tags", position=92),
    Menu("settings", _("Types of service"), model="centres.service_type", icon="tags", position=93),
    Menu("settings", _("Tasks of centres"), model="centres.centre_duty", icon="list", position=94),
)

PAGES = (Page("centres_roster", "modules.centres.pages.Roster"),)

ACTIONS = {"centres.centre": (roster_action, plan_action)}
