"""The screens of the working calendar and of the time limits, both kept by administrators as data."""

from flask_babel import lazy_gettext as _

from app.clock.models import CalendarYear, HolidayDay, SlaPolicy
from app.view.spec import Calendar, Day, Form, List, Menu, Search, Section

CALENDAR_VIEWS = (
    List(
        HolidayDay, "date name kind:tag", search="name", order="-date", title=_("Holidays and make-up days")
    ),
    Search(HolidayDay, "kind date"),
    Calendar(HolidayDay, days=(Day("date"),), entry="name kind"),
    Form(HolidayDay, Section("day", _("Day"), "date name kind"), title=_("Holiday or make-up day")),
    List(CalendarYear, "year state:tag source", order="-year", title=_("Calendar years")),
    Form(CalendarYear, Section("year", _("Year"), "year state source"), title=_("Calendar year")),
    List(
        SlaPolicy,
        "name code amount kind:tag division_code category valid_from valid_to",
        search="name code",
        order="code",
        title=_("Time limits"),
    ),
    Search(SlaPolicy, "code kind"),
    Form(
        SlaPolicy,
        Section("limit", _("Time limit"), "name code amount kind basis:long"),
        Section("reach", _("Where and for what"), "division_code category from_event to_event"),
        Section("validity", _("Validity"), "valid_from valid_to"),
        title=_("Time limit"),
    ),
)

CALENDAR_MENU = (
    Menu("system", _("Holidays and make-up days"), model="clock.holiday_day", icon="calendar", position=93),
    Menu("system", _("Calendar years"), model="clock.calendar_year", icon="calendar", position=94),
    Menu("system", _("Time limits"), model="clock.sla_policy", icon="clock", position=95),
)
