"""What an agreement asks, what came of it, and the ways on, on the demo's lease agreement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.document.template import House, render_html
from app.job.spec import Run
from app.model.moment import frozen
from app.workflow.engine import Refused, fire, offers
from app.workflow.models import Event
from modules.agreements import services as agreements
from modules.agreements.models import Agreement
from modules.cases.services import sides_of
from modules.confirmation.models import Confirmation
from modules.mediation.services import mediators_of
from modules.performance import services
from modules.performance.jobs import remind
from modules.performance.models import Receipt
from modules.performance.ways_on import enforce_until


@pytest.fixture
def agreement(app):
    """The lease agreement in force; the test's changes are undone."""
    with app.app_context(), frozen("2026-11-21 09:00"), system("test") as session:
        yield session.scalars(select(Agreement).where(Agreement.status == "effective")).one()
        session.rollback()


def owed(agreement):
    return services.obligations_of(agreement)


def test_each_instalment_and_each_clause_is_owed_by_its_day(agreement):
    assert [(one.part, one.amount, one.due_on) for one in owed(agreement)] == [
        (1, Decimal("43200.00"), date(2026, 12, 10)),
        (2, Decimal("43200.00"), date(2027, 1, 10)),
        (None, None, date(2026, 11, 30)),
    ]
    services.open_performance(None, agreement)
    assert len(owed(agreement)) == 3


def test_visits_are_planned_after_each_day_and_after_the_effect(agreement):
    planned = [visit.planned_on for visit in services.visits_of(agreement)]
    assert planned == [date(2026, 12, 1), date(2026, 12, 11), date(2026, 12, 20), date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("day", "stands"),
    [("2026-12-30", "not_due"), ("2027-01-03", "due"), ("2027-01-10", "due"), ("2027-01-11", "overdue")],
)
def test_how_it_stands_follows_from_the_day(agreement, day, stands):
    with frozen(f"{day} 08:00"):
        assert owed(agreement)[1].stands() == stands


def test_the_last_part_performs_it_and_the_last_one_tells_of_the_whole(agreement):
    first, second, _keys = owed(agreement)
    assert (first.stands(), first.left) == ("part", Decimal("23200.00"))
    services.receive(first, Decimal("23200.00"), date(2026, 11, 20))
    assert (first.status, first.done_on) == ("done", date(2026, 11, 20))
    services.receive(second, Decimal("0.10"))
    services.receive(second, Decimal("43199.90"))
    told = select(Event.row_id).where(Event.name == "performance.obligation.all_performed")
    assert list(agreement._sa_instance_state.session.scalars(told)) == [second.id]


def test_more_than_is_owed_is_taken_only_when_said_so(agreement):
    first = owed(agreement)[0]
    for amount, on in ((Decimal("23200.01"), None), (Decimal("0"), None), (Decimal("1"), date(2026, 11, 22))):
        with pytest.raises(Refused):
            services.receive(first, amount, on)
    assert first.paid == Decimal("20000.00")
    services.receive(first, Decimal("23200.01"), more=True)
    assert first.status == "done" and len(first.doubts()) == 1


def test_a_sum_is_not_performed_by_word_and_an_act_brings_no_receipt(agreement):
    first, _second, keys = owed(agreement)
    with pytest.raises(Refused):
        fire(first, "complete")
    fire(keys, "reopen", note="钥匙没有交齐")
    with pytest.raises(Refused):
        services.receive(keys, Decimal("1"))


def ways(obligation):
    return {
        offer.arrow.name: [refusal.said for refusal in offer.refusals]
        for offer in offers(obligation)
        if offer.arrow.name in ("enforce", "remediate", "sue")
    }


def test_the_ways_on_depend_on_confirmation_and_the_day(agreement):
    first = owed(agreement)[0]
    assert all(ways(first).values())
    with frozen("2026-12-11 08:00"):
        free = ways(first)
        assert (free["remediate"], free["sue"]) == ([], []) and "第三十二条" in free["enforce"][0]
        agreement._sa_instance_state.session.scalars(select(Confirmation)).one().status = "confirmed"
        confirmed = ways(first)
        assert confirmed["enforce"] == [] and confirmed["sue"] and confirmed["remediate"]
    assert enforce_until(first) == date(2029, 1, 10)  # instalments: from the last one
    with frozen("2029-01-11 08:00"):
        assert "第二百五十条" in ways(first)["enforce"][0]


def test_reminders_come_once_before_and_after_the_day(agreement):
    session = agreement._sa_instance_state.session
    told = []
    for day in (
        "2026-12-02",
        "2026-12-03",
        "2026-12-04",
        "2026-12-09",
        "2026-12-10",
        "2026-12-11",
        "2026-12-30",
    ):
        with frozen(f"{day} 06:40"):
            told.append(remind(Run(session, 10**9, {}, 1))["told"])
    assert told == [0, 1, 0, 1, 0, 1, 0]


def test_a_new_version_lets_the_old_fall_away(agreement):
    second = agreements.new_version(agreement)
    agreements.issue(second)
    for side in sides_of(second.case):
        agreements.sign(second, party=side)
    for mediator in mediators_of(second.mediation):
        agreements.sign(second, mediator=mediator)
    agreements.sign(second)
    assert [one.status for one in owed(agreement)] == ["dropped", "dropped", "done"]
    assert {visit.status for visit in services.visits_of(agreement)} == {"skipped"}
    assert [one.status for one in owed(second)] == ["open", "open", "open"]


def test_the_papers_say_what_came(app, agreement):
    documents, house = app.extensions["house"].documents, House()

    def words(paper, row):
        document = documents[paper]
        return render_html(house, document.template, {**document.context(row), "stamp": {}})

    receipt = agreement._sa_instance_state.session.scalars(select(Receipt)).one()
    for paper, row, said in (
        ("performance.receipt", receipt, "贰万元整"),
        ("performance.register", agreement, "20,000.00元"),
        ("performance.return_visit", services.visits_of(agreement)[0], "已付<span"),
    ):
        html, missing = words(paper, row)
        assert missing == [] and said in html, (paper, missing)
