"""Terms that end: found by a view of the list, and told to the keepers once a term."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.job.spec import Run
from app.model.moment import frozen
from app.notify.models import Notice
from app.org.models import Account
from app.view.telling import tell
from app.workflow.models import Event
from modules.mediators.models import Committee
from modules.mediators.terms import TOLD, ended, ending, keepers_of, tell_of_terms
from modules.mediators.tests.town import TOWN, committee

ENDS = date(2027, 5, 19)


def run(job):
    with system("job") as session:
        done = job(Run(session, 10**9, {}, 1))
        session.commit()
    return done


def told():
    with system("look") as session:
        asked = select(Account.username, Notice.kind).join(Account, Account.id == Notice.owner_id)
        return sorted(tuple(row) for row in session.execute(asked))


@pytest.fixture
def keepers(river, as_person):
    """The administrators of the county, the street and the street next to it."""
    for code in ("330402", TOWN, "330402002", "3304"):
        with as_person("admin", code):
            pass
    with as_person("clerk", TOWN):
        pass


def test_the_nearest_keepers_are_told_once_a_term(keepers):
    with system("test") as session:
        body = committee(session, term_ends_on=ENDS)
        committee(session, term_ends_on=ENDS, active=False)
        committee(session)
        key = body.id
        session.commit()
    with frozen("2027-02-17 06:30"):
        run(tell)
        assert run(tell_of_terms) == {"told": 0}
    for moment in ("2027-02-18 06:30", "2027-02-19 06:30", "2027-05-20 06:30"):
        with frozen(moment):
            run(tell_of_terms)
            run(tell)
    assert told() == [(f"admin_{TOWN}", "act")]
    with system("test") as session:
        session.get(Committee, key).term_ends_on = date(2030, 5, 19)
        session.commit()
    with frozen("2030-04-01 06:30"):
        assert run(tell_of_terms) == {"told": 1}
        run(tell)
    assert told() == [(f"admin_{TOWN}", "act")] * 2
    with system("look") as session:
        events = session.scalars(select(Event).where(Event.arrow == TOLD).order_by(Event.id)).all()
        assert [event.data for event in events] == [
            {"term_ends_on": "2027-05-19"},
            {"term_ends_on": "2030-05-19"},
        ]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_where_nobody_keeps_a_street_the_county_does(keepers):
    with system("test") as session:
        names = {account.id: account.username for account in session.scalars(select(Account))}

        def called(code):
            return [names[key] for key in keepers_of(session, code)]

        assert called("330402007001") == [f"admin_{TOWN}"]
        assert called("330402") == called("330402003") == ["admin_330402"]
        assert called("330411") == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_list_has_a_view_of_those_that_end_and_of_those_that_are_over(keepers):
    with system("test") as session:
        body = committee(session, term_ends_on=ENDS)
        for day, found in (
            ("2027-02-17", [[], []]),
            ("2027-02-18", [[body], []]),
            ("2027-05-19", [[body], []]),
            ("2027-05-20", [[], [body]]),
        ):
            with frozen(f"{day} 09:00"):
                assert [
                    session.scalars(select(Committee).where(which())).all() for which in (ending, ended)
                ] == found
