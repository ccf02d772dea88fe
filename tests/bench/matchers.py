"""Who could mediate, answer or be sent, among many: `python -m tests.bench.matchers`.

The demo with 500 more mediators, 106 more experts and 500 more members of response teams in its county, on SQLite; each
matcher is asked for every open case as the county's dispatcher asks it. Median and worst in milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.factory import create_app
from app.lifecycle import demo
from app.lifecycle.install import install
from app.org.models import Account
from modules.cases.models import Case
from modules.counsel.services import choices
from modules.dispatch.candidates import candidates
from modules.experts.models import Expert, Field
from modules.mediation.suggesting import suggested
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, TeamMember
from tests.house.databases import DatabaseUrls
from tests.house.installed import PASSWORD, settings

PLACES = ("990102", "990102001", "990102001001", "990102100")
HOMES = ("江西上饶", "安徽六安", "枫源县", None)
MATCHERS: dict[str, Callable[[Case], Any]] = {
    "mediator": suggested,
    "member of a team": candidates,
    "expert": choices,
}


def fill() -> None:
    """The people to choose from."""
    with system("many to choose from") as session:
        body = session.scalars(select(Committee)).first()
        team = session.scalars(select(ResponseTeam)).first()
        field = session.scalars(select(Field)).first()
        for number in range(1106):
            place, home = PLACES[number % 4], HOMES[number // 4 % 4]
            person = Person(name=f"人选{number}", native_place=home, division_code=place)
            if number < 500:
                session.add(
                    Mediator(person=person, committee=body, specialities="邻里纠纷", division_code=place)
                )
            elif number < 1000:
                session.add(TeamMember(person=person, team=team, division_code=place))
            else:
                session.add(Expert(person=person, field=field, status="published", division_code="990102"))
        session.commit()


def main() -> None:
    """Ask and print."""
    url = f"sqlite:///{Path(tempfile.mkdtemp()) / 'many.sqlite'}"
    with create_app(settings(DatabaseUrls(url, url))).app_context():
        install(None, say=lambda *_said: None)
    with create_app(settings(DatabaseUrls(url, url))).app_context():
        demo.load(PASSWORD, say=lambda *_said: None)
        fill()
        with system("look up") as session:
            account = session.scalars(select(Account).where(Account.username == "dispatcher_county")).one()
            scope = scope_for(session, account)
        for name, ask in MATCHERS.items():
            taken = []
            with acting_as(scope, reads=True) as session:
                cases = session.scalars(
                    select(Case).where(Case.status.in_(("accepted", "in_progress")))
                ).all()
                for case in (*cases[:1], *cases):
                    begun = time.perf_counter()
                    ask(case)
                    taken.append((time.perf_counter() - begun) * 1000)
            print(f"{name}: median {statistics.median(taken[1:]):.0f} ms, worst {max(taken[1:]):.0f} ms")


if __name__ == "__main__":
    main()
