"""Experts of the county's and the city's pool, in different states of review."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.experts.models import Expert, Field
from modules.parties.demo import person

#: Person, division of the pool, field, title, online day and night, state.
EXPERTS = (
    ("苏问道", "990102", "11", "一级注册结构工程师", False, "published"),
    ("温致和", "9901", "01", "国家二级心理咨询师", True, "published"),
    ("顾法言", "990102", "05", "律师", True, "published"),
    ("秦医正", "9901", "02", "主任医师", False, "published"),
    ("何安居", "990102", "05", "物业管理师", False, "reviewing"),
)


def load(session: Session) -> None:
    """Add the experts."""
    fields = {field.code: field.id for field in session.scalars(select(Field))}
    for name, code, field, title, online, status in EXPERTS:
        session.add(
            Expert(
                person_id=person(session, name).id,
                field_id=fields[field],
                title=title,
                online_24h=online,
                status=status,
                division_code=code,
                introduction="演示专家",
            )
        )
