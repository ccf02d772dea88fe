"""Members of response teams from a workbook, with the people they are; a member lies where the team lies."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.access.scope import current_scope
from app.model.base import db
from app.org.models import Unit
from app.view.fields import FieldInfo
from app.view.importing.values import may_make
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.parties.models import Person
from modules.parties.services import person_in_row
from modules.teams.models import ResponseTeam, Skill, TeamMember


def teams_called(name: str) -> list[ResponseTeam]:
    """The active teams of that name or short name, two at most."""
    named = or_(Unit.name == name, Unit.short_name == name)
    asked = select(ResponseTeam).join(Unit, ResponseTeam.unit_id == Unit.id)
    return list(db.session.scalars(asked.where(named, ResponseTeam.active).limit(2)))


def in_team(values: dict[str, Any]) -> list[str]:
    """A member lies where the one team of that name lies, which the reader keeps."""
    name = values.get("team", "")
    if not name:
        return []
    found = teams_called(name)
    if not found:
        return [gettext("There is no active response team “%(name)s”", name=name[:40])]
    if len(found) > 1:
        return [gettext("Several response teams are called “%(name)s”; give the full name", name=name[:40])]
    values["division_code"] = found[0].division_code
    if may_make(current_scope(), TeamMember, found[0].division_code):
        return []
    return [gettext("“%(text)s” lies outside your area", text=name[:20])]


def on_record(values: dict[str, Any]) -> TeamMember | None:
    """The member of that team, not left, who bears the number, or the name where the file gives no number."""
    (team,) = teams_called(values["team"])
    number = values.get("id_number")
    who = Person.where_sealed("id_number", number) if number else Person.name == values["name"]
    asked = select(TeamMember).join(Person, TeamMember.person_id == Person.id)
    here = asked.where(who, TeamMember.team_id == team.id, TeamMember.left_on.is_(None))
    return db.session.scalars(here.limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> TeamMember:
    """A member with the person, who may be on record in another role, and the skills."""
    given = dict(values)
    (team,) = teams_called(given.pop("team"))
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
    complete=in_team,
    known=on_record,
    make=take_in,
)
