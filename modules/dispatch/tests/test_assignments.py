"""Sending work out, taking its steps, sending it back, and what each says to the case."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.org.models import Account, Unit
from app.workflow.engine import NotAllowed, Refused, fire, offers, timeline
from modules.cases.models import Case, CaseOutcome, CaseShare
from modules.dispatch.documents import handling_receipt
from modules.dispatch.models import OPEN, Assignment
from modules.dispatch.services import dispatch, open_assignments
from modules.dispatch.tests.street import CENTRE, DONE, STREET, TEAM

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

TOLD = {"means": "phone", "reached": True, "text": "已告知结果。", "satisfaction": 5}
REASON = "不属于本单位职责"


@pytest.fixture
def work(case, unit):
    """The case sent to its two units, all loaded in one session of the system's."""
    with system("work for a test") as session:
        matter = session.get(Case, case)
        first = dispatch(matter, unit(session, TEAM), "到场劝导")
        second = dispatch(matter, unit(session, CENTRE), "研究长效办法")
        yield SimpleNamespace(session=session, case=matter, first=first, second=second)


@pytest.fixture
def sent(case, unit):
    """The key of one assignment to the team, committed."""
    with system("work for a test") as session:
        made = dispatch(session.get(Case, case), unit(session, TEAM), "到场劝导")
        session.commit()
        return made.id


def words(refused) -> list[str]:
    return [str(one.message) for one in refused.value.refusals]


@one_engine
@pytest.mark.parametrize("state", ["accepted", "in_progress", "reopened"])
def test_work_sent_out_starts_the_case(case, unit, as_person, state):
    with as_person("dispatcher", STREET) as session:
        matter, team = session.get(Case, case), unit(session, TEAM)
        matter.status = state
        made = dispatch(matter, team, "到场劝导")
        assert (matter.status, made.status, str(made)) == ("in_progress", "dispatched", f"{TEAM}: 到场劝导")
        assert made.division_code == STREET
        assert [event.arrow for event in timeline(matter)[:2]] == ["assign", "dispatch"]


@one_engine
@pytest.mark.parametrize(
    ("state", "label"), [("registered", "已登记"), ("in_mediation", "调解中"), ("closed", "已办结")]
)
def test_no_work_is_sent_out_in_other_states(case, unit, as_person, state, label):
    with as_person("dispatcher", STREET) as session:
        matter, team = session.get(Case, case), unit(session, TEAM)
        matter.status = state
        with pytest.raises(Refused) as refused:
            dispatch(matter, team, "到场劝导")
        assert words(refused) == [f"现在不能办理：当前状态为“{label}”"]
        assert open_assignments(matter) == []


@one_engine
@pytest.mark.parametrize("role", ["handler", "mediator", "leader", "grid_worker"])
def test_only_desk_and_command_send_work_out(case, unit, as_person, role):
    with as_person(role, STREET) as session:
        with pytest.raises(NotAllowed) as refused:
            dispatch(session.get(Case, case), unit(session, TEAM), "到场劝导")
        assert words(refused) == ["您的岗位不办理这一步"]


@one_engine
@pytest.mark.parametrize(
    ("state", "next_steps"),
    [
        ("dispatched", {"sign", "return_"}),
        ("signed", {"contact", "order", "handle", "return_"}),
        ("contacted", {"order", "handle", "return_"}),
        ("ordered", {"arrive", "handle", "return_"}),
        ("arrived", {"handle", "finish", "return_"}),
        ("handling", {"finish", "return_"}),
        ("done", set()),
        ("returned", set()),
    ],
)
def test_the_steps_that_may_follow(work, state, next_steps):
    work.first.status = state
    assert {offer.arrow.name for offer in offers(work.first)} == next_steps
    assert (state in OPEN) == bool(next_steps)


@pytest.mark.parametrize(
    ("role", "place", "signs"),
    [
        ("handler", STREET, True),
        ("dispatcher", STREET, True),
        ("grid_worker", STREET, True),
        ("handler", "330411", True),
        ("clerk", STREET, False),
        ("mediator", STREET, False),
        ("leader", STREET, False),
    ],
)
def test_handlers_and_command_of_the_place_sign(sent, as_person, role, place, signs):
    with as_person(role, place) as session:
        made = session.get(Assignment, sent)
        if signs:
            fire(made, "sign")
            session.commit()
            assert made.status == "signed"
        else:
            with pytest.raises(NotAllowed) as refused:
                fire(made, "sign")
            assert words(refused) == ["您的岗位不办理这一步"]


@pytest.mark.parametrize(
    ("rights", "until", "sees", "signs"),
    [
        (None, None, False, False),
        ("read", None, True, False),
        ("handle", None, True, True),
        ("handle", "2023-06-07", True, True),
        ("handle", "2023-06-06", False, False),
    ],
)
def test_the_street_next_door_needs_the_case_to_be_shared(sent, as_person, rights, until, sees, signs):
    """Places end at the border; a share of the case opens its work, to read or to handle, until its last day."""
    with system("a unit next door") as session:
        far = Unit(name="新塍镇民声服务队", short_name="新塍队", kind="team", division_code="330411003")
        session.add(far)
        if rights:
            made = session.get(Assignment, sent)
            day = date.fromisoformat(until) if until else None
            session.add(CaseShare(case=made.case, unit=far, rights=rights, until=day))
        session.commit()
    with as_person("handler", "330411003", "邻街道", unit="新塍镇民声服务队"):
        pass
    with system("who is asking") as session:
        account = session.scalars(select(Account).where(Account.username == "邻街道")).one()
        scope = scope_for(session, account)
    with acting_as(scope) as session:
        made = session.get(Assignment, sent)
        assert (made is not None) == sees
        if signs:
            fire(made, "sign")
            session.commit()
            assert made.status == "signed"
        elif sees:
            with pytest.raises(NotAllowed):
                fire(made, "sign")


