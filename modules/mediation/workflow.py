"""The course of a mediation."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from app.clock.spec import Clock
from app.model.moment import now
from app.workflow.spec import State, T, Workflow
from modules.cases.models import CaseParty, CodeList
from modules.mediation import effects, guards
from modules.mediation.models import OPEN, Mediation
from modules.mediation.models.consent import ANSWERS
from modules.mediation.models.session import RESULTS
from modules.mediation.services import EXTENSION, nobody_refuses
from modules.parties.models import Person


def at_present(_mediation: Mediation) -> datetime:
    """Now: who opens such a form is about to begin."""
    return now().replace(second=0, microsecond=0)


SESSION = (
    {"name": "started_at", "label": _("From"), "type": "datetime", "required": True, "first": at_present},
    {"name": "ended_at", "label": _("To"), "type": "datetime", "since": "started_at"},
    {"name": "place", "label": _("Place"), "type": "text", "max_length": 120, "required": True},
    {"name": "others", "label": _("Others present"), "type": "long", "max_length": 2000},
    {
        "name": "record",
        "label": _("Record"),
        "type": "long",
        "max_length": 20000,
        "required": True,
        "choices": CodeList("session_phrase"),
    },
    {
        "name": "result",
        "label": _("Result"),
        "type": "choice",
        "choices": tuple(RESULTS.items()),
        "required": True,
    },
    {"name": "next_at", "label": _("Next session"), "type": "datetime"},
)
INQUIRY = (
    {"name": "started_at", "label": _("From"), "type": "datetime", "required": True, "first": at_present},
    {"name": "ended_at", "label": _("To"), "type": "datetime", "since": "started_at"},
    {"name": "place", "label": _("Place"), "type": "text", "max_length": 120, "required": True},
    {"name": "person", "label": _("Person asked"), "type": "relation", "model": Person, "required": True},
    {"name": "relation", "label": _("Relation to the dispute"), "type": "text", "max_length": 60},
    {"name": "others", "label": _("Others present"), "type": "long", "max_length": 2000},
    {
        "name": "record",
        "label": _("Questions and answers"),
        "type": "long",
        "max_length": 20000,
        "required": True,
        "choices": CodeList("inquiry_phrase"),
    },
)
ANSWER = (
    {
        "name": "party",
        "label": _("Party"),
        "type": "relation",
        "model": CaseParty,
        "required": True,
        "within": "case",
    },
    {
        "name": "answer",
        "label": _("Consent"),
        "type": "choice",
        "choices": tuple(ANSWERS.items()),
        "required": True,
    },
    {"name": "answered_on", "label": _("Answered on"), "type": "date"},
)
REPORT = (
    {
        "name": "reported_at",
        "label": _("Reported at"),
        "type": "datetime",
        "required": True,
        "first": at_present,
        "help": _(
            "Where a quarrel may become a public security or criminal case, the police are told at once."
        ),
    },
    {"name": "organ", "label": _("Reported to"), "type": "text", "max_length": 120, "required": True},
    {
        "name": "means",
        "label": _("How"),
        "type": "choice",
        "choices": CodeList("contact_means"),
        "required": True,
    },
    {"name": "facts", "label": _("Words of the report"), "type": "long", "max_length": 2000, "required": True},
    {"name": "reply", "label": _("What they answered"), "type": "long", "max_length": 2000},
)
TERMINATION = (
    {
        "name": "reason",
        "label": _("Reason of the end"),
        "type": "choice",
        "choices": CodeList("termination_reason"),
        "required": True,
    },
    {
        "name": "channels",
        "label": _("Lawful ways told"),
        "type": "long",
        "max_length": 2000,
        "required": True,
        "choices": CodeList("channel_phrase"),
    },
)


def may_hold(mediation: Mediation) -> list:
    """All that stands in the way of a session, said at once."""
    return nobody_refuses(mediation) + guards.rights_told(mediation) + guards.not_failed(mediation)


def may_accept(mediation: Mediation) -> list:
    """All that stands in the way of accepting."""
    return nobody_refuses(mediation) + guards.mediators_named(mediation)


def may_agree(mediation: Mediation) -> list:
    """All that stands in the way of ending with an agreement, apart from the agreement itself."""
    return nobody_refuses(mediation) + guards.not_failed(mediation) + guards.has_session(mediation)


WORKFLOW = Workflow(
    Mediation,
    field="status",
    start="applied",
    owner_of_history="case",
    states=(
        State("applied", _("Applied for"), "am", "edit"),
        State("accepted", _("Accepted"), "ac", "mediate"),
        State("in_session", _("In session"), "ac", "people"),
        State("agreed", _("Agreed"), "gn", "done"),
        State("terminated", _("Terminated"), "rd", "stop"),
    ),
    transitions=(
        T("answer", OPEN, None, _("Note consent"), effect=effects.write_answer, fields=ANSWER),
        T(
            "tell_rights",
            ("applied", "accepted"),
            None,
            _("Rights told"),
            effect=effects.write_telling,
            fields=({"name": "told_on", "label": _("Rights told on"), "type": "date"},),
            paper="mediation.rights_notice",
        ),
        T(
            "accept",
            "applied",
            "accepted",
            _("Accept"),
            guard=may_accept,
            effect=effects.begin,
            clocks=(Clock(start="mediate", since="accepted_on"),),
            paper="mediation.acceptance_register",
            primary=True,
        ),
        T(
            "investigate",
            ("accepted", "in_session"),
            None,
            _("Record an inquiry"),
            guard=nobody_refuses,
            effect=effects.write_investigation,
            fields=INQUIRY,
        ),
        T(
            "hold",
            ("accepted", "in_session"),
            "in_session",
            _("Record a session"),
            guard=may_hold,
            effect=effects.write_session,
            fields=SESSION,
            primary=True,
        ),
        T(
            "report_police",
            OPEN,
            None,
            _("Report to the police"),
            effect=effects.write_police_report,
            fields=REPORT,
        ),
        T(
            "agree",
            "in_session",
            "agreed",
            _("Agreed"),
            guard=may_agree,
            effect=effects.end_agreed,
            clocks=(Clock(stop="mediate"),),
        ),
        T(
            "terminate",
            OPEN,
            "terminated",
            _("Terminate"),
            effect=effects.end_terminated,
            fields=TERMINATION,
            clocks=(Clock(stop="mediate"),),
            paper="mediation.termination_notice",
            danger=True,
        ),
        T(
            "pause",
            ("accepted", "in_session"),
            None,
            _("Pause"),
            reason=True,
            clocks=(Clock(pause="mediate"),),
        ),
        T("resume", ("accepted", "in_session"), None, _("Go on"), clocks=(Clock(resume="mediate"),)),
        T(
            "extend",
            ("accepted", "in_session"),
            None,
            _("Extend the limit"),
            effect=effects.extend,
            fields=EXTENSION,
        ),
    ),
)
