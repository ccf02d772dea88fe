"""The response teams of 枫源县: one full-time, one rightly part-time, one with more calls than a part-time team has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.gate import bind_scope
from app.access.scope import SystemScope
from app.model.moment import frozen
from app.org.models import Account, Unit
from app.workflow.engine import fire
from modules.parties.demo import person
from modules.teams.models import UNIFORMS, ForceKind, ResponseTeam, Skill, SocialForce, TeamMember

#: Unit, kind, calls a day, how many of the six things are the same.
TEAMS = (
    ("城东街道民声服务队", "full_time", "26.4", 6),
    ("塘湾街道民声服务队", "part_time", "21.3", 4),
    ("石桥镇民声服务队", "part_time", "8.5", 3),
)

#: Person, account, team, position, unit of origin, skills, native place, dialects.
MEMBERS = (
    (
        "孙立行",
        "handler_town",
        "城东街道民声服务队",
        "leader",
        "城东街道社会治理中心",
        ("01", "10"),
        "浙江",
        "吴语",
    ),
    (
        "钟小满",
        None,
        "城东街道民声服务队",
        "deputy",
        "枫源县人力资源和社会保障局",
        ("02", "08"),
        "江西",
        "赣语",
    ),
    ("邵明渠", None, "城东街道民声服务队", "member", "枫源县市场监督管理局", ("03",), "浙江", "吴语"),
    (
        "林阿土",
        "grid_worker_town",
        "城东街道民声服务队",
        "member",
        "城东街道社会治理中心",
        ("12",),
        "江西",
        "赣语、吴语",
    ),
    ("汤湾生", None, "塘湾街道民声服务队", "leader", "塘湾街道社会治理中心", ("01", "05"), "浙江", "吴语"),
    ("桥永安", None, "石桥镇民声服务队", "leader", "石桥镇社会治理中心", ("01",), "浙江", "吴语"),
    ("禾青青", None, "石桥镇民声服务队", "member", "枫源县司法局", ("08", "09"), "安徽", "徽语"),
)

#: Name, kind, division, contact person, skills, team, whether attached.
FORCES = (
    ("枫源蓝盾志愿救援队", "01", "990102", "卢远帆", ("05", "11"), None, False),
    ("城东老娘舅工作室", "02", "990102001", "葛桂枝", ("10",), "城东街道民声服务队", True),
    ("城东乡音走访团", "05", "990102001", "贺归乡", ("10", "12"), "城东街道民声服务队", True),
)


def load(session: Session) -> None:
    """Add teams, members and forces, entered by the administrator of 城东街道."""
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    accounts = {account.username: account for account in session.scalars(select(Account))}
    skills = {skill.code: skill for skill in session.scalars(select(Skill))}
    kinds = {kind.code: kind for kind in session.scalars(select(ForceKind))}
    bind_scope(session, SystemScope(user_id=accounts["admin_town"].id, purpose="demo"))
    teams = {}
    for name, kind, calls, same in TEAMS:
        teams[name] = ResponseTeam(
            unit=units[name],
            kind=kind,
            founded_on=date(2025, 6, 1),
            calls_per_day=Decimal(calls),
            calls_reported_on=date(2026, 11, 18),
            division_code=units[name].division_code,
            **dict.fromkeys(UNIFORMS[:same], True),
        )
    session.add_all(teams.values())
    for name, username, team, post, origin, codes, native_place, dialects in MEMBERS:
        session.add(
            TeamMember(
                person=person(session, name),
                account=accounts[username] if username else None,
                team=teams[team],
                post=post,
                origin=units[origin],
                skills=[skills[code] for code in codes],
                native_place=native_place,
                dialects=dialects,
                joined_on=date(2025, 6, 1),
            )
        )
    for name, kind, place, contact, codes, team, attached in FORCES:
        force = SocialForce(
            name=name,
            kind=kinds[kind],
            contact=person(session, contact),
            skills=[skills[code] for code in codes],
            team=teams[team] if team else None,
            division_code=place,
        )
        with frozen("2026-11-18 09:00"):
            session.add(force)
            session.flush()
        if attached:
            with frozen("2026-11-18 09:30"):
                fire(force, "attach")
