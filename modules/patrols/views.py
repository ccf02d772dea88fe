"""Patrols, visits, reports, screenings and appraisals on screen."""

from flask_babel import lazy_gettext as _

from app.model.moment import today
from app.view.spec import Filter, Form, Lines, List, Menu, Page, Search, Section
from modules.patrols.models import (
    Absence,
    AppraisalItem,
    DailyReport,
    GridAppraisal,
    Indicator,
    MissingReport,
    Patrol,
    PayGrade,
    ReportDay,
    ScreeningCampaign,
    ScreeningReport,
    Visit,
    VisitCampaign,
    VisitKind,
    VisitQuestion,
)

VIEWS = (
    List(
        Patrol,
        "day session:tag worker_name grid started_at ended_at findings",
        search="worker findings",
        order="-started_at",
        views=(
            Filter("today", _("Today"), lambda _scope: Patrol.day == today()),
            Filter("underway", _("Patrol under way"), lambda _scope: Patrol.ended_at.is_(None)),
        ),
        title=_("Patrols"),
    ),
    Search(Patrol, "worker_id grid_id day session division_code"),
    Form(
        Patrol,
        Section(
            "patrol",
            _("Patrol"),
            "worker_name! grid_id:relation session:radio day started_at ended_at findings:long",
        ),
        title=_("Patrol"),
    ),
    List(
        Visit,
        "day kind worker_name grid person organisation said campaign",
        search="worker said",
        order="-day",
        views=(Filter("today", _("Today"), lambda _scope: Visit.day == today()),),
        title=_("Grid visits"),
    ),
    Search(Visit, "worker_id kind_id campaign_id grid_id day division_code"),
    Form(
        Visit,
        Section("visit", _("Grid visit"), "worker_name! kind_id:relation questions grid_id:relation day"),
        Section("met", _("Who was met"), "person_id:relation organisation_id:relation said:long"),
        Section("part", _("Campaign it belongs to"), "campaign_id:relation"),
        title=_("Grid visit"),
    ),
    List(
        VisitCampaign,
        "name begins_on ends_on division_code:division active",
        search="name",
        order="-begins_on",
        title=_("Visit campaigns"),
    ),
    Search(VisitCampaign, "division_code begins_on active"),
    Form(
        VisitCampaign,
        Section(
            "campaign", _("Visit campaign"), "name aim:long begins_on ends_on division_code:division active"
        ),
        Lines("visits", _("Grid visits"), Visit, "campaign_id", "day kind worker_name grid"),
        title=_("Visit campaign"),
    ),
    List(
        DailyReport,
        "day worker_name kind:tag items text division_code:division",
        search="worker text",
        order="-day",
        views=(
            Filter("today", _("Today"), lambda _scope: DailyReport.day == today()),
            Filter("items", _("Something to report"), {"kind": "item"}),
        ),
        title=_("Daily reports"),
    ),
    Search(DailyReport, "worker_id kind day division_code"),
    Form(
        DailyReport,
        Section("report", _("Daily report"), "worker_name! day kind:radio items text:long"),
        title=_("Daily report"),
    ),
    List(
        ReportDay,
        "day division_code:division expected:figure safe_link:figure item_link:figure items_link:figure"
        " missing_link:figure",
        order="-day",
        views=(Filter("missing", _("Somebody is missing"), lambda _scope: ReportDay.missing > 0),),
        title=_("Reports by day"),
    ),
    Search(ReportDay, "day division_code"),
    Form(
        ReportDay,
        Section(
            "day",
            _("Reports of the day"),
            "day! division_code:division! expected! safe_link! item_link! items_link! missing_link!",
        ),
        title=_("Day of reports"),
    ),
    List(
        MissingReport,
        "worker_name day status:badge division_code:division",
        search="worker",
        order="-day",
        views=(Filter("open", _("Not excused"), {"status": "missing"}),),
        actions=("excuse",),
        title=_("Missing reports"),
    ),
    Search(MissingReport, "worker_id status day division_code"),
    Form(
        MissingReport,
        Section("missing", _("Missing report"), "worker_name! day! division_code:division!"),
        title=_("Missing report"),
    ),
    List(
        Absence,
        "worker_name reason:tag first_day last_day remark",
        search="worker remark",
        order="-first_day",
        title=_("Absences from work"),
    ),
    Search(Absence, "worker_id reason first_day division_code"),
    Form(
        Absence,
        Section("absence", _("Absence from work"), "worker_id:relation reason first_day last_day remark"),
        title=_("Absence from work"),
    ),
    List(
        ScreeningCampaign,
        "name subject:tag begins_on ends_on division_code:division active",
        search="name",
        order="-begins_on",
        title=_("Screening campaigns"),
    ),
    Search(ScreeningCampaign, "subject begins_on division_code active"),
    Form(
        ScreeningCampaign,
        Section(
            "campaign",
            _("Screening campaign"),
            "name subject begins_on ends_on division_code:division aim:long active",
        ),
        Section("totals", _("Counted so far"), "times_total! found_total! resolved_total!"),
        Lines(
            "reports",
            _("Screening reports"),
            ScreeningReport,
            "campaign_id",
            "day division_code:division grid times found resolved",
        ),
        title=_("Screening campaign"),
    ),
    List(
        ScreeningReport,
        "campaign day division_code:division grid times found resolved remark",
        search="campaign remark",
        order="-day",
        title=_("Screening reports"),
    ),
    Search(ScreeningReport, "campaign_id grid_id day division_code"),
    Form(
        ScreeningReport,
        Section(
            "where", _("Screening report"), "campaign_id:relation grid_id:relation division_code:division day"
        ),
        Section("counts", _("Counts"), "times found resolved remark:long"),
        title=_("Screening report"),
    ),
    List(
        GridAppraisal,
        "worker_name month score grade:tag reward:money status:badge division_code:division",
        search="worker month",
        order="-month",
        views=(
            Filter("draft", _("Draft"), {"status": "draft"}),
            Filter("confirmed", _("Confirmed"), {"status": "confirmed"}),
        ),
        actions=("confirm",),
        title=_("Appraisals of grid workers"),
    ),
    Search(GridAppraisal, "worker_id month status division_code"),
    Form(
        GridAppraisal,
        Section("appraisal", _("Appraisal of a grid worker"), "worker_id:relation month remark:long"),
        Section("result", _("Result"), "score! grade! reward:money!"),
        Lines(
            "items",
            _("Appraisal indicators"),
            AppraisalItem,
            "appraisal_id",
            "name counted_by value target weight points",
        ),
        title=_("Appraisal of a grid worker"),
    ),
    List(
        AppraisalItem, "name appraisal value target weight points", order="id", title=_("Items of appraisals")
    ),
    Form(
        AppraisalItem,
        Section(
            "item",
            _("Item of an appraisal"),
            "appraisal_id:relation! name! counted_by! value target! weight! points!",
        ),
        title=_("Item of an appraisal"),
    ),
    List(VisitKind, "code label active", search="code label", order="code", title=_("Kinds of visits")),
    Form(VisitKind, Section("kind", _("Kind of visit"), "code label active"), title=_("Kind of visit")),
    List(
        VisitQuestion,
        "code label active",
        search="code label",
        order="code",
        title=_("Questions asked on visits"),
    ),
    Form(
        VisitQuestion,
        Section("question", _("Question asked on visits"), "code label active"),
        title=_("Question asked on visits"),
    ),
    List(
        Indicator,
        "label counted_by weight target active",
        search="code label",
        order="code",
        title=_("Indicators of the appraisal"),
    ),
    Form(
        Indicator,
        Section("indicator", _("Indicator of the appraisal"), "label code counted_by weight target active"),
        title=_("Indicator of the appraisal"),
    ),
    List(PayGrade, "label least reward:money active", search="label", order="-least", title=_("Pay grades")),
    Form(
        PayGrade,
        Section("grade", _("Pay grade"), "label code least reward:money active"),
        title=_("Pay grade"),
    ),
)

