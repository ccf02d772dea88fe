"""Sessions: what comes before them, what each result leaves, and who reads what was said."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import current_scope, system
from app.workflow.engine import NotAllowed, Refused, fire, offers, timeline
from modules.mediation import services
from modules.mediation.documents import mediation_record
from modules.mediation.models import Consent, Mediation, Session
from modules.mediation.tests.quarrel import (
    ACT,
    APPLICANT,
    CHAIR,
    NAMED,
    OTHER,
    RESPONDENT,
    STREET,
    TALK,
    put_in_session,
    said,
)

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@one_engine
def test_rights_are_told_before_the_first_session(as_mediator):
    with as_mediator() as mine:
        put_in_session(mine).rights_told_on = None
        with pytest.raises(Refused) as refused:
            services.hold_session(mine, result="agreed", **TALK)
        assert said(refused) == [("还没有告知当事人权利义务", "《人民调解工作若干规定》第三十条")]
        assert services.sessions_of(mine) == []


@one_engine
def test_no_session_before_acceptance(as_mediator):
    with as_mediator() as mine:
        mine.rights_told_on = mine.applied_on
        with pytest.raises(Refused) as refused:
            services.hold_session(mine, result="agreed", **TALK)
        assert said(refused) == [("现在不能办理：当前状态为“已申请”", "")]


@one_engine
def test_sessions_are_numbered_and_name_their_recorder(as_mediator):
    with as_mediator() as mine:
        put_in_session(mine)
        held = [services.hold_session(mine, result="continued", **TALK) for _time in range(3)]
        assert [one.number for one in held] == [1, 2, 3]
        assert {one.recorder_id for one in held} == {current_scope().user_id}
        assert mine.status == "in_session"
        assert [event.arrow for event in timeline(mine.case)[:3]] == ["hold"] * 3


@one_engine
@pytest.mark.parametrize(
    ("results", "held", "agreed"),
    [
        (["continued"], True, ["还没有结果为“调解成功”的调解记录"]),
        (["agreed"], True, []),
        (["agreed", "continued"], True, []),
        (["failed"], False, ["上一次调解不成，应当终止调解并告知途径", "还没有结果为“调解成功”的调解记录"]),
        (["agreed", "failed"], False, ["上一次调解不成，应当终止调解并告知途径"]),
    ],
)
def test_what_the_last_result_leaves(as_mediator, results, held, agreed):
    with as_mediator() as mine:
        put_in_session(mine)
        for result in results:
            services.hold_session(mine, result=result, **TALK)
        buttons = {offer.arrow.name: offer for offer in offers(mine)}
        assert buttons["hold"].free == held
        assert buttons["terminate"].free
        # Without the guards of later modules, which want the agreement itself.
        told = [str(one.message) for one in buttons["agree"].refusals]
        assert [text for text in told if "协议" not in text] == agreed


@one_engine
def test_after_a_failed_session_the_article_on_the_end_is_named(as_mediator):
    with as_mediator() as mine:
        services.hold_session(put_in_session(mine), result="failed", **TALK)
        with pytest.raises(Refused) as refused:
            services.hold_session(mine, result="agreed", **TALK)
        assert said(refused) == [("上一次调解不成，应当终止调解并告知途径", f"{ACT}第二十六条")]
        missing = next(offer for offer in offers(mine) if offer.arrow.name == "agree").refusals
        assert f"{ACT}第二十七条" in {one.article for one in missing}


@one_engine
def test_the_record_tells_who_said_what(as_mediator):
    with as_mediator() as mine:
        services.hold_session(
            put_in_session(mine),
            started_at=datetime(2023, 8, 21, 14, 30),
            ended_at=datetime(2023, 8, 21, 16, 0),
            place="榕和社区居委会",
            record_text="江桂香：我也有不对。\n\n双方沉默。",
            result="continued",
            others="孙立行，街道工作人员",
            next_at=datetime(2023, 8, 28, 9, 0),
        )
        paper = mediation_record(services.sessions_of(mine)[0])
        assert (paper["session"], paper["result"]) == (1, "continued")
        assert (paper["started_at"], paper["ended_at"]) == ("2023-08-21T14:30", "2023-08-21T16:00")
        assert paper["next_at"] == "2023-08-28T09:00"
        assert paper["others"] == [{"name": "孙立行", "role": "街道工作人员"}]
        assert paper["record"] == [
            {"speaker": "江桂香", "text": "我也有不对。"},
            {"speaker": "", "text": "双方沉默。"},
        ]
        assert [one["name"] for one in paper["parties"]] == [APPLICANT, RESPONDENT]
        assert [one["name"] for one in paper["mediators"]] == [NAMED]
        assert paper["dispute_type"] == "邻里纠纷"


@pytest.mark.parametrize(
    ("role", "place", "name", "reads"),
    [
        ("mediator", STREET, NAMED, (1, 2, 1)),
        ("mediator", STREET, CHAIR, (1, 2, 1)),
        ("archivist", "330402", "档案员", (1, 2, 1)),
        ("clerk", STREET, "窗口甲", (1, 2, 0)),
        ("clerk", STREET, "窗口乙", (0, 0, 0)),
        ("mediator", STREET, OTHER, (0, 0, 0)),
        ("mediator", "330402", "县调解员", (0, 0, 0)),
        ("leader", "330402", "领导", (0, 0, 0)),
        ("archivist", "330411", "邻县档案员", (0, 0, 0)),
    ],
)
def test_who_reads_the_file_and_who_what_was_said(applied, as_mediator, as_person, role, place, name, reads):
    """Named mediator, chair and archivist all of it; whoever registered it the file without the sessions."""
    with as_mediator() as mine:
        services.hold_session(put_in_session(mine), result="continued", **TALK)
        object_session(mine).commit()
    with as_person(role, place, name) as session:
        found = tuple(len(session.scalars(select(model)).all()) for model in (Mediation, Consent, Session))
        assert found == reads


@pytest.mark.parametrize(("name", "holds"), [(CHAIR, True), ("窗口甲", False)])
def test_the_desk_asks_and_tells_but_holds_no_session(applied, as_person, name, holds):
    with system("test") as session:
        put_in_session(session.get(Mediation, applied))
        session.commit()
    with as_person("mediator" if holds else "clerk", STREET, name) as session:
        mine = session.get(Mediation, applied)
        assert {"answer", "tell_rights"} <= {offer.arrow.name for offer in offers(mine)}
        if holds:
            assert services.hold_session(mine, result="continued", **TALK).number == 1
        else:
            with pytest.raises(NotAllowed):
                fire(mine, "hold", data={**TALK, "result": "continued"})
