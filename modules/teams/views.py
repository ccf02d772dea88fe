"""Teams, members and social forces on screen."""

from flask_babel import lazy_gettext as _

from app.model.moment import today
from app.view.spec import Board, Filter, Form, Item, Lines, List, Menu, Search, Section, Staff
from modules.teams.importing import MEMBERS, TEAMS
from modules.teams.models import UNIFORMS, ForceKind, ResponseTeam, Skill, SocialForce, TeamMember
from modules.teams.services import SHOULD_BE_FULL_TIME

SAME_HERE = Item("uniformity", readonly=True, label=_("The same here"))

VIEWS = (
    List(
        ResponseTeam,
        "unit kind:tag leader uniformity calls_per_day division_code:division active",
        search="unit",
        order="id",
        views=(Filter("should_be_full_time", _("Should be full-time"), SHOULD_BE_FULL_TIME),),
        title=_("Response teams"),
    ),
    Search(ResponseTeam, "kind division_code active"),
    TEAMS,
    Form(
        ResponseTeam,
        Section(
            "team",
            _("Response team"),
            "unit_id:relation kind division_code:division leader! founded_on active",
        ),
        Section("calls", _("Police calls"), "calls_per_day calls_reported_on"),
        Section("uniforms", _("Six things the same"), (*UNIFORMS, SAME_HERE)),
        Lines(
            "members", _("Team members"), TeamMember, "team_id", "name post skills origin joined_on left_on"
        ),
        Lines("forces", _("Social forces"), SocialForce, "team_id", "name kind skills status:badge"),
        title=_("Response team"),
    ),
    List(
        TeamMember,
        "name team post:tag skills native_place dialects origin",
        search="person team skills native_place dialects",
        order="id",
        views=(Filter("serving", _("In service"), lambda _scope: TeamMember.serving(today())),),
        title=_("Team members"),
    ),
    Search(TeamMember, "team_id post skills division_code"),
    MEMBERS,
    Staff(
        TeamMember,
        roles="handler dispatcher",
        serving=lambda row: row.left_on is None or row.left_on > today(),
        unit="team.unit",
    ),
    Form(
        TeamMember,
        Section("member", _("Team member"), "person_id:relation team_id:relation account_id:relation post"),
        Section("service", _("Service"), "origin_id:relation joined_on left_on"),
        Section("strengths", _("Strengths"), "skills native_place dialects"),
        title=_("Team member"),
    ),
    List(
        SocialForce,
        "name kind skills team contact division_code:division status:badge",
        search="name team skills",
        order="id",
        actions=("attach",),
        title=_("Social forces"),
    ),
    Search(SocialForce, "kind_id status skills team_id division_code"),
    Form(
        SocialForce,
        Section(
            "force", _("Social force"), "name kind_id:relation contact_id:relation division_code:division"
        ),
        Section("service", _("What it does"), "skills team_id:relation"),
        title=_("Social force"),
    ),
    Board(SocialForce, column_field="status", card="name kind team"),
    List(Skill, "code label active", search="code label", order="code", title=_("Skills")),
    Form(Skill, Section("skill", _("Skill"), "code label active"), title=_("Skill")),
    List(
        ForceKind, "code label active", search="code label", order="code", title=_("Kinds of social forces")
    ),
    Form(
        ForceKind,
        Section("kind", _("Kind of social force"), "code label active"),
        title=_("Kind of social force"),
    ),
)

MENU = (
    Menu("people", _("Response teams"), model="teams.response_team", icon="group", position=66),
    Menu("people", _("Team members"), model="teams.team_member", icon="users", position=67),
    Menu("people", _("Social forces"), model="teams.social_force", icon="hand", position=68),
    Menu("settings", _("Skills"), model="teams.skill", icon="tags", position=90),
    Menu("settings", _("Kinds of social forces"), model="teams.force_kind", icon="tags", position=91),
)
