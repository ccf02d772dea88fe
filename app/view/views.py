"""The kernel's own screens: units, posts, the grant table, the audit trail, the calendar.

An account is deliberately no model of the generic screens: its table holds password hashes and sealed secrets.
"""

from flask_babel import lazy_gettext as _

from app.access.audit_chain import Audit
from app.access.grants import Grant
from app.org.models import Post, Unit
from app.org.threshold import Threshold
from app.view.calendar_views import CALENDAR_MENU, CALENDAR_VIEWS
from app.view.desk_parts import accounts_part, posts_part
from app.view.for_whom import Home, Step
from app.view.home_parts import short_cuts_part, waiting_part
from app.view.limits import limits_part
from app.view.spec import Form, List, Menu, Page, Search, Section

VIEWS = (
    List(
        Unit,
        "name short_name kind phone division_code:division active",
        search="name short_name",
        order="name",
        title=_("Units"),
    ),
    Search(Unit, "kind division_code active"),
    Form(
        Unit,
        Section("unit", _("Unit"), "name short_name kind division_code:division parent_id active"),
        Section("contact", _("Contact"), "phone address"),
        Section("numbers", _("Paper numbers"), "number_name"),
        title=_("Unit"),
    ),
    List(
        Post,
        "user_id role division_code:division below unit_id valid_from valid_to",
        order="-id",
        title=_("Posts"),
    ),
    Search(Post, "role division_code"),
    Form(
        Post,
        Section(
            "post", _("Post held"), "user_id! role! division_code:division! below! unit_id! valid_from! valid_to!"
        ),
        title=_("Post held"),
    ),
    List(
        Grant,
        "role level model rights buttons module customised",
        search="role model",
        order="model",
        title=_("Rights"),
    ),
    Search(Grant, "role level module customised"),
    Form(
        Grant,
        Section("cell", _("Right"), "role! level! model! rights buttons module! customised!"),
        title=_("Right"),
    ),
    List(
        Audit,
        "at user_id action model row_id address purpose division_code:division",
        search="action model",
        order="-id",
        title=_("Audit trail"),
    ),
    Search(Audit, "action model user_id at division_code"),
    Form(
        Audit,
        Section(
            "act", _("Act"), "at! user_id! action! model! row_id! address! purpose! division_code:division!"
        ),
        Section("proof", _("Proof"), "shard! number! canonical! hash!"),
        title=_("Line of the audit trail"),
    ),
    List(Threshold, "name amount basis", search="name basis", order="code", title=_("Thresholds")),
    Form(Threshold, Section("threshold", _("Threshold"), "name! amount basis code!"), title=_("Threshold")),
    *CALENDAR_VIEWS,
)

PAGES = (
    Page("exports", "app.view.exporting_views.Exports"),
    Page("drafts", "app.view.drafts.Drafts"),
    Page("imports", "app.view.importing.page.ImportPage"),
    Page("batches", "app.view.batches.page.BatchPage"),
    Page("divisions", "app.view.boundaries.page.DivisionsPage"),
    Page("limits", "app.view.limits_page.LimitsPage"),
    Page("inbox", "app.view.inbox_views.Inbox"),
)

HOME = (
    Home(name="limits", draw=limits_part, model="clock.deadline", position=40),
    Home(name="waiting", draw=waiting_part, position=50),
    Home(name="accounts", draw=accounts_part, model="org.account", right="create", position=60),
    Home(name="posts", draw=posts_part, model="org.post", right="end", position=61),
    Home(name="short_cuts", draw=short_cuts_part, position=90),
)

STEPS = (
    Step(
        model="org.account",
        right="create",
        text=_("Make an account, then give it a post: what somebody may do comes from the post alone."),
        screen="PeopleView",
        position=10,
    ),
    Step(
        model="access.grant",
        text=_("See on one sheet what each role may do at each level."),
        screen="RightsView",
        position=20,
    ),
    Step(
        model="access.audit",
        text=_("Look through who did what and when; no line can be changed."),
        screen="access.audit",
        position=20,
    ),
    Step(text=_("Type a number, a name or the first letters of its pinyin into the search box."), position=80),
    Step(text=_("Full numbers are shown for a purpose and for a minute; the act stands in the history."), position=90),
)

#: The roles that keep accounts.
_KEEPERS = "admin system_admin security_admin"

MENU = (
    Menu("organisation", _("Accounts"), page="PeopleView", icon="people", position=80, daily=_KEEPERS),
    Menu("organisation", _("Divisions"), page="divisions", icon="place", position=79),
    Menu("organisation", _("Units"), model="org.unit", icon="building", position=81, daily="admin"),
    Menu("organisation", _("Posts"), model="org.post", icon="group", position=82, daily="admin security_admin"),
    Menu("settings", _("Thresholds"), model="org.threshold", icon="list", position=92),
    Menu("system", _("Rights"), page="RightsView", icon="lock", position=90, daily="security_admin"),
    Menu("system", _("Edit rights"), model="access.grant", icon="edit", position=91),
    Menu("system", _("Audit trail"), model="access.audit", icon="audit", position=92, daily="audit_admin"),
    *CALENDAR_MENU,
)