PAGES = (
    Page("patrols_day", "modules.patrols.pages.MyDay"),
    Page("patrols_compliance", "modules.patrols.pages.Compliance"),
)

MENU = (
    Menu("grids", _("My day"), page="patrols_day", icon="walk", position=56, daily="grid_worker"),
    Menu("grids", _("Patrols"), model="patrols.patrol", icon="route", position=68),
    Menu("grids", _("Grid visits"), model="patrols.visit", icon="hand", position=68),
    Menu("grids", _("Daily reports"), model="patrols.daily_report", icon="note", position=68),
    Menu("grids", _("Reports by day"), model="patrols.report_day", icon="calendar", position=68),
    Menu("grids", _("Patrol compliance"), page="patrols_compliance", icon="chart", position=68),
    Menu(
        "grids", _("Appraisals of grid workers"), model="patrols.grid_appraisal", icon="perform", position=67
    ),
    Menu("grids", _("Absences from work"), model="patrols.absence", icon="clock", position=69),
    Menu("grids", _("Visit campaigns"), model="patrols.visit_campaign", icon="megaphone", position=69),
    Menu("grids", _("Screening campaigns"), model="patrols.screening_campaign", icon="search", position=69),
    Menu("settings", _("Kinds of visits"), model="patrols.visit_kind", icon="tags", position=95),
    Menu(
        "settings",
        _("Questions asked on visits"),
        model="patrols.visit_question",
        icon="question",
        position=95,
    ),
    Menu("settings", _("Indicators of the appraisal"), model="patrols.indicator", icon="scales", position=96),
    Menu("settings", _("Pay grades"), model="patrols.pay_grade", icon="tags", position=96),
)
