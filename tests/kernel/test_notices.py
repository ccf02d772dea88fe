"""Who is told what happens on a row, and who is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, event, func, select, update

from app.access.scope import system
from app.clock.models import Deadline
from app.job.models import Job
from app.job.spec import Run
from app.model.base import db
from app.model.moment import now
from app.notify.models import Follower, Mark, Notice
from app.org.models import Account, Post
from app.view.readers import offered
from app.view.telling import forget, tell
from app.workflow.models import Event
from modules.cases.models import Case
from tests.kernel.view_house import HERE, THERE, TOWN, filled, statements

SHOW, NOTE, FOLLOW = (f"/cases/case/{page}" for page in ("show", "note", "follow"))


@pytest.fixture
def case(house: Flask, grow: Any) -> int:
    """A case of the town that nobody follows, and the mark where the history ends now."""
    key = grow(Case, TOWN, title="楼上漏水", status="accepted")
    work(house)
    return int(key)


def work(house: Flask, job: Any = tell) -> dict[str, Any]:
    with house.app_context(), system("job") as session:
        done = job(Run(session, 10**9, {}, 1))
        session.commit()
    return done or {}


def key_of(house: Flask, username: str) -> int:
    with house.app_context(), system("look", reads=True) as session:
        return session.scalars(select(Account.id).where(Account.username == username)).one()


def told(house: Flask) -> list[tuple[str, str]]:
    """Who was told, and which kind."""
    with house.app_context(), system("look", reads=True) as session:
        found = select(Account.username, Notice.kind).join(Account, Account.id == Notice.owner_id)
        return sorted((name, kind) for name, kind in session.execute(found))


def call(house: Flask, person: Any, case: int, *names: str, text: str = "") -> Any:
    keys = [str(key_of(house, name)) for name in names]
    words = text or "请看 " + " ".join(f"@{name}" for name in names)
    return person.post(f"{NOTE}/{case}", {"text": words, "called": keys})


def test_followers_are_told_and_the_actor_is_not(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("clerk", HERE, "qian")
    assert leader.post(f"{FOLLOW}/{case}", {"follow": "1"}).status_code == 303
    clerk.post(f"{NOTE}/{case}", {"text": "已上门看过"})
    assert work(house)["told"] == 1
    assert told(house) == [("qian", "note")]
    leader.post(f"{NOTE}/{case}", {"text": "知道了"})
    work(house)  # whoever wrote a note follows from then on
    assert told(house) == [("qian", "note"), ("wang", "note")]
    page = leader.get(f"{SHOW}/{case}").text
    assert "wang" in page and "qian" in page


def test_one_stops_and_stays_so(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("clerk", HERE, "qian")
    clerk.post(f"{NOTE}/{case}", {"text": "一"})
    work(house)
    clerk.post(f"{FOLLOW}/{case}", {"follow": ""})
    clerk.post(f"{NOTE}/{case}", {"text": "二"})
    leader.post(f"{NOTE}/{case}", {"text": "三"})
    work(house)
    assert told(house) == []
    call(house, leader, case, "wang")
    work(house)
    assert told(house) == [("wang", "mention")]


def test_a_job_that_runs_twice_tells_once(house, enter, case):
    clerk = enter("clerk", TOWN, "wang")
    enter("leader", HERE, "qian")
    call(house, clerk, case, "qian")
    work(house)
    with house.app_context(), system("again") as session:
        session.execute(update(Mark).values(event_id=0))
        session.commit()
    assert work(house)["told"] == 0
    assert told(house) == [("qian", "mention")]


def test_who_lost_the_right_is_not_told(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    leader.post(f"{FOLLOW}/{case}", {"follow": "1"})
    with house.app_context(), system("end a post") as session:
        session.execute(delete(Post).where(Post.user_id == key_of_in(session, "qian")))
        session.commit()
    clerk.post(f"{NOTE}/{case}", {"text": "又漏了"})
    work(house)
    assert told(house) == []


def key_of_in(session: Any, username: str) -> int:
    return session.scalars(select(Account.id).where(Account.username == username)).one()


def test_the_neighbour_county_neither_follows_nor_is_called(house, enter, case):
    clerk, neighbour = enter("clerk", TOWN, "wang"), enter("clerk", THERE, "next")
    assert neighbour.post(f"{FOLLOW}/{case}", {"follow": "1"}).status_code == 404
    assert neighbour.get(f"/cases/case/callable/{case}").status_code == 404
    answer = call(house, clerk, case, "next")
    assert answer.status_code == 422
    assert 'id="f-text-error"' in answer.text and "@next" in answer.text
    unknown = clerk.post(f"{NOTE}/{case}", {"text": "@谁", "called": "999999"})
    assert unknown.status_code == 422
    with house.app_context(), system("look", reads=True) as session:
        assert session.scalar(select(func.count()).select_from(Event).where(Event.arrow == "note")) == 0
        assert session.scalar(select(func.count()).select_from(Follower)) == 0


def test_a_name_taken_out_of_the_text_is_not_called(house, enter, case):
    clerk = enter("clerk", TOWN, "wang")
    enter("leader", HERE, "qian")
    assert call(house, clerk, case, "qian", text="不用叫了").status_code == 303
    work(house)
    assert told(house) == []


def test_the_list_after_the_sign_knows_who_may_read(house, enter, case):
    clerk = enter("clerk", TOWN, "wang")
    for place, name in ((HERE, "qian"), (THERE, "qiao"), (TOWN, "qin")):
        enter("clerk", place, name)
    with house.app_context(), system("name", reads=False) as session:
        session.execute(update(Account).where(Account.username == "qian").values(name="钱融融"))
        session.commit()
    found = {one["text"] for one in clerk.get(f"/cases/case/callable/{case}?q=q").get_json()}
    assert found == {"钱融融", "qin"}
    assert [one["text"] for one in clerk.get(f"/cases/case/callable/{case}?q=qrr").get_json()] == ["钱融融"]
    with house.app_context(), system("look", reads=True) as session:
        row = session.get(Case, case)
        with statements(house) as sent:
            offered(session, row, "qrr")
    assert len(sent) <= 5, sent


def test_limits_that_come_near_and_pass_are_told_once_each(house, enter, case):
    leader = enter("leader", HERE, "qian")
    leader.post(f"{FOLLOW}/{case}", {"follow": "1"})
    common = {"subject_model": "cases.case", "subject_id": case, "kind": "calendar_days", "amount": 30}
    begun = {"started_at": now() - timedelta(days=30), "division_code": TOWN}
    near, past = now() + timedelta(hours=23, minutes=30), now() - timedelta(minutes=5)
    with house.app_context(), system("limit") as session:
        session.add(Deadline(policy_code="close", name="办结", due_at=past, **common, **begun))
        session.add(Deadline(policy_code="visit", name="回访", due_at=near, **common, **begun))
        session.execute(update(Mark).values(due_until=now() - timedelta(hours=1)))
        session.commit()
    work(house)
    work(house)
    assert told(house) == [("qian", "limit")] * 2
    page = leader.get("/inbox/?kind=limit").text
    assert "办结" in page and "回访" in page


def test_an_event_that_cannot_be_told_holds_up_no_other(house, enter, case, monkeypatch, caplog):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    leader.post(f"{FOLLOW}/{case}", {"follow": "1"})
    clerk.post(f"{NOTE}/{case}", {"text": "一"})
    clerk.post(f"{NOTE}/{case}", {"text": "二"})
    kinds = iter([lambda _event: 1 / 0, lambda _event: "note"])
    monkeypatch.setattr("app.view.telling._kind", lambda event: next(kinds)(event))
    work(house)
    assert told(house) == [("qian", "note")]
    assert "could not be told" in caplog.text


def test_the_inbox_is_ones_own(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    call(house, clerk, case, "qian")
    work(house)
    with house.app_context(), system("look", reads=True) as session:
        key = session.scalars(select(Notice.id)).one()
    assert leader.get("/inbox/count").get_json()["text"] == "1"
    assert clerk.get("/inbox/count").get_json()["text"] == ""
    assert "楼上漏水" in leader.get("/inbox/").text
    assert "楼上漏水" not in clerk.get("/inbox/").text
    assert clerk.post(f"/inbox/read/{key}").status_code == 404
    clerk.post("/inbox/read")
    assert leader.get("/inbox/count").get_json()["text"] == "1"
    answer = leader.post("/inbox/read", follow_redirects=True)
    back = answer.text.split('data-undo="')[1].split('"')[0]
    assert leader.get("/inbox/count").get_json()["text"] == ""
    clerk.post(back)
    assert leader.get("/inbox/count").get_json()["text"] == ""
    leader.post(back)
    assert leader.get("/inbox/count").get_json()["text"] == "1"
    assert leader.post(f"/inbox/read/{key}").status_code == 303
    assert leader.get("/inbox/count").get_json()["text"] == ""
    for nonsense in ("/inbox/read/x", "/inbox/unread/x", "/inbox/read/99999999999999999999"):
        assert leader.post(nonsense).status_code == 404
    assert leader.get("/inbox/?kind=x").status_code == 404


def test_what_one_does_not_want_is_not_told(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    leader.post("/inbox/kinds", {"kinds": ["note", "act"]})
    call(house, clerk, case, "qian")
    work(house)
    assert told(house) == []
    leader.post("/inbox/kinds", {"kinds": ["note", "mention"]})
    call(house, clerk, case, "qian")
    work(house)
    assert told(house) == [("qian", "mention")]


def test_who_lost_the_right_later_reads_no_name(house, enter, case):
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    call(house, clerk, case, "qian")
    work(house)
    with house.app_context(), system("end a post") as session:
        post = session.scalars(select(Post).where(Post.user_id == key_of_in(session, "qian"))).one()
        post.division_code = THERE
        session.commit()
    page = leader.get("/inbox/").text
    assert "楼上漏水" not in page and "请看" not in page


def test_old_notices_go(house, enter, case):
    house.config["NOTICE_DAYS"] = 90
    clerk = enter("clerk", TOWN, "wang")
    enter("leader", HERE, "qian")
    call(house, clerk, case, "qian")
    work(house)
    assert work(house, forget) == {"deleted": 0}
    with house.app_context(), system("age") as session:
        session.execute(update(Notice).values(at=now() - timedelta(days=91)))
        session.commit()
    assert work(house, forget) == {"deleted": 1}


def test_an_event_seen_late_is_still_told(house, enter, case):
    """On PostgreSQL a transaction may be seen after one with a greater key."""
    clerk, leader = enter("clerk", TOWN, "wang"), enter("leader", HERE, "qian")
    leader.post(f"{FOLLOW}/{case}", {"follow": "1"})
    clerk.post(f"{NOTE}/{case}", {"text": "一"})
    with house.app_context(), system("late") as session:
        last = session.scalar(select(func.max(Event.id)))
        session.execute(update(Mark).values(event_id=last + 5, gaps={str(last): now().isoformat()}))
        session.commit()
    work(house)
    assert told(house) == [("qian", "note")]


def test_writing_pays_nothing_for_telling(house, enter):
    clerk = enter("clerk", TOWN, "wang")
    form = filled(clerk.get("/parties/organisation/add"), name="枫源县好邻居物业有限公司")
    with house.app_context():
        seen = _watched(db.engine)
    assert clerk.post("/parties/organisation/add", form).status_code == 303
    assert any("parties_organisation" in statement for statement in seen)
    assert not [statement for statement in seen if "notify_" in statement or "job_job" in statement]
    with house.app_context(), system("look", reads=True) as session:
        assert [session.scalar(select(func.count()).select_from(model)) for model in (Follower, Job)] == [
            0,
            0,
        ]


def _watched(engine: Any) -> list[str]:
    sent: list[str] = []
    event.listen(
        engine, "before_cursor_execute", lambda _c, _cursor, statement, *_rest: sent.append(statement)
    )
    return sent