@one_engine
def test_sending_back_needs_a_reason_that_stays_on_record(work):
    with pytest.raises(Refused) as refused:
        fire(work.first, "return_", note=" ")
    assert words(refused) == ["请填写事由"]
    assert work.first.status == "dispatched"
    fire(work.first, "return_", note=REASON)
    assert work.first.status == "returned"
    last = timeline(work.case)[0]
    assert (last.arrow, last.note, last.row_id) == ("return_", REASON, work.first.id)


@one_engine
def test_a_case_whose_work_all_came_back_waits_to_be_sent_out_again(work, unit):
    fire(work.first, "return_", note=REASON)
    fire(work.second, "return_", note=REASON)
    assert work.case.status == "in_progress"
    assert open_assignments(work.case) == []
    again = dispatch(work.case, unit(work.session, CENTRE), "研究长效办法")
    assert open_assignments(work.case) == [again]


@one_engine
def test_the_last_piece_of_work_finished_resolves_the_case(work):
    for piece, state in ((work.first, "in_progress"), (work.second, "resolved")):
        fire(piece, "sign")
        fire(piece, "handle")
        fire(piece, "finish", data=dict(DONE))
        assert (piece.status, work.case.status) == ("done", state)
    results = work.session.scalars(select(CaseOutcome).order_by(CaseOutcome.id)).all()
    assert [(one.result, one.text) for one in results] == [(DONE["result"], DONE["text"])] * 2


@one_engine
def test_work_that_came_back_does_not_keep_the_rest_from_resolving(work):
    fire(work.second, "return_", note=REASON)
    fire(work.first, "sign")
    fire(work.first, "handle")
    fire(work.first, "finish", data=dict(DONE))
    assert work.case.status == "resolved"


@one_engine
def test_a_return_after_the_result_leaves_the_resolving_to_the_command(work):
    """The result already on record is enough; nobody types it twice."""
    fire(work.first, "sign")
    fire(work.first, "handle")
    fire(work.first, "finish", data=dict(DONE))
    fire(work.second, "return_", note=REASON)
    assert work.case.status == "in_progress"
    fire(work.case, "resolve")
    assert work.case.status == "resolved"


@one_engine
@pytest.mark.parametrize("state", ["in_mediation", "resolved"])
def test_a_result_does_not_take_a_case_out_of_another_state(work, state):
    work.case.status = state
    fire(work.second, "return_", note=REASON)
    fire(work.first, "sign")
    fire(work.first, "handle")
    fire(work.first, "finish", data=dict(DONE))
    assert work.case.status == state
    assert work.session.scalars(select(CaseOutcome.text)).all() == [DONE["text"]]


@one_engine
def test_work_is_finished_by_a_result_in_words(work):
    fire(work.second, "return_", note=REASON)
    fire(work.first, "sign")
    fire(work.first, "handle")
    with pytest.raises(Refused) as refused:
        fire(work.first, "finish", data={"result": "settled", "text": ""})
    assert words(refused) == ["还没有处理结果"]


@one_engine
def test_open_work_keeps_a_case_from_being_closed_and_is_named(work):
    fire(work.case, "resolve", data=dict(DONE))
    fire(work.case, "feed_back", data=TOLD)
    with pytest.raises(Refused) as refused:
        fire(work.case, "close")
    assert [(str(one.message), one.link) for one in refused.value.refusals] == [
        (f"{TEAM} 还没有办完", f"/dispatch/assignment/show/{work.first.id}"),
        (f"{CENTRE} 还没有办完", f"/dispatch/assignment/show/{work.second.id}"),
    ]
    for piece in (work.first, work.second):
        fire(piece, "return_", note=REASON)
    fire(work.case, "close")
    assert work.case.status == "closed"


@one_engine
def test_the_receipt_tells_the_moments_of_its_own_work(work, freeze):
    for piece, at in ((work.second, "02:01"), (work.first, "02:05")):
        freeze(f"2023-06-07 {at}:00")
        fire(piece, "sign")
    freeze("2023-06-07 02:40:00")
    fire(work.first, "handle")
    fire(work.first, "finish", data=dict(DONE))
    receipt = handling_receipt(work.first)
    assert receipt["unit"]["name"] == TEAM
    assert receipt["times"] == [
        {"label": "签收", "at": "2023-06-07T02:05"},
        {"label": "办结", "at": "2023-06-07T02:40"},
    ]


@one_engine
def test_the_receipt_names_the_handler_whoever_makes_it(sent, as_person):
    """Another handler may open no accounts; the paper names the colleague all the same."""
    with as_person("handler", STREET, "承办人甲"):
        pass
    with system("test") as session:
        made = session.get(Assignment, sent)
        made.handler = session.scalars(select(Account).where(Account.username == "承办人甲")).one()
        session.commit()
    with as_person("handler", STREET, "承办人乙") as session:
        assert handling_receipt(session.get(Assignment, sent))["clerk"] == {"name": "承办人甲"}
