"""Experts from a workbook: each with the person they are, as drafts that are reviewed like any other."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.view.fields import FieldInfo
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.experts.models import Expert, ExpertField, Field
from modules.parties.models import Person
from modules.parties.services import person_of


def in_pool(values: dict[str, Any]) -> Expert | None:
    """The expert of the same pool who bears the identity number."""
    return db.session.scalars(
        select(Expert)
        .join(Person, Expert.person_id == Person.id)
        .where(
            Person.where_sealed("id_number", values["id_number"]),
            Expert.division_code == values["division_code"],
        )
        .limit(1)
    ).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> Expert:
    """A draft with the person; the first field named is the main one, the others are further fields."""
    given = dict(values)
    first, *further = _fields(given.pop("fields"))
    person = person_of(
        name=given.pop("name"),
        id_number=given.pop("id_number"),
        phone=given.pop("phone", ""),
        division_code=given["division_code"],
    )
    expert = Expert(person=person, field=first, **given)
    db.session.add(expert)
    for field in further:
        db.session.add(ExpertField(expert=expert, field=field))
    return expert


def _fields(text: str) -> list[Field]:
    """The fields a cell names by code or name, one after the other: `物业房产、建设工程`.

    Raises:
        Refused: one of them is not in the list.
    """
    words = dict.fromkeys(
        word for word in text.replace("，", "、").replace(",", "、").split("、") if word.strip()
    )
    active = db.session.scalars(select(Field).where(Field.active)).all()
    known = {key: field for field in active for key in (field.code, field.label)}
    unknown = [word.strip() for word in words if word.strip() not in known]
    if unknown or not words:
        raise Refused(
            Refusal(gettext("Not among the fields of expertise: %(names)s", names="、".join(unknown)))
        )
    return list(dict.fromkeys(known[word.strip()] for word in words))


EXPERTS = Import(
    Expert,
    (
        FieldInfo("name", _("Full name"), required=True, max_length=80),
        FieldInfo("id_number", _("ID number"), required=True, max_length=18),
        FieldInfo("phone", _("Phone"), max_length=20),
        FieldInfo("fields", _("Fields of expertise"), required=True, max_length=200),
        "division_code:division",
        "title",
        "specialities",
        "term_begins_on",
        "term_ends_on",
        "online_24h",
        "introduction",
    ),
    key="id_number",
    known=in_pool,
    make=take_in,
)
