"""Response teams from a workbook, with the units they are; members, with the people they are, where the team lies."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.view.fields import FieldInfo
from app.view.importing.as_unit import FACTS, AsUnit
from app.view.importing.keeper import Keeper
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.parties.models import Person
from modules.parties.services import named_in, person_in_row
from modules.teams.models import UNIFORMS, ResponseTeam, Skill, TeamMember

TEAM = Keeper(
    TeamMember,
    ResponseTeam,
    "team",
    _("There is no active response team “%(name)s”"),
    _("Several response teams are called “%(name)s”; give the full name"),
)


SQUAD = AsUnit(ResponseTeam, "team")


def set_up(values: dict[str, Any], _yes: frozenset[str]) -> ResponseTeam:
    """A team, its unit found or made."""
    given = dict(values)
    team = ResponseTeam(unit=SQUAD.unit_of(given), **given)
    db.session.add(team)
    return team


def on_record(values: dict[str, Any]) -> TeamMember | None:
    """The member of that team, not left, who bears the number, or the name where the file gives no number."""
    here = (TeamMember.team_id == TEAM.one(values).id, TeamMember.left_on.is_(None))
    asked = select(TeamMember).join(Person, TeamMember.person_id == Person.id)
    return db.session.scalars(asked.where(named_in(values), *here).limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> TeamMember:
    """A member with the person, who may be on record in another role, and the skills."""
    given = dict(values)
    team = TEAM.one(given)
    del given["team"]
    skills = _skills(given.pop("skills", ""))
    member = TeamMember(person=person_in_row(given, team.division_code), team=team, skills=skills, **given)
    db.session.add(member)
    return member


def _skills(text: str) -> list[Skill]:
    """The skills a cell names by code or name, one after the other: `法律、心理疏导`.

    Raises:
        Refused: one of them is not in the list.
    """
    said = (word.strip() for word in text.replace("，", "、").replace(",", "、").split("、"))
    words = dict.fromkeys(word for word in said if word)
    active = db.session.scalars(select(Skill).where(Skill.active)).all() if words else ()
    known = {key: skill for skill in active for key in (skill.code, skill.label)}
    if unknown := [word for word in words if word not in known]:
        raise Refused(Refusal(gettext("Not among the skills: %(names)s", names="、".join(unknown))))
    return list(dict.fromkeys(known[word] for word in words))


TEAMS = Import(
    ResponseTeam,
    (
        *FACTS[:1],
        "kind division_code:division founded_on calls_per_day calls_reported_on",
        " ".join(UNIFORMS),
        *FACTS[1:],
    ),
    key="unit division_code",
    known=SQUAD.known,
    make=set_up,
)

MEMBERS = Import(
    TeamMember,
    (
        FieldInfo("name", _("Full name"), required=True, max_length=80),
        FieldInfo("id_number", _("ID number"), max_length=18),
        FieldInfo("phone", _("Phone"), max_length=20),
        FieldInfo("team", _("Response team"), required=True, max_length=120),
        FieldInfo("skills", _("Skills"), max_length=200),
        "post native_place dialects joined_on",
    ),
    key="name team",
    asked="",
    complete=TEAM.complete,
    known=on_record,
    make=take_in,
)
