"""Plenty of invented rows below a real division, to see how the house does when it is full: `flask demo generate`.

A module brings `demo/plenty.py` with `generate(session, plan)`. The same plan gives the same rows.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.passwords import hashes_of, random_password
from app.access.scope import system
from app.lifecycle import demo
from app.lifecycle.install import Say
from app.model.base import LEVELS
from app.model.house import house
from app.org.models import Account, Division

_VILLAGE, _COUNTY = LEVELS["village"][0], LEVELS["county"][0]

#: Who can look at the rows: at the division itself and at its county with the most villages.
_ROLES = {"admin": "管理员", "leader": "领导"}


@dataclass(frozen=True)
class Plan:
    """How much is made.

    Attributes:
        villages: codes of the villages and communities of the division, in order.
        workers: grid workers.
        grids: grids.
    """

    villages: tuple[str, ...]
    workers: int
    grids: int


def generate(
    division: str, *, workers: int, grids: int, password: str | None = None, say: Say = print
) -> list[demo.DemoAccount]:
    """Fill a division of a demo house, and make accounts that can look at it.

    Args:
        division: code of a division that has villages.
        workers: how many grid workers.
        grids: how many grids.
        password: one for the accounts; without it each gets a random one.
        say: told each step.

    Raises:
        DemoRefused: this is no demo, the division has no villages, or it has been filled before.
    """
    if not demo.stands():
        raise demo.DemoRefused(gettext("This database does not hold the demo"))
    with system("plenty of people", reads=True) as session:
        villages = _villages(session, division)
        places = (division, _fullest(villages)) if villages else ()
        taken = session.scalar(
            select(Account.username).where(Account.username.in_([f"admin_{p}" for p in places]))
        )
    if not villages:
        raise demo.DemoRefused(gettext("%(code)s has no villages or communities", code=division))
    if taken:
        raise demo.DemoRefused(gettext("%(code)s has been filled before", code=division))
    plan = Plan(villages, workers, grids)
    for manifest in house().modules.values():
        if (manifest.folder / "demo/plenty.py").exists():
            say(gettext("Demo: %(name)s", name=gettext(manifest.label)))
            with system(f"plenty of {manifest.name}") as session:
                importlib.import_module(f"{manifest.package}.demo.plenty").generate(session, plan)
                session.commit()
    with system("plenty of people") as session:
        accounts = _accounts(session, tuple(dict.fromkeys(places)), password)
        session.commit()
    return accounts


def _villages(session: Session, division: str) -> tuple[str, ...]:
    below = Division.code.startswith(division, autoescape=True)
    digits = func.length(Division.code) == _VILLAGE
    return tuple(session.scalars(select(Division.code).where(below, digits).order_by(Division.code)))


def _fullest(villages: tuple[str, ...]) -> str:
    counties = [code[:_COUNTY] for code in villages]
    return max(sorted(set(counties)), key=counties.count)


def _accounts(session: Session, places: tuple[str, ...], password: str | None) -> list[demo.DemoAccount]:
    lines = [(place, role, title) for place in places for role, title in _ROLES.items()]
    words = [password or random_password() for _line in lines]
    made = []
    for (place, role, title), word, hashed in zip(lines, words, hashes_of(words), strict=True):
        name = session.scalars(select(Division.name).where(Division.code == place)).one() + title
        username = f"{role}_{place}"
        session.add(demo.account(username, name, role, place, hashed))
        made.append(demo.DemoAccount(username, word, name, role, place))
    return made
